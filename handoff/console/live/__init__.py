"""The console over socket.io: its calls in groups, one noun a file, and the events it is told."""
