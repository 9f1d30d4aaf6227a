"""A CRM behind anybody's HTTP interface, connected by its OpenAPI description and a mapping."""
