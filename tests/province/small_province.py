"""A province of small random districts, each with a scheme, a cycle, inputs, a store and a ledger of its own."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from tests.second_opinion import generator

SEEDS = {"d1": 29, "d2": 20}
"""Districts whose inputs are valid, and the random cases that they are."""


def write_inputs(folder: Path, seed: int) -> int:
    """The case's tables and scheme in the folder; gives its cycle."""
    folder.mkdir(parents=True)
    generator.write_case(seed, folder)
    return int(json.loads((folder / "case.json").read_text())["cycle"])


def write_province(folder: Path, seeds: dict[str, int] = SEEDS, extra: Iterable[str] = ()) -> Path:
    """The province file and every district's inputs; ``extra`` are further lines of districts."""
    lines = ["title: {en: Little Province, zh: 小省}", "store: stores/{id}", "scheme: in/{id}/scheme.yaml"]
    lines += ["inputs: in/{id}", "districts:"]
    for district, seed in seeds.items():
        cycle = write_inputs(folder / "in" / district, seed)
        lines.append(f"  - {{id: {district}, name: {{en: {district}, zh: {district}县}}, cycle: {cycle}}}")
    file = folder / "province.yaml"
    file.write_text("\n".join([*lines, *extra]) + "\n", encoding="utf-8")
    return file


def run_hashes(stores: Path) -> dict[str, str]:
    """Path below the stores → SHA-256 of every file of every run, but the manifests, which say when they were made."""
    files = [file for file in stores.glob("*/runs/**/*") if file.is_file() and file.name != "manifest.json"]
    return {str(file.relative_to(stores)): hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(files)}


def content_hashes(stores: Path) -> dict[str, str]:
    """District → the content hash of its one run."""
    found = {}
    for manifest in sorted(stores.glob("*/runs/*/manifest.json")):
        assert manifest.parents[2].name not in found, "one run a district"
        found[manifest.parents[2].name] = json.loads(manifest.read_bytes())["content_hash"]
    return found
