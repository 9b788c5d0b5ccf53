"""From bytes to input tables: reading the files and workbooks that a house hands in (rulebook §1, §10).

Belongs here: finding the tables of an input, decoding them, recognising headings, and turning text into exact numbers,
days and codes, each row knowing its file, sheet, row and cell. Stays out: whether the values make sense together
(``contracts``), and which tables a scheme needs (admission).

Whatever cannot be read with certainty is a ``Problem`` with its place, never a guess; its cell is null in the frame.
"""

from __future__ import annotations

from pay_linkage.intake.codes import shown
from pay_linkage.intake.fingerprints import input_hashes
from pay_linkage.intake.headings import column_of, table_of
from pay_linkage.intake.inputs import read_inputs
from pay_linkage.intake.one_table import read_table
from pay_linkage.intake.raw_table import Fault
from pay_linkage.intake.typed_table import value_fault, values

__all__ = [
    "Fault",
    "column_of",
    "input_hashes",
    "read_inputs",
    "read_table",
    "shown",
    "table_of",
    "value_fault",
    "values",
]
