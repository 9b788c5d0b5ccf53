"""House layouts: a mapping says which file, sheet and heading gives which column of which input table.

Belongs here: the model of a mapping and its strict reader, the input tables that it makes of a house's files, and the
proposal of a mapping for files that are there. Stays out: finding rows and cells in files (``intake``), and judging
the tables (``admission``).
"""

from __future__ import annotations

from pay_linkage.mappings.mapped import Mapped, mapped_inputs
from pay_linkage.mappings.reading import mapping_bytes, read_mapping

__all__ = ["Mapped", "mapped_inputs", "mapping_bytes", "read_mapping"]
