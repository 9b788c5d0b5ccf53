"""What the samples are made of: draws, names, identity numbers, tables, and one module for each sample's content."""
