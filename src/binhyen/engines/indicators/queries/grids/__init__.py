"""Figures as arrays, from remembered sums per report period."""
