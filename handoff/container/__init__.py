"""The composition root: the only place where the bridge's objects are built and closed."""
