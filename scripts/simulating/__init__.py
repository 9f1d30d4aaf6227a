"""Behind `scripts/simulate`: the Graph API and the customers' phones, on this machine."""
