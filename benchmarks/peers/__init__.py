"""Programs that do the joins, ranks and grades of the large sample in floats and check nothing: what speed costs us."""
