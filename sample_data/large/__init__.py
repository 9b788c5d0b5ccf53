"""Large invented districts, made column by column: what ``sample_data.district`` writes."""
