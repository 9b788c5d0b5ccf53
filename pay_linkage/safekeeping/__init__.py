"""Safekeeping: store and ledger copied away, brought back, and people's data forgotten when its time is over.

Belongs here: the backup's folder, what restoring asks of it, and forgetting. Stays out: the ledger's own history
(``ledger``), how a run is stored (``runs``).
"""

from __future__ import annotations

from pay_linkage.safekeeping.backup import Kept, backup
from pay_linkage.safekeeping.forgetting import forget, runs_before
from pay_linkage.safekeeping.restore import restore

__all__ = ["Kept", "backup", "forget", "restore", "runs_before"]
