"""The words of the report: sections drafted from a review, every number with its origin."""
