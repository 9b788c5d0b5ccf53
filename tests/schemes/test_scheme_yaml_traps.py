"""Whatever YAML would read in silence as something else is refused, with its line."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from sound_scheme import SOUND, edited, problems, scheme

from contracts.problem import Refused
from pay_linkage.schemes import read_scheme

WEIGHT = "weight: 0.5"
WEIGHT_KEY = "categories.township.components.work.weight"

NOT_A_NUMBER = (
    *(
        "1:30",
        "0012",
        "1e3",
        "1E-2",
        ".nan",
        ".NaN",
        "nan",
        ".inf",
        "-.inf",
        "Infinity",
        "1_000",
        "0x1F",
        "0o17",
        "0b1",
    ),
    *("1,5", "50%", "½", "１２", "1.", "--1", "1 000", "٣", "1.2.3", "+-1", "true", "2018-01-01"),
)


@pytest.mark.parametrize("number", NOT_A_NUMBER)
def test_no_number_is_guessed(number: str) -> None:
    (found,) = problems(edited(WEIGHT, f"weight: {number}" if number != "1,5" else "weight: '1,5'"))
    assert (found.code, found.key, found.value, found.place.row) == ("scheme_not_a_number", WEIGHT_KEY, number, 11)


@pytest.mark.parametrize(
    ("written", "read"), [("0.50", "0.5"), ("'0.5'", "0.5"), ("+2", "2"), (".25", "0.25"), ("3.000000", "3")]
)
def test_a_number_that_means_one_thing_is_read(written: str, read: str) -> None:
    weight = scheme(edited(WEIGHT, f"weight: {written}")).categories["township"].components["work"].weight
    assert (weight, str(weight)) == (Decimal(read), read)


# sentence, place in the sound scheme, what comes there, code, key; the problem stands in the last line of what comes
SOURCE, DECIMALS, EVENTS = "source: made up", "score_decimals: 2", "events:"
TRAPS = (
    ("a key twice", DECIMALS, "score_decimals: 2\nscore_decimals: 3", "scheme_key_twice", "score_decimals"),
    ("a key twice, quoted", DECIMALS, "score_decimals: 2\n'score_decimals': 2", "scheme_key_twice", "score_decimals"),
    (
        "a key twice in braces",
        "bonus_cap: 10,",
        "bonus_cap: 10, bonus_cap: 9,",
        "scheme_key_twice",
        "adjustment.bonus_cap",
    ),
    ("an anchor", SOURCE, "source: &a made up", "scheme_yaml_anchor", "source"),
    ("an anchor at a key", SOURCE, "&a source: made up", "scheme_yaml_anchor", "source"),
    ("a tag", DECIMALS, "score_decimals: !!int 2", "scheme_yaml_tag", "score_decimals"),
    ("a tag of one's own", "title: {", "title: !label {", "scheme_yaml_tag", "title"),
    ("a tag that runs code", SOURCE, "source: !!python/object/apply:os.getcwd a", "scheme_yaml_tag", "source"),
    ("an exclamation mark", SOURCE, "source: ! made up", "scheme_yaml_tag", "source"),
    ("a merge key", "  organ:", "  organ:\n    <<: {weight: 2}", "scheme_yaml_merge_key", "categories.organ"),
    ("a list as a key", EVENTS, "events:\n  [a, b]: {kind: veto}", "scheme_key_not_text", "events"),
    ("a mapping as a key", EVENTS, "events:\n  {a: b}: {kind: veto}", "scheme_key_not_text", "events"),
    ("an empty key", EVENTS, "events:\n  '': {kind: veto}", "scheme_key_not_text", "events"),
    ("an empty value", DECIMALS, "score_decimals:", "scheme_value_empty", "score_decimals"),
    ("a null", DECIMALS, "score_decimals: null", "scheme_value_empty", "score_decimals"),
    ("a tilde", "below: 5", "below: ~", "scheme_value_empty", "quotas.small_units.below"),
    ("an empty entry", "[3, 2, 1]", "[3, ~, 1]", "scheme_value_empty", "contests.drill.bonus"),
    ("a text that cannot be shown", SOURCE, 'source: "made\\x07up"', "scheme_text_unusable", "source"),
    ("half a sign", SOURCE, 'source: "made\\ud800up"', "scheme_text_unusable", "source"),
)


@pytest.mark.parametrize(("old", "new", "code", "key"), [trap[1:] for trap in TRAPS], ids=[trap[0] for trap in TRAPS])
def test_a_trap_is_refused_at_its_line(old: str, new: str, code: str, key: str) -> None:
    text = edited(old, new)
    line = text[: text.index(new) + len(new)].count("\n") + 1
    assert [(found.code, found.key, found.place.row) for found in problems(text)] == [(code, key, line)]


def test_an_alias_is_refused_as_well_as_its_anchor() -> None:
    text = edited("{A: 0.5, C: 0.5}", "&s {A: 0.5, C: 0.5}").replace("minimum_score: {high: 85}", "minimum_score: *s")
    assert [(found.code, found.key) for found in problems(text)] == [
        ("scheme_yaml_anchor", "categories.organ.grades.shares"),
        ("scheme_yaml_alias", "quotas.minimum_score"),
    ]


UNREADABLE = (
    ("nothing", b"", "scheme_file_empty", 1),
    ("a comment", b"# later\n", "scheme_file_empty", 1),
    ("a second scheme", (SOUND + "---\n" + SOUND).encode(), "scheme_yaml_second_document", SOUND.count("\n") + 1),
    ("a list", b"- scheme\n", "scheme_without_keys", 1),
    ("a word", b"scheme", "scheme_without_keys", 1),
    ("a null", b"~", "scheme_value_empty", 1),
    ("a tab", b"scheme: a\ntitle:\n\ten: a\n", "scheme_not_yaml", 3),
    ("an open bracket", b"scheme: a\ntitle: [a\n", "scheme_not_yaml", 3),
    ("an escape beyond Unicode", b'scheme: "\\UFFFFFFFF"\n', "scheme_not_yaml", 1),
    ("a version with endless digits", b"%YAML 1." + b"9" * 5000 + b"\n---\na: b\n", "scheme_not_yaml", 1),
    ("a NUL", b"scheme: a\0b\n", "scheme_not_yaml", 1),
    ("GB18030", "scheme: a\ntitle: 健全\n".encode("gb18030"), "scheme_not_utf8", 2),
    ("UTF-16", SOUND.encode("utf-16"), "scheme_not_utf8", 1),
    ("Latin-1", b"scheme: caf\xe9\n", "scheme_not_utf8", 1),
    ("brackets without end", b"a: " + b"[" * 5000, "scheme_nested_too_deep", 1),
    ("dashes without end", b"- " * 5000, "scheme_nested_too_deep", 1),
    ("too many entries", b"a: [" + b"0," * 30_000 + b"]", "scheme_too_many_parts", 1),
    ("too large a file", b"a: b\n" + b"#" * 1024 * 1024, "scheme_file_too_large", None),
)


@pytest.mark.parametrize(
    ("data", "code", "line"), [case[1:] for case in UNREADABLE], ids=[case[0] for case in UNREADABLE]
)
def test_what_cannot_be_read_is_refused(data: bytes, code: str, line: int | None) -> None:
    assert (code, line) in [(found.code, found.place.row) for found in problems(data)]


def test_a_mark_and_a_line_of_explanation_change_nothing() -> None:
    assert scheme(SOUND) == read_scheme(b"\xef\xbb\xbf" + SOUND.encode(), "a.yaml")
    assert scheme(SOUND) == scheme(f"%YAML 1.2\n--- # a scheme\n{SOUND}...\n")
    assert scheme(SOUND) == scheme(SOUND.replace("\n", "\r\n"))


def test_words_that_yaml_takes_for_truths_stay_words() -> None:
    text = SOUND.replace("drill", "on").replace("praise", "no").replace("accident", "yes").replace("pollution", "null")
    assert tuple(scheme(text).events) == ("no", "on", "blame", "yes", "null")


def test_numbers_that_look_like_dates_or_octals_stay_names() -> None:
    text = SOUND.replace("township:", "0012:").replace("organ:", "2018-01-01:")
    assert tuple(scheme(text).categories) == ("0012", "2018-01-01")


NAMES = b"".join(b"g%d," % number for number in range(9000))
BELL = b"quotas: {absorbing: g1, grades: [%s], normal: {cuts: [%s], shift: {%s}}}"
HOSTILE = (
    b"a: {" + b"b: {c: " * 100_000,
    b"a: &x [*x, *x]\n" * 50_000,
    b"? " * 300_000,
    b"a" * 1_000_000,
    b"a: " + b"9" * 1_000_000,
    b"- a\n" * 200_000,
    b"a: 'b\n" * 100_000,
    b"quotas: {grades: [%s]}\ncategories: {x: {grades: {shares: {%s}}}}" % (NAMES, NAMES.replace(b",", b": 0,")),
    BELL % (NAMES[:25_000], b"0," * 4_999, NAMES[:25_000].replace(b",", b": 0,")),
    b"linkage: {unit_coefficient: {from: score, curve: [%s]}}" % b"".join(b"[%d, 1]," % score for score in range(6000)),
)


@pytest.mark.parametrize("data", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_file_is_refused_soon(data: bytes) -> None:
    started = time.process_time()
    with pytest.raises(Refused):
        read_scheme(data, "scheme.yaml")
    assert time.process_time() - started < 10
