"""Adapters to machine-learned models."""
