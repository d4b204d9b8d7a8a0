"""Rosters as official documents."""
