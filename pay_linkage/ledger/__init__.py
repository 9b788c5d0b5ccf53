"""The ledger: who made, approved and published which run, when and why, and what each person has been paid.

Belongs here: the database, its rules and its log, the files that are derived from a publication, and the check that
nothing was changed unseen. Stays out: what a run contains (``runs``), how amounts come about (``rules``).

Open it, then ask or tell it, one room a noun:

- ``Ledger.open(url)``, ``Ledger.in_store(store)``: SQLite in the store, or PostgreSQL by URL, brought up to date
- ``record_run(ledger, entry, entitlements, corrections)``, ``run``, ``runs``, ``lineage``, ``corrections``
- ``add_approver(ledger, name, secret, by)``, ``retire_approver``, ``approvers``
- ``approve(ledger, run_id, content_hash, approver, secret, reason)``, ``reject``, ``approvals``
- ``publish(ledger, run_id, content_hash, entitlements, by, force_reason)``, ``publications``, ``publication``,
  ``last_publication(ledger, cycle)``, ``paid(ledger, cycle)``, ``publication_lines``, ``publication_frames``
- ``write_publication_files(ledger, folder, sequence)``
- ``history(ledger, person_id)``, ``events(ledger)``, ``head(ledger)``
- ``verify(store, ledger, anchor)``

Entitlements are a frame ``person_id`` (String), ``amount_cents`` (Int64): a run's payroll, held parts included.
Whatever is refused raises ``contracts.problem.Refused``; what may pass by itself (a lock, a lost connection, a full
disk) raises its subclass ``Unavailable``.
"""
