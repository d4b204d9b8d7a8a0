"""Pages of reporting."""
