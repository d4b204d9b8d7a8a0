"""The verbs of staffing; the only writers of its tables."""
