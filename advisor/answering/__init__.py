"""The core: from question to verified answer."""
