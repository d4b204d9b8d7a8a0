"""Reads that make a review; they never write."""
