"""The committed samples by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sample_data.generator.communities_2020 import tables_2020
from sample_data.generator.csv_folder import write_csv_folder
from sample_data.generator.district_2018 import direct_tables, indirect_tables
from sample_data.generator.institutions_2023 import tables_2023
from sample_data.generator.table_rows import Tables
from sample_data.generator.townships_2017 import tables_2017
from sample_data.generator.workbook import write_workbook

HOME = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample: its folder's name, the built-in scheme and the cycle to run it with, and its tables."""

    name: str
    scheme: str
    cycle: int
    tables: Callable[[], Tables]

    def write(self, home: Path) -> None:
        """The folder ``name`` with a CSV file a table, and beside it the workbook."""
        tables = self.tables()
        write_csv_folder(tables, home / self.name)
        write_workbook(tables, home / f"{self.name}.xlsx")


SAMPLES = (
    Sample("dinghai_2017", "dinghai-2017", 2017, tables_2017),
    Sample("dinghai_2018", "dinghai-2018-indirect", 2018, indirect_tables),
    Sample("dinghai_2018_direct", "dinghai-2018-direct", 2018, direct_tables),
    Sample("community", "community-contest", 2020, tables_2020),
    Sample("public_institution", "public-institution-2023", 2023, tables_2023),
)
