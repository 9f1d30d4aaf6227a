"""What the desk's processes say to each other: needs msgspec only, and runs on Rasa's Python."""
