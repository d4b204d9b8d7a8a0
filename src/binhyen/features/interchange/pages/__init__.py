"""Pages of exchange: one function, one address, one template."""
