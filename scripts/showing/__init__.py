"""Example conversations with the desk, drawn by a seed and written down as they went."""
