"""Timings, for people; never part of the tests."""
