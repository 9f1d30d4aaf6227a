"""A bakery's order system that this desk knows nothing of: its server, description and mapping."""
