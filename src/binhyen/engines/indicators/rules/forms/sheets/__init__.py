"""A form as an .xlsx: written locked with its version inside, read back with errors by cell. See `README.md`."""
