import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_no_kernel_takes_a_fifth_more_instructions_than_it_took() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.instructions"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout + told.stderr
