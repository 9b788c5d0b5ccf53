"""What the database itself refuses across rows and tables, whoever writes to it.

Belongs here: the triggers of both databases. A refusal's text is ``pay-linkage: CODE``, its code one of the ledger's
texts. Stays out: conditions within one row (``models``). Both dialects hold the same guards under the same names:

- history is fixed: no update, no delete, no replacing insert of runs, corrections, approvals, publications, lines,
  events; an approver may only be retired;
- runs and publications come after their corrections and lines, which nobody can add later;
- the log only grows at its end, each entry carrying the hash of the one before;
- an approval speaks of the run's content hash, and its approver is in force and not the maker of the run;
- a publication rests on an approval of exactly its content, not rejected since, and conserves money.
"""
