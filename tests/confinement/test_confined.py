"""How a confined process ends, whatever it does."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
import work_to_confine

from pay_linkage.confinement import Limits, Overstepped, confined, earn, limits_of, process

LIMITS = Limits(190 * 1024**2, 20)


def done(work: str, request: object = None, limits: Limits = LIMITS) -> str:
    with confined(f"{work_to_confine.__name__}:{work}", request, limits) as output:
        return output.read().decode()


def end(work: str, request: object = None, limits: Limits = LIMITS) -> Overstepped:
    with pytest.raises(Overstepped) as overstepped:
        done(work, request, limits)
    return overstepped.value


def test_what_the_work_writes_is_handed_over() -> None:
    assert done("echo", Path("人员.xlsx")) == repr(Path("人员.xlsx"))


def test_memory_ends_at_the_limit_and_not_before() -> None:
    assert done("grow", 120) == "120"
    assert end("grow", 400).reason == "too_much"
    assert end("grow_in_polars", 60_000_000).reason == "too_much"


def test_time_ends_at_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    over = end("spin", limits=Limits(LIMITS.memory, 2))
    assert (over.reason, over.on) == ("too_long", "turning.xlsx")
    monkeypatch.setattr("pay_linkage.confinement.limits.PATIENCE", 2)
    assert end("sleep", "", Limits(LIMITS.memory, 2)).reason == "too_long"


def test_a_file_gets_the_least_whatever_its_size_and_earns_the_more_the_larger_it_is() -> None:
    small, large = limits_of(5_000), limits_of(100 * 1024**2)
    least = 190 * 1024**2, 8
    assert (small.memory, small.seconds) == (large.memory, large.seconds) == least
    assert (small.most_memory, small.most_seconds) == least
    assert (large.most_memory, large.most_seconds) == (100 * 128 * 1024**2, 208)


def test_cells_that_are_known_count_from_the_start() -> None:
    known = limits_of(10 * 1024**2, 1_600_000)
    assert (known.memory, known.seconds) == (190 * 1024**2 + 240_000_000, 18)
    assert limits_of(1024**2, 100_000_000).memory == 190 * 1024**2


def test_what_is_earned_may_be_taken_but_no_more_than_the_most() -> None:
    some = Limits(LIMITS.memory, 20, 600 * 1024**2, 20)
    assert end("grow", 400, some).reason == "too_much"
    assert done("grow_on_cells", (1_600_000, 400), some) == "400"
    assert end("grow_on_cells", (1_600_000, 450), some).reason == "too_much"
    assert end("grow_on_cells", (99_000_000, 620), some).reason == "too_much"
    assert end("grow_on_cells", (600_000, 400), some).reason == "too_much"


def test_time_is_earned_alike() -> None:
    assert done("work_on_cells", (1_000_000, 3), Limits(LIMITS.memory, 2, LIMITS.memory, 7)) == "3"
    assert end("work_on_cells", (0, 3), Limits(LIMITS.memory, 2, LIMITS.memory, 7)).reason == "too_long"


def test_a_process_without_limits_earns_nothing_and_loses_nothing() -> None:
    before = resource.getrlimit(resource.RLIMIT_DATA)
    earn(0, 10_000_000)
    assert resource.getrlimit(resource.RLIMIT_DATA) == before


@pytest.mark.parametrize(
    ("sign", "reason"), [(signal.SIGSEGV, "broke_off"), (signal.SIGKILL, "too_much"), (signal.SIGABRT, "too_much")]
)
def test_a_process_that_dies_is_told(sign: signal.Signals, reason: str) -> None:
    assert end("die", int(sign)).reason == reason


def test_an_error_is_told_by_its_kind_and_never_by_its_words() -> None:
    over = end("stumble")
    assert (over.reason, over.on) == ("broke_off", "bad.parquet")
    assert str(over.error).startswith("ValueError")
    assert "丁桃花" not in f"{over} {over.args} {over.error}"


def test_the_keyboard_is_the_parents() -> None:
    assert done("interrupted") == "done"


def test_nothing_is_left_in_any_folder_and_files_would_be_private(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert done("mask") == "0o77"
    end("stumble")
    end("die", int(signal.SIGKILL))
    assert list(tmp_path.iterdir()) == []


def test_no_descriptor_is_left_open() -> None:
    before = psutil.Process().num_fds()
    done("echo")
    end("stumble")
    assert psutil.Process().num_fds() == before


def test_threads_may_work_at_the_same_time() -> None:
    with ThreadPoolExecutor(3) as threads:
        assert list(threads.map(lambda number: done("echo", number), range(3))) == ["0", "1", "2"]


PROGRAM = """
from pay_linkage.confinement import Limits, confined
print(confined("work_to_confine:{work}", "{request}", Limits(200 * 1024**2, 20)).read().decode())
"""


def program(work: str, request: str = "") -> str:
    return PROGRAM.format(work=work, request=request)


def surroundings() -> dict[str, str]:
    root = Path(process.__file__).parents[2]
    return os.environ | {"PYTHONPATH": os.pathsep.join((str(root), str(Path(__file__).parent)))}


def test_a_program_that_is_piped_in_may_read_too(tmp_path: Path) -> None:
    (tmp_path / "polars.py").write_text("raise SystemExit('taken from where the user stands')")
    told = subprocess.run(
        [sys.executable, "-P", "-"],
        input=program("echo"),
        cwd=tmp_path,
        env=surroundings(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == "''\n"
    assert told.stderr == ""


def test_a_folder_that_is_gone_is_a_working_directory_too(tmp_path: Path) -> None:
    gone = "import os\nos.mkdir('gone')\nos.chdir('gone')\nos.rmdir('../gone')\n"
    told = subprocess.run(
        [sys.executable, "-P", "-c", gone + program("echo")],
        cwd=tmp_path,
        env=surroundings(),
        capture_output=True,
        check=False,
    )
    assert told.stdout == b"''\n", told.stderr


def test_the_process_dies_with_its_parent(tmp_path: Path) -> None:
    note = tmp_path / "child"
    parent = subprocess.Popen([sys.executable, "-c", program("sleep", str(note))], env=surroundings())
    while not note.exists() or not note.read_text():
        time.sleep(0.05)
    child = psutil.Process(int(note.read_text()))
    parent.kill()
    parent.wait()
    _, alive = psutil.wait_procs([child], timeout=30)
    assert alive == []
