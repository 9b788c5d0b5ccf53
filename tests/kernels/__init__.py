"""The exact arithmetic that the rules share, against published vectors and plain fractions."""
