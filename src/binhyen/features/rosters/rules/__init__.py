"""Pure functions: the interchange format, the catalogue's rules as a problem, who may swap with whom."""
