"""``python -m benchmarks.province``: a province of large districts on a local cluster, and the same one by one.

Makes the districts, runs the province both ways into stores of their own, compares every file's hash, and writes
benchmarks/PROVINCE.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measuring import Measure, once
from benchmarks.results import machine
from sample_data.district import write_district
from sample_data.large.people import CYCLE

PROGRAM = "from pay_linkage.cli import main; main()"
TEXT = """# A province, measured

`{command}`: {districts} districts × {people:,} people, each with a scheme, inputs, pools, store and ledger of its own.

Machine: {machine}; shared with others at the time, so read CPU time and ratios rather than seconds on the wall.

| how | wall s | CPU s | peak MB of the largest process |
|---|---:|---:|---:|
| one by one (`--direct`) | {alone.wall:.0f} | {alone.cpu:.0f} | {alone.megabytes:.0f} |
| {workers} workers (`--workers {workers}`) | {spread.wall:.0f} | {spread.cpu:.0f} | {spread.megabytes:.0f} |
| the same again, all done | {again.wall:.1f} | {again.cpu:.1f} | {again.megabytes:.0f} |

Speed-up on the wall: {speedup:.2f}. CPU a district: {each:.2f} s one by one.
{same} of {districts} districts have the same content hash both ways, {files:,} files compared, {differ} differ.
"""


def make_province(folder: Path, districts: int, people: int) -> None:
    """The districts' inputs, each from a seed of its own, and two province files that differ in their stores."""
    ids = [f"d{number:05}" for number in range(1, districts + 1)]
    for number, district in enumerate(ids, 1):
        if not (folder / "in" / district / "scheme.yaml").exists():
            write_district(people, folder / "in" / district, seed=number)
    rows = [f"{district},District {district},{district} 区" for district in ids]
    (folder / "districts.csv").write_text("\n".join(["id,name_en,name_zh", *rows]) + "\n", encoding="utf-8")
    for how in ("alone", "spread"):
        head = ["title: {en: Measured province, zh: 测试省}", f"cycle: {CYCLE}", "scheme: in/{id}/scheme.yaml"]
        head += ["inputs: in/{id}", f"store: {how}/{{id}}", "districts: districts.csv"]
        (folder / f"{how}.yaml").write_text("\n".join(head) + "\n", encoding="utf-8")


def province(folder: Path, how: str, *options: str) -> Measure:
    """The command over the province, measured as a whole."""
    os.environ["PREFECT_HOME"] = str(folder / "prefect")
    os.environ["PAY_LINKAGE_LANG"] = "en"
    return once([sys.executable, "-c", PROGRAM, "province", str(folder / f"{how}.yaml"), "--json", *options])


def hashes(stores: Path) -> dict[str, str]:
    """Path below the stores → SHA-256, of every file of every run; of manifests the content hash."""
    found = {}
    for file in sorted(stores.glob("*/runs/**/*")):
        if file.is_file():
            data = file.read_bytes()
            is_manifest = file.name == "manifest.json"
            digest = json.loads(data)["content_hash"] if is_manifest else hashlib.sha256(data).hexdigest()
            found[str(file.relative_to(stores))] = digest
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--districts", type=int, default=100)
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--folder", type=Path, default=None, help="keep inputs and stores here")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "PROVINCE.md")
    wanted = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="pay-linkage-province-") as scratch:
        folder = wanted.folder or Path(scratch)
        make_province(folder, wanted.districts, wanted.people)
        print("the districts are made", flush=True)
        spread = province(folder, "spread", "--workers", str(wanted.workers))
        print(f"{wanted.workers} workers: {spread}", flush=True)
        again = province(folder, "spread", "--workers", str(wanted.workers))
        print(f"again: {again}", flush=True)
        alone = province(folder, "alone", "--direct")
        print(f"one by one: {alone}", flush=True)
        left, right = hashes(folder / "alone"), hashes(folder / "spread")
    manifests = [name for name in left if name.endswith("manifest.json")]
    text = TEXT.format(
        command=f"make bench-province DISTRICTS={wanted.districts} PEOPLE={wanted.people}",
        districts=wanted.districts,
        people=wanted.people,
        workers=wanted.workers,
        machine=machine(),
        alone=alone,
        spread=spread,
        again=again,
        speedup=alone.wall / spread.wall,
        each=alone.cpu / wanted.districts,
        same=sum(right.get(name) == left[name] for name in manifests),
        files=len(left),
        differ=sum(left.get(name) != right.get(name) for name in left.keys() | right.keys()),
    )
    wanted.out.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
