"""The verbs of analysis."""
