"""What the desk keeps of itself, in a store of its own that knows nothing of any shop's tables."""
