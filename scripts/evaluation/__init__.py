"""What stands behind `scripts/evaluate`: read what was learned, test it, tell what to mend."""
