"""Click's own texts in the language that was chosen: usage, help's headings, and what is wrong with a command line.

Click asks ``gettext`` for its texts under a name of its own in each of its modules; that name is what is set here.
Texts that we write are said in both languages where they stand (``said``) and never come here.
"""

from __future__ import annotations

import gettext
import sys
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import click

from contracts.text_width import columns_wide
from pay_linkage.cli.language import current
from pay_linkage.cli.wide_lines import lines_of

TEXTS = "click_texts.toml"
METAVARS = {"[OPTIONS]": "[选项]", "COMMAND [ARGS]...": "命令 [参数]…", "[ARGS]...": "[参数]…"}
"""What the line of usage calls options and arguments; Click has no texts for these."""
KINDS = {"TEXT": "文字", "INTEGER": "整数", "INTEGER RANGE": "整数"}
"""What help calls the kinds of values for which Click has no texts either."""
TERM = 30
"""Columns of the widest term that has its sentence beside it."""


class Usage(click.HelpFormatter):
    """Help in the chosen language; in Chinese, laid out by what a terminal shows."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line, with its words for options and arguments."""
        if current() == "zh":
            prefix = prefix or _one("Usage:")
            for english, chinese in METAVARS.items():
                args = args.replace(english, chinese)
        super().write_usage(prog, args, prefix)

    def write_heading(self, heading: str) -> None:
        """The heading with its colon."""
        if current() != "zh":
            super().write_heading(heading)
            return
        self.write(f"{'':{self.current_indent}}{heading}：\n")

    def write_text(self, text: str) -> None:
        """Paragraphs, an empty line between them."""
        if current() != "zh":
            super().write_text(text)
            return
        indent, paragraphs = " " * self.current_indent, [" ".join(one.split("\n")) for one in text.split("\n\n")]
        laid = (lines_of(paragraph, self.width - self.current_indent) for paragraph in paragraphs)
        self.write("\n\n".join("\n".join(indent + line for line in lines) for lines in laid) + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = TERM, col_spacing: int = 2) -> None:
        """Terms, and beside each its sentence."""
        if current() != "zh":
            super().write_dl(rows, col_max, col_spacing)
            return
        terms = [(_kind_named(term), sentence) for term, sentence in rows]
        beside = min(max(columns_wide(term) for term, _ in terms), col_max) + col_spacing + self.current_indent
        for term, sentence in terms:
            written, lines = " " * self.current_indent + term, lines_of(sentence, self.width - beside)
            if columns_wide(written) + col_spacing > beside:
                self.write(f"{written}\n")
                written = ""
            for line in lines:
                self.write((written + " " * (beside - columns_wide(written)) + line).rstrip() + "\n")
                written = ""


def _kind_named(term: str) -> str:
    """An option, and the kind of its value in Chinese."""
    option, _, kind = term.partition(" ")
    return f"{option} {KINDS[kind]}" if kind in KINDS else term


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
