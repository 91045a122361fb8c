"""Replay of the user's corrections over the linked facts."""
