"""Layouts: how the files look that payroll systems import, as YAML files, and the bytes of such files.

Belongs here: the built-in layouts, the strict reader of layout files, the cells that a layout makes of what is due, and
the CSV file or workbook that holds them. Stays out: how amounts come about (``rules``), what is due to whom and how
files get onto the disk (``handover``), and whether a written file is right (``gate``).
"""

from __future__ import annotations

from pay_linkage.layouts.builtin_layouts import builtin_layouts, layout_bytes, layout_file, load_layout
from pay_linkage.layouts.filled import Filled, filled
from pay_linkage.layouts.form import Form, form_of
from pay_linkage.layouts.layout import Layout
from pay_linkage.layouts.reading import read_layout
from pay_linkage.layouts.sources import FILE_KINDS, FileKind, Subject, sources
from pay_linkage.layouts.template import templated
from pay_linkage.layouts.written import file_bytes, suffix

__all__ = [
    "FILE_KINDS",
    "FileKind",
    "Filled",
    "Form",
    "Layout",
    "Subject",
    "builtin_layouts",
    "file_bytes",
    "filled",
    "form_of",
    "layout_bytes",
    "layout_file",
    "load_layout",
    "read_layout",
    "sources",
    "suffix",
    "templated",
]
