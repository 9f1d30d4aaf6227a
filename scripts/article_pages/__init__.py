"""What stands behind `scripts/articles`: help pages as files, checked, and what came of them."""
