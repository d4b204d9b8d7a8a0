"""Pages of approval: one function, one address, one template."""
