"""Reads of units; they never write."""
