"""The page of a PDF: its layout, columns and headline."""
