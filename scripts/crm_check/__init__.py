"""What stands behind `scripts/crm check`: whether a mapped system does what its mapping says."""
