"""Customers of another company's shop, played against a desk that is connected to it."""
