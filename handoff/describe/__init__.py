"""Descriptions of the wire, generated from the structs and declarations that it is made of."""
