"""The program that draws the charts in a browser: Vega, Vega-Lite and Vega-Embed as one script.

It comes out of vl-convert, which takes two seconds to put it together; ``keep`` writes it beside this module when the
product is set up, where every report finds it. Kept or not, it is the same byte for byte.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

VEGA_LITE = "6.4"
SHA256 = "373b1f84072b31010f15ceb787be6b415c53936411aae267c8c2b2b6ccde46e7"
"""Of the script that the pinned vl-convert gives: a kept file that is another one is not used."""
KEPT = Path(__file__).with_name("vega.min.js")


def chart_script() -> str:
    """The script; it puts ``vegaEmbed`` into the page's window."""
    if KEPT.is_file():
        kept = KEPT.read_text(encoding="utf-8")
        if hashlib.sha256(kept.encode()).hexdigest() == SHA256:
            return kept
    return made()


@cache
def made() -> str:
    """The script as vl-convert puts it together, from what it carries; once a process."""
    from vl_convert import javascript_bundle  # noqa: PLC0415  (needed only where no script is kept)

    return javascript_bundle("window.vegaEmbed = vegaEmbed;", vl_version=VEGA_LITE)


def keep() -> None:
    """Put the script together and write it beside this module."""
    KEPT.write_text(made(), encoding="utf-8")
