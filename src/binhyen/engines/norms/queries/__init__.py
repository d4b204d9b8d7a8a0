"""Reads of norms; they never write."""
