"""Generators of the descriptions of the wire, from the structs and declarations it is made of."""
