"""One thing broken in a valid case, in the many ways in which tables and schemes go wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from .case_files import read_case
from .people_damages import PEOPLE_DAMAGES
from .random_schemes import drawn
from .row_damages import ROW_DAMAGES
from .scheme_damages import SCHEME_DAMAGES
from .score_damages import SCORE_DAMAGES


class Damage(NamedTuple):
    """What has been broken: its kind, and the table, column and key (or the scheme's key) that a refusal must name."""

    kind: str
    table: str
    column: str | None
    key: str | None


def damage(case_dir: Path, seed: int) -> Damage:
    """Breaks one thing in the folder's valid case, writes bad.json beside it and says what is broken."""
    rng = drawn(f"damage {seed}")
    case = read_case(case_dir)
    ways = [*ROW_DAMAGES, *SCORE_DAMAGES, *PEOPLE_DAMAGES, *SCHEME_DAMAGES]
    rng.shuffle(ways)
    for kind, way in ways:
        place = way(rng, case)
        if place is not None:
            found = Damage(kind, *place)
            case.write(case_dir)
            (case_dir / "bad.json").write_text(json.dumps(found._asdict(), ensure_ascii=False, indent=1), "utf-8")
            return found
    raise ValueError("nothing in this case can be broken")
