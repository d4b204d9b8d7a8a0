"""What approval changes."""
