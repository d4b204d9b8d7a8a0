"""Pages of rosters: one function, one address, one template."""
