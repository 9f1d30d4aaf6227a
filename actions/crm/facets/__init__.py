"""The CRM port in facets: each a protocol of at most eight methods that belong together."""
