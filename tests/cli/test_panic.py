from __future__ import annotations

import pytest

from contracts.exit_status import DEFECT
from pay_linkage.cli.failures import guarded


class PanicException(BaseException):
    pass


def test_a_panic_of_polars_is_told_as_a_defect_without_a_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    def panics() -> None:
        raise PanicException("assertion failed")

    assert guarded(panics) == DEFECT
    said = capsys.readouterr().err
    assert "PanicException" in said
    assert "Traceback" not in said


def test_whoever_ends_the_program_is_not_held_back() -> None:
    def leaves() -> None:
        raise SystemExit(5)

    with pytest.raises(SystemExit):
        guarded(leaves)
