"""Event mentions: dating, places and figures; each kind of event has its own folder."""
