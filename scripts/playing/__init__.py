"""What a conversation that is written down says, and how it is played."""
