"""Event mentions: their days, places and figures; the kinds lie in folders of their own."""
