"""Reads of staffing, narrowed to what the reader may see."""
