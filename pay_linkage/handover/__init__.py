"""Files for payroll systems on their way out: what is due, written in a layout, kept track of.

Belongs here: which amounts a run brings (full, or the differences to what was published), writing them atomically and
for nobody else's eyes, encryption, and a receipt for each file, so that the gate knows what to judge. Stays out: how a
file looks (``layouts``), and whether it is right (``gate``).
"""

from __future__ import annotations

from pay_linkage.handover.due import Due, due
from pay_linkage.handover.export import Exported, Request, export
from pay_linkage.handover.receipt import Receipt, receipts

__all__ = ["Due", "Exported", "Receipt", "Request", "due", "export", "receipts"]
