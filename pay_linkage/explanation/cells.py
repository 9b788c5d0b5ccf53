"""In which cell an input stands: of the table as it was read, or of the corrections file that brought its value."""

from __future__ import annotations

from contracts.problem import Place
from pay_linkage.corrections.stored import stored_cells
from pay_linkage.runs import StoredRun

Corrected = dict[tuple[str, int, str | None], Place]


class Cells:
    """The places of a run's inputs."""

    def __init__(self, run: StoredRun) -> None:
        self._origins = run.origins
        self._corrected: Corrected = {
            (cell["table"], cell["row"], cell["column"]): Place(cell["file"], cell["sheet"], cell["line"], cell["cell"])
            for cell in stored_cells(run).iter_rows(named=True)
        }

    def place(self, table: str, row: int, column: str) -> Place:
        """The cell of ``column`` in row ``row`` (``_row``) of an input table."""
        corrected = self._corrected.get((table, row, column)) or self._corrected.get((table, row, None))
        return corrected or self._origins[table].place(row, column)
