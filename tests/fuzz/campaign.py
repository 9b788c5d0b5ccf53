"""One reader fuzzed for some seconds: by atheris where it is installed, else by chance alone."""

from __future__ import annotations

import faulthandler
import os
import random
import resource
import signal
import sys
import time
import traceback
from pathlib import Path
from types import ModuleType

SLOWEST = 10
"""Seconds of computing time that one input may take."""
MOST_MEMORY = 4 * 1024**3

try:
    import atheris
except ImportError:
    atheris = None


def imported() -> tuple[ModuleType, ModuleType, ModuleType]:
    """The modules that are fuzzed and that fuzz, the former so that atheris sees which lines are reached."""
    if atheris is None:
        from tests.fuzz import mutations, readers, seeds  # noqa: PLC0415
    else:
        with atheris.instrument_imports(include=["pay_linkage.intake", "pay_linkage.schemes"]):
            from tests.fuzz import mutations, readers, seeds  # noqa: PLC0415
    return mutations, readers, seeds


def main() -> None:
    reader, seconds, seed, kept = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4])
    mutations, readers, seeds = imported()
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGVTALRM, _too_slow)
    current = os.open(kept / "current", os.O_RDWR | os.O_CREAT, 0o600)

    def one(data: bytes) -> None:
        os.ftruncate(current, os.pwrite(current, data, 0))
        signal.setitimer(signal.ITIMER_VIRTUAL, SLOWEST)
        try:
            readers.READERS[reader](data)
        except MemoryError:
            pass  # the confined process would end here
        except BaseException:  # noqa: BLE001  (it is told, and the next input is tried)
            name = kept / f"found-{time.time_ns()}"
            name.write_bytes(data)
            print(f"FOUND {name}: {traceback.format_exc(limit=-3)}".replace("\n", " | "), flush=True)
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)

    sound = seeds.SEEDS[reader]()
    if atheris is None:
        _by_chance(one, sound, mutations, random.Random(seed), seconds)
    else:
        _guided(one, sound, mutations, kept, seconds, seed)


def _too_slow(*_: object) -> None:
    faulthandler.dump_traceback()
    raise TimeoutError(f"one input took more than {SLOWEST} seconds")


def _by_chance(one, sound, mutations, rng, seconds) -> None:  # type: ignore[no-untyped-def]
    until, runs = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        one(mutations.mutated(rng.choice(sound), rng))
        runs += 1
    print(f"Done {runs} runs in {seconds} second(s)")


def _guided(one, sound, mutations, kept, seconds, seed) -> None:  # type: ignore[no-untyped-def]
    corpus = kept / "corpus"
    corpus.mkdir(exist_ok=True)
    for number, data in enumerate(sound):
        (corpus / f"sound-{number}").write_bytes(data)

    def mutate(data: bytes, _: int, chance: int) -> bytes:
        return bytes(mutations.mutated(data, random.Random(chance)))

    order = [sys.argv[0], str(corpus), f"-max_total_time={seconds}", f"-seed={seed}", "-max_len=200000", "-timeout=100"]
    atheris.Setup(
        [*order, "-rss_limit_mb=0", f"-artifact_prefix={kept}/", "-print_final_stats=1"], one, custom_mutator=mutate
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
