"""What stands behind `scripts/serve`: check, prepare, start, watch and stop the whole desk."""
