"""Real files that are not part of the project: read where they lie beside it, skipped where they do not."""
