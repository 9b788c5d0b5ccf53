"""A second opinion: a naive calculator written from the rulebook alone, and the random cases it judges."""
