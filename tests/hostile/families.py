"""All families of hostile inputs."""

from __future__ import annotations

from tests.hostile import large_files, odd_places, odd_sheets, odd_tables, odd_xls, wrong_files, xml_bombs, zip_bombs
from tests.hostile.family import Family

FAMILIES: tuple[Family, ...] = (
    *zip_bombs.FAMILIES,
    *xml_bombs.FAMILIES,
    *odd_sheets.FAMILIES,
    *large_files.FAMILIES,
    *wrong_files.FAMILIES,
    *odd_xls.FAMILIES,
    *odd_tables.FAMILIES,
    *odd_places.FAMILIES,
)
