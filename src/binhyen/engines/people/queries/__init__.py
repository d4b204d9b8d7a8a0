"""Reads of people; they never write, and every one takes the day it is asked for."""
