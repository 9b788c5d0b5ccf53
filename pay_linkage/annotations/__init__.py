"""The checked copy of an input: wrong cells coloured and commented, and a sheet that lists every problem with a link.

Belongs here: how problems are shown in a workbook. Stays out: finding them, and writing files. The input itself is only
read; the copy holds whatever it held, so it is as private.
"""

from __future__ import annotations

from pay_linkage.annotations.checked_copy import checked_copy
from pay_linkage.annotations.copy_name import copy_name

__all__ = ["checked_copy", "copy_name"]
