"""What entry pages show, in few statements."""
