"""What stands behind `scripts/evaluate --from-log`: what the bot did not understand of late."""
