"""The workbook that a house fills in: a sheet for each table that the scheme asks for, with drop-downs and examples.

Belongs here: which tables and codes a scheme asks for, how a sheet helps whoever types into it, what of an earlier
cycle is filled in. Stays out: reading what was typed (``intake``) and judging it (``contracts``, ``admission``).
"""

from __future__ import annotations

from pay_linkage.templates.new_cycle import new_cycle_tables
from pay_linkage.templates.workbook import template_workbook

__all__ = ["new_cycle_tables", "template_workbook"]
