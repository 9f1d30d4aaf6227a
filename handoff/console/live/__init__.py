"""Socket.io interface of the console: its calls, one noun a file, and the events it is told."""
