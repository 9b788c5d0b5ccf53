"""One hash of all result tables of a case folder: ``python results_hash.py FOLDER`` in whatever environment."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from pay_linkage import chain
from pay_linkage.admission import admitted
from pay_linkage.intake import read_inputs
from pay_linkage.schemes import load_scheme


def results_hash(scheme: str, folder: Path, cycle: int) -> str:
    """SHA-256 over names, columns, types and cells of the result tables, in their order."""
    loaded = load_scheme(scheme)
    results = chain.calculated(admitted(loaded, cycle, *read_inputs(folder)), loaded)
    found = hashlib.sha256()
    for name, table in results.tables().items():
        heading = {"table": name, "columns": {column: str(dtype) for column, dtype in table.schema.items()}}
        found.update(json.dumps(heading).encode() + b"\n" + table.write_csv().encode())
    return found.hexdigest()


if __name__ == "__main__":
    print(results_hash(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])))
