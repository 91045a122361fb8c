"""The keymap, and the user's own keys."""
