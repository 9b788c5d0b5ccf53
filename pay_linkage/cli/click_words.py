"""Click's own texts in the language that was chosen: usage, help's headings, and what is wrong with a command line.

Click asks ``gettext`` for its texts under a name of its own in each of its modules; that name is what is set here.
Texts that we write are said in both languages where they stand (``said``) and never come here.
"""

from __future__ import annotations

import gettext
import sys
import tomllib
from functools import cache
from importlib.resources import files

import click

from pay_linkage.cli.language import current

TEXTS = "click_texts.toml"
METAVARS = {"[OPTIONS]": "[选项]", "COMMAND [ARGS]...": "命令 [参数]…", "[ARGS]...": "[参数]…"}
"""What the line of usage calls options and arguments; Click has no texts for these."""


class Usage(click.HelpFormatter):
    """Help whose line of usage is in the chosen language."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line, with its words for options and arguments."""
        for english, chinese in METAVARS.items() if current() == "zh" else ():
            args = args.replace(english, chinese)
        super().write_usage(prog, args, prefix)


def teach_click() -> None:
    """From now on, Click speaks the chosen language."""
    click.Context.formatter_class = Usage
    for name, module in sys.modules.items():
        if name.startswith("click."):
            for asked, answered in (("_", _one), ("ngettext", _some)):
                if hasattr(module, asked):
                    setattr(module, asked, answered)


@cache
def click_texts() -> dict[str, str]:
    """Click's text → its Chinese."""
    return tomllib.loads(files(__package__).joinpath(TEXTS).read_text(encoding="utf-8"))


def _one(text: str) -> str:
    return click_texts().get(text, text) if current() == "zh" else text


def _some(one: str, more: str, number: int) -> str:
    return _one(gettext.ngettext(one, more, number))
