"""Reads; none of them writes."""
