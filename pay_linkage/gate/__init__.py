"""The publication gate of a run: every file that leaves it, read back from disk and held against the run's own tables.

Belongs here: what each written file must hold (from the run's tables and the file's layout, not from what wrote it),
the run's quotas, pools and totals, the kept verdict and its page. Stays out: reading files and judging them
(``contracts.publication_gate``), writing files (``handover``).

``gate_results(run, files)`` judges, ``files_of(store, run, ledger, root, password)`` lists what there is to judge,
``gated(store, run_id, ledger, by, password)`` does both and keeps the verdict with its page. Import
``pay_linkage.gate.gate`` only to judge: Great Expectations takes seconds to import, ``kept`` does not need it.
"""

from __future__ import annotations
