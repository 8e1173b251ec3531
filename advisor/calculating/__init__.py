"""What a seller wants worked out: which rule a question asks for, and which number is which input."""
