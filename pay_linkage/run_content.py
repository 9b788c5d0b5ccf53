"""What a run's folder is to hold: inputs, results, and the files for payroll, put together for the store."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime

from contracts.result_gate import sound_result
from contracts.tables import INPUT_TABLES, RESULT_TABLES
from pay_linkage.admission import Inputs
from pay_linkage.chain import Results
from pay_linkage.exports import payroll_files
from pay_linkage.input_files import InputFiles
from pay_linkage.mappings.mapped import MAPPING
from pay_linkage.order import Loaded, Order
from pay_linkage.run_report import with_report
from pay_linkage.runs import Identity, Made, RunContent, Step
from pay_linkage.runs.content import FileMaker
from pay_linkage.schemes import Scheme


def run_content(
    order: Order, loaded: Loaded, inputs: Inputs, results: Results, steps: Sequence[Step], input_files: InputFiles
) -> RunContent:
    """The content of a run; its results pass their contracts before it is kept (a failing one is a defect)."""
    tables = {name: inputs.table(name) for name in INPUT_TABLES}
    payroll = payroll_files({**tables, **results.tables()}, loaded.scheme.pay_item.code, order.cycle)
    content = RunContent(
        identity=identity(loaded, order.cycle),
        scheme_name=loaded.scheme.scheme,
        scheme_title={"en": loaded.scheme.title.en, "zh": loaded.scheme.title.zh},
        scheme_bytes=loaded.scheme_file,
        inputs=tables,
        origins={name: table.origin for name, table in loaded.tables.items()},
        results=results.tables(),
        made=Made(at=datetime.now(UTC), by=order.by, why=order.reason, steps=tuple(steps)),
        files={**payroll.files, **_mapping_files(loaded)},
        left_out=payroll.left_out,
        input_files=input_files,
        gate=lambda: sound_results(results, loaded.scheme),
    )
    return with_report(content, loaded.scheme, results.filling)


def sound_results(results: Results, scheme: Scheme) -> None:
    """Raises ``BrokenFrame`` where a result table breaks its contract."""
    grades = scheme.quotas.grades if scheme.quotas else ()
    for name, frame in results.tables().items():
        sound_result(RESULT_TABLES[name], frame, grades if name == "quotas" else ())


def identity(loaded: Loaded, cycle: int) -> Identity:
    """What a run of the cycle is made from, and so its id."""
    return Identity(cycle, hashlib.sha256(loaded.scheme_file).hexdigest(), dict(loaded.hashes))


def _mapping_files(loaded: Loaded) -> dict[str, FileMaker]:
    mapping = loaded.mapping_file
    return {} if mapping is None else {MAPPING: lambda _: mapping}
