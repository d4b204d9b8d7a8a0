"""Importing staged values: columns in DuckDB, one write a report, flat memory whatever the size of the file."""
