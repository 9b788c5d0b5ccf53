"""The publication gate of a run: every file that leaves it, read back from disk and held against the run's own tables.

Belongs here: what each written file must hold (from the run's tables and the file's layout, not from what wrote it),
the run's quotas, pools and totals, the kept verdict and its page. Stays out: reading files and judging them
(``contracts.publication_gate``), writing files (``handover``).
"""
