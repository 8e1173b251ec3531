"""Documents, passages and conversations in one database."""
