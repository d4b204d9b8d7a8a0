"""What exchange reads: directories of identifiers, values to export, analytics, metadata, history."""
