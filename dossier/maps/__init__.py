"""Maps of events: coast lines and borders (Natural Earth, public domain), projection, and drawing with signs for a terminal."""
