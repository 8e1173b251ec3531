"""Ways in: translate, never advise."""
