"""Pure rules of entry: reading what was posted, laying two people's changes side by side."""
