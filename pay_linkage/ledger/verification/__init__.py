"""Whether anything was changed unseen: files, rows, the log; each finding names what was tampered with.

Belongs here: recomputing hashes, chain, control totals and sums, and comparing them with what the ledger and its log
say. Stays out: mending. What is found is evidence, not proof of innocence: whoever rebuilds the whole database can only
be found against a hash kept outside (``anchor``).
"""
