"""What is promised about every result: pools close, order and machine do not matter, movements are fair."""
