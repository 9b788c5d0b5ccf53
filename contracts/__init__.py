"""What tables look like and what must hold in them: columns, tables, checks, and problems as values."""
