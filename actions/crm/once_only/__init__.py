"""Writes that happen once, also in systems that do not know a write again by its key."""
