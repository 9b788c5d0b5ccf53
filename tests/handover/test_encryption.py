"""Workbooks under a password: they open with it, with no other, and nothing unencrypted ever lies on the disk."""

from __future__ import annotations

import io
import secrets

import msoffcrypto
import pytest
from xlsxwriter import Workbook

from contracts.encrypted_workbook import NotOpened, opened
from contracts.problem import LANGUAGES, Refused
from pay_linkage.handover import encryption
from pay_linkage.handover.encryption import encrypted


def workbook(size: int) -> bytes:
    """A workbook of about this many bytes more than an empty one: texts that cannot be packed."""
    buffer = io.BytesIO()
    book = Workbook(buffer, {"constant_memory": True})
    sheet = book.add_worksheet()
    for row, start in enumerate(range(0, size, 10_000)):
        sheet.write_string(row, 0, secrets.token_hex(min(10_000, size - start)))
    book.close()
    return buffer.getvalue()


@pytest.mark.parametrize("size", [0, 1, 500, 3500, 4096, 4097, 70_000, 1_000_003, 9_000_000])
def test_a_workbook_of_any_size_opens_with_its_password(size: int) -> None:
    data = workbook(size)
    closed = encrypted(data, "密码 pass-word 1", "file")
    assert closed.startswith(b"\xd0\xcf\x11\xe0")
    assert b"workbook.xml" not in closed
    assert opened(closed, "密码 pass-word 1") == data
    office = msoffcrypto.OfficeFile(io.BytesIO(closed))
    assert office.is_encrypted()
    assert type(office).__name__ == "OOXMLFile"
    assert office.type == "agile"


def test_it_opens_with_no_other_password() -> None:
    closed = encrypted(workbook(5000), "one", "file")
    for other in ("", "One", "one ", "two"):
        with pytest.raises(NotOpened):
            opened(closed, other)


@pytest.mark.parametrize("at", [-1, -3000, 5000])
def test_a_changed_byte_is_noticed(at: int) -> None:
    closed = bytearray(encrypted(workbook(50_000), "one", "file"))
    closed[len(closed) // 2 if at == 5000 else at] ^= 0xFF
    try:
        inside = opened(bytes(closed), "one")
    except NotOpened:
        return
    assert inside == opened(encrypted(inside, "one", "file"), "one")
    assert at == -1  # padding behind the last sector's content


@pytest.mark.parametrize("password", ["", "x" * 256])
def test_a_password_that_office_does_not_take_is_refused(password: str) -> None:
    with pytest.raises(Refused) as refusal:
        encrypted(workbook(10), password, "file")
    (problem,) = refusal.value.problems
    assert problem.code == "export_password_unusable"
    assert all(problem.text(part, lang) for part in ("what", "expected", "mend") for lang in LANGUAGES)


def test_a_workbook_that_does_not_open_again_is_not_handed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encryption, "opened", lambda _closed, _password: b"another")
    with pytest.raises(Refused) as refusal:
        encrypted(workbook(10), "one", "file")
    assert [problem.code for problem in refusal.value.problems] == ["export_not_opened_again"]
