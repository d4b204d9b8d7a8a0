"""Measured speeds: answers are checked before anything is timed, and nothing here is a test.

Run by `make bench`, that is `python -m benchmarks`.
"""
