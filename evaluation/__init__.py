"""Measuring every stage, on sets of our own and on those beside the repository."""
