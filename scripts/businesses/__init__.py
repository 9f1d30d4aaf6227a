"""What stands behind `scripts/business`: found a business's folder, and check one."""
