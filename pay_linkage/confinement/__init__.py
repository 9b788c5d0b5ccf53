"""Work on files from outside, done in a process of its own that may take only so much memory and time.

Belongs here: starting that process, holding it to its limits, and telling how it ended. Stays out: the work itself,
which is a function of another room, named as ``module:function``. What the process hands over is bytes that nobody but
the parent can open: they lie in memory, never in a file that has a name.
"""

from __future__ import annotations

from pay_linkage.confinement.limits import Limits, earn, limits_of
from pay_linkage.confinement.process import Overstepped, Reason, confined

__all__ = ["Limits", "Overstepped", "Reason", "confined", "earn", "limits_of"]
