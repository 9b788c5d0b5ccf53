"""One module a section of the report: which charts and tables it has, and what it says in a sentence."""
