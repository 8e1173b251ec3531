"""Measuring the advisor on question sets."""
