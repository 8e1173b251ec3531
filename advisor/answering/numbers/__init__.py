"""Answers that calculate: inputs from the fact tables, results in words, what would change them."""
