"""Exports of messengers: the messages of a chat become an article for each day."""
