"""Golden cases: every sentence of the rulebook's sections 2 to 7, worked out by hand."""
