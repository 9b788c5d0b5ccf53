"""What YAML would read in silence as something else, and what is no file of ours at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.user_files.kinds import Kind

Trap = Callable[[Kind], str | bytes]
"""The trapped file's content."""

NUMBERS = (
    *("1:30", "190:20:30", "010", "0o17", "0x1F", "0b1", "1_000", "1e3", "1E-2", "6.5e+2", "9" * 200_000),
    *(".nan", ".NaN", "NaN", ".inf", "-.inf", "Infinity", "2018-01-01", "2018-01-01T00:00:00Z", "12:00:00"),
    *(
        "yes",
        "no",
        "on",
        "off",
        "true",
        "~",
        "null",
        "''",
        "１２",
        "1,5",
        "50%",
        "½",
        "٣",
        "[1]",
        "{a: 1}",
        "|\n   90 x",
    ),
)
FACTS = ("yes", "no", "on", "off", "Yes", "TRUE", "True", "y", "1", "0", "~", "''", "'true '", "[true]", "{true: true}")
DAYS = (
    "2018-1-1",
    "2018-01-01T00:00:00Z",
    "2018-01-01 00:00:00",
    "20180101",
    "2018-02-30",
    "2018",
    "~",
    "[2018-01-01]",
)
TEXTS = ("~", "null", "", "[made up]", "{made: up}", '"made\\x07up"', '"made\\ud800up"')
LAUGHS = "laughs:\n  a0: &a0 [x]\n" + "".join(
    f"  a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10)
)


def instead_of(line: str, value: str) -> Trap:
    """The file with another value in the line that ``line`` names."""

    def trapped(kind: Kind) -> str:
        old: str = getattr(kind, line)
        assert kind.sound.count(old) == 1, f"{old!r} stands there {kind.sound.count(old)} times"
        return kind.sound.replace(old, f"{old.rpartition(': ')[0]}: {value}")

    return trapped


def beside_text(addition: str) -> Callable[[Kind], str]:
    """The file with something more in the line before the text, as far indented."""

    def trapped(kind: Kind) -> str:
        line = next(line for line in kind.sound.splitlines() if line.strip() == kind.text)
        blanks = line[: len(line) - len(line.lstrip())]
        return kind.sound.replace(line, f"{blanks}{addition}\n{line}")

    return trapped


def _twice(kind: Kind) -> str:
    return beside_text(kind.text)(kind)


def _twice_quoted(kind: Kind) -> str:
    key, _, value = kind.text.rpartition(": ")
    return beside_text(f'"{key}": {value}')(kind)


def _referring(kind: Kind) -> str:
    key = kind.text.rpartition(": ")[0]
    return kind.sound.replace(kind.text, f"{key}: *a") + "further: &a x\n"


def _merged(kind: Kind) -> str:
    return beside_text("<<: {a: b}")(kind)


def _tab(kind: Kind) -> str:
    line = next(line for line in kind.sound.splitlines() if line.startswith("  "))
    return kind.sound.replace(line, "\t" + line.lstrip(), 1)


TAGS = (
    "!!python/object/apply:os.system ['exit 1']",
    "!!python/object:os.system made",
    "!!python/module:os made",
    "!!binary bWFkZQ==",
    "!!str made up",
    "!own made up",
    "! made up",
)
VALUES = {"number": NUMBERS, "fact": FACTS, "day": DAYS, "text": (*TEXTS, *TAGS)}
"""Where a value stands → what may not stand there."""
ANYWHERE: Mapping[str, Trap] = {
    "a key twice": _twice,
    "a key twice, once in quotation marks": _twice_quoted,
    "an anchor": instead_of("text", "&a made up"),
    "an alias": _referring,
    "a merge key": _merged,
    "a list for a key": beside_text("[a, b]: c"),
    "a mapping for a key": beside_text("? {a: b}\n: c"),
    "an unknown key": beside_text("sauce: made up"),
    "an unknown key of many signs": beside_text("sauce" * 1000 + ": made up"),
    "a billion laughs": lambda kind: kind.sound + LAUGHS,
    "a second document": lambda kind: kind.sound + "---\n" + kind.sound,
    "an end and something behind it": lambda kind: kind.sound + "...\na: b\n",
    "a tab for blanks": _tab,
    "a NUL": lambda kind: kind.sound.replace("made up", "made\0up"),
    "a bell": lambda kind: kind.sound.replace("made up", "made\aup"),
    "a mark in the midst": lambda kind: kind.sound.replace("made up", "made: \ufeffup"),
    "a directive": lambda kind: "%TAG ! tag:yaml.org,2002:\n---\n" + kind.sound.replace("made up", "!str made up"),
    "another encoding": lambda kind: kind.sound.replace("made up", "拟定").encode("gb18030"),
    "UTF-16": lambda kind: kind.sound.encode("utf-16"),
    "UTF-32": lambda kind: kind.sound.encode("utf-32"),
    "no encoding": lambda kind: kind.sound.encode().replace(b"made up", b"\xff\xfe\xfd"),
    "nothing": lambda _: "",
    "a remark": lambda _: "# later\n",
    "a word": lambda _: "made up",
    "a list": lambda _: "- source: made up\n- scheme: sound\n",
    "lists within lists": lambda _: "source: " + "[" * 100_000,
    "mappings within mappings": lambda _: "source: " + "{a: " * 50_000,
    "lists by indentation": lambda _: "".join(" " * depth + "-\n" for depth in range(1_000)),
    "entries without end": lambda _: f"source: [{'0,' * 20_001}]",
    "10 MB of brackets": lambda _: b"[" * 10 * 1024 * 1024,
    "10 MB of a word": lambda _: b"a" * 10 * 1024 * 1024,
    "a picture": lambda _: b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "a ZIP archive": lambda _: b"PK\x03\x04" + bytes(200),
}  # fmt: skip


def traps(kind: Kind) -> dict[str, Trap]:
    """Every trap that can be laid in a file of this kind, by what it is."""
    placed = {
        f"{value[:24]!r} for a {line}": instead_of(line, value)
        for line, values in VALUES.items()
        if getattr(kind, line) is not None
        for value in values
    }
    return {**placed, **ANYWHERE}
