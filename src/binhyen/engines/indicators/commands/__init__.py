"""The verbs of figures; the only writers."""
