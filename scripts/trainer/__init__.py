"""What stands behind `scripts/train`: check what trainers write, train, play, put in place."""
