"""Two runs side by side: which units and people moved, why, and what it comes to in money (rulebook §8).

Belongs here: comparing what two stored runs hold, and telling the causes in words. Stays out: calculating anew.
"""

from __future__ import annotations

from pay_linkage.diff.comparison import Diff, compared, diff
from pay_linkage.diff.record import as_record
from pay_linkage.diff.terminal import told
from pay_linkage.diff.workbook import diff_workbook

__all__ = ["Diff", "as_record", "compared", "diff", "diff_workbook", "told"]
