"""Measure how the desk listens: strangers' messages played against it, and what it made of them."""
