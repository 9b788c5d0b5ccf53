"""The real LibreOffice, headless: files go in as a house would open them and come out as it would save them."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

CSV_AS_TYPED = "CSV:44,34,76,1,,0,false,true,false,false,false,-1"
"""A CSV file in UTF-8 with commas, opened as by a double click: what looks like a number or a formula becomes one."""
LONGEST = 120


def saved_by_libreoffice(files: list[Path], folder: Path, form: str = "xlsx") -> list[Path]:
    """Each workbook or CSV file, opened and saved as ``form`` in ``folder`` (other than theirs), in the same order.

    LibreOffice must be there: a missing one fails the test and is never skipped over.
    """
    if shutil.which("soffice") is None:
        raise AssertionError("LibreOffice is missing: run scripts/system-packages (make test does)")
    assert len({file.stem for file in files}) == len(files), "two files would be saved under one name"
    folder.mkdir(parents=True, exist_ok=True)
    for kind in {file.suffix for file in files}:
        same_kind = [str(file) for file in files if file.suffix == kind]
        opened = [f"--infilter={CSV_AS_TYPED}"] if kind == ".csv" else []
        with tempfile.TemporaryDirectory() as profile:  # of its own, so that tests can run side by side
            user = f"-env:UserInstallation={Path(profile).as_uri()}"
            command = ["soffice", user, "--headless", *opened, "--convert-to", form, "--outdir", str(folder)]
            done = subprocess.run([*command, *same_kind], capture_output=True, text=True, timeout=LONGEST, check=False)
            assert done.returncode == 0, done.stderr
    saved = [folder / f"{file.stem}.{form}" for file in files]
    assert all(file.exists() for file in saved), done.stdout + done.stderr
    return saved


def formulas(workbook: Path) -> list[str]:
    """Every formula of the workbook's cells, as it stands in the file."""
    with zipfile.ZipFile(workbook) as archive:
        sheets = [name for name in archive.namelist() if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)]
        xml = b"".join(archive.read(name) for name in sheets).decode()
    return re.findall(r"<f\b[^>]*>([^<]*)</f>", xml)
