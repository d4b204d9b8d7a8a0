"""Reads of figures; they never write to the database."""
