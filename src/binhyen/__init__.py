"""Bình Yên plans, runs and reviews commune-level policing."""
