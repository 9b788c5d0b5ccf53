"""``python -m benchmarks.province``: a province of large districts on a local cluster, and the same one by one.

Makes the districts, runs the province both ways into stores of their own, compares every file's hash, and writes
benchmarks/PROVINCE.md.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import once, pay_linkage
from benchmarks.results import machine
from sample_data.district import write_district
from sample_data.large.people import CYCLE

TEXT = """# A province, measured

`{command}`: {districts} districts × {people:,} people, each with a scheme, inputs, pools, store and ledger of its own.

Machine: {machine}. Rounds, both ways in turn, each with a Prefect server and a cluster that start anew: {rounds}.
"Others" is how many of the processors somebody else used meanwhile, on average.

| how | wall s | CPU s | peak MB of the largest process | others |
|---|---:|---:|---:|---:|
| one by one (`--direct`) | {alone} |
| {workers} workers (`--workers {workers}`) | {spread} |
| the same again, all done | {again} |

Speed-up on the wall: {speedup:.2f}. CPU a district: {each:.2f} s one by one.
{same} of {districts} districts have the same content hash both ways, {files:,} files compared, {differ} differ.
"""


def make_province(folder: Path, districts: int, people: int) -> None:
    """The districts' inputs, each from a seed of its own, and two province files that differ in their stores."""
    ids = district_ids(districts)
    for number, district in enumerate(ids, 1):
        if not (folder / "in" / district / "scheme.yaml").exists():
            write_district(people, folder / "in" / district, seed=number)
    rows = [f"{district},District {district},{district} 区" for district in ids]
    (folder / "districts.csv").write_text("\n".join(["id,name_en,name_zh", *rows]) + "\n", encoding="utf-8")
    for how in ("alone", "spread"):
        head = ["title: {en: Measured province, zh: 测试省}", f"cycle: {CYCLE}", "scheme: in/{id}/scheme.yaml"]
        head += ["inputs: in/{id}", f"store: {how}/{{id}}", "districts: districts.csv"]
        (folder / f"{how}.yaml").write_text("\n".join(head) + "\n", encoding="utf-8")


@dataclass(frozen=True)
class Way:
    """One way of running the province: seconds on the wall, CPU seconds, peak MB, and processors that others used."""

    wall: float
    cpu: float
    megabytes: float
    others: float

    def __add__(self, other: Way) -> Way:
        """Both, one after the other."""
        wall = self.wall + other.wall
        others = (self.others * self.wall + other.others * other.wall) / wall
        return Way(wall, self.cpu + other.cpu, max(self.megabytes, other.megabytes), others)

    def __str__(self) -> str:
        """As the table's cells."""
        return f"{self.wall:.0f} | {self.cpu:.0f} | {self.megabytes:.0f} | {self.others:.1f}"


NOTHING = Way(0, 0, 0, 0)


def parts(districts: int, rounds: int) -> Iterator[list[str]]:
    """The options that choose the districts of each round."""
    ids = district_ids(districts)
    for start in range(0, districts, size := -(-districts // rounds)):
        yield [option for district in ids[start : start + size] for option in ("--only", district)]


def district_ids(districts: int) -> list[str]:
    return [f"d{number:05}" for number in range(1, districts + 1)]


def province(folder: Path, how: str, *options: str) -> Way:
    """The command over the province, measured as a whole."""
    os.environ["PREFECT_HOME"] = str(folder / "prefect")
    os.environ["PAY_LINKAGE_LANG"] = "en"
    before = busy()
    it = once(pay_linkage("province", str(folder / f"{how}.yaml"), "--json", *options))
    way = Way(it.wall, it.cpu, it.megabytes, max(busy() - before - it.cpu, 0) / it.wall)
    print(f"{how} {' '.join(options[:4])}: {way}", flush=True)
    return way


def busy() -> float:
    """Seconds for which the machine's processors have worked since it started, all together."""
    with Path("/proc/stat").open(encoding="ascii") as stat:
        user, nice, system, _idle, _waiting, irq, softirq, *_ = map(int, stat.readline().split()[1:])
    return (user + nice + system + irq + softirq) / os.sysconf("SC_CLK_TCK")


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
    parser.add_argument(
        "--rounds", type=int, default=1, help="take turns: a share of the districts each way, and so on"
    )
    parser.add_argument("--folder", type=Path, default=None, help="keep inputs and stores here")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "PROVINCE.md")
    wanted = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="pay-linkage-province-") as scratch:
        folder = wanted.folder or Path(scratch)
        make_province(folder, wanted.districts, wanted.people)
        print("the districts are made", flush=True)
        how = ("--workers", str(wanted.workers))
        spread = alone = NOTHING
        for part in parts(wanted.districts, wanted.rounds):
            spread += province(folder, "spread", *how, *part)
            alone += province(folder, "alone", "--direct", *part)
        again = province(folder, "spread", *how)
        left, right = hashes(folder / "alone"), hashes(folder / "spread")
    manifests = [name for name in left if name.endswith("manifest.json")]
    text = TEXT.format(
        command=f"make bench-province DISTRICTS={wanted.districts} PEOPLE={wanted.people} ROUNDS={wanted.rounds}",
        districts=wanted.districts,
        people=wanted.people,
        workers=wanted.workers,
        machine=machine(),
        rounds=wanted.rounds,
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
