"""What the project talks about: types, interfaces and errors; standard library and numpy arrays."""
