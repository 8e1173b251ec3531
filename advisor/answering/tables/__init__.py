"""Comparisons and lists of places and platforms, answered by a small table from the fact tables."""
