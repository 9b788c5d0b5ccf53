"""The committed samples are what their generator makes, byte for byte, and stay small."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from sample_data.samples import HOME, SAMPLES, Sample

by_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
MOST_BYTES = 3_000_000


def members(workbook: Path) -> list[tuple[str, tuple[int, ...], bytes]]:
    """A workbook's parts; how they are packed depends on the compression library of the machine."""
    with zipfile.ZipFile(workbook) as archive:
        return [(part.filename, part.date_time, archive.read(part)) for part in archive.infolist()]


@by_sample
def test_a_sample_made_again_is_the_committed_one(sample: Sample, tmp_path: Path) -> None:
    sample.write(tmp_path)
    made = {path.name: path.read_bytes() for path in (tmp_path / sample.name).iterdir()}
    committed = {path.name: path.read_bytes() for path in (HOME / sample.name).iterdir() if path.is_file()}
    assert made == committed
    assert members(tmp_path / f"{sample.name}.xlsx") == members(HOME / f"{sample.name}.xlsx")


def test_a_workbook_written_twice_has_the_same_bytes(tmp_path: Path) -> None:
    for folder in ("one", "other"):
        SAMPLES[0].write(tmp_path / folder)
    name = f"{SAMPLES[0].name}.xlsx"
    assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "other" / name).read_bytes()


def test_files_of_an_earlier_time_do_not_stay(tmp_path: Path) -> None:
    left = tmp_path / SAMPLES[0].name / "pools.csv"
    left.parent.mkdir()
    left.write_text("scope_id,amount\n")
    SAMPLES[0].write(tmp_path)
    assert not left.exists()


def test_the_two_inputs_of_2018_differ_in_their_pools_alone() -> None:
    one, other = (HOME / name for name in ("dinghai_2018", "dinghai_2018_direct"))
    names = {path.name for path in one.glob("*.csv")}
    assert names == {path.name for path in other.glob("*.csv")}
    assert {name for name in names if (one / name).read_bytes() != (other / name).read_bytes()} == {"pools.csv"}


def test_the_samples_stay_small() -> None:
    files = [
        path
        for sample in SAMPLES
        for path in (HOME / f"{sample.name}.xlsx", *(HOME / sample.name).rglob("*"))
        if path.is_file()
    ]
    assert sum(path.stat().st_size for path in files) < MOST_BYTES
