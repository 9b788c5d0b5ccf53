"""What a row below the header is when it is no record: a total, a signature, a note, a numbered empty line.

A row is left out only where this is certain: what names a record stands empty (or holds the word itself), and nothing
else in it could be anybody's. Every other row is read as a record, and refused where it is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from contracts.columns import COLUMNS
from contracts.table import Table
from pay_linkage.intake.table_area import ENOUGH_HEADINGS, Header

RowKind = Literal["record", "total", "signature", "note", "empty"]

BLANKS = re.compile(r"[^\S\x1c-\x1f]+")
"""White space, without the control characters that Python takes for it."""
TOTAL = re.compile(
    r"(?:承前页|过次页|承上页|转下页|接上页)|.{0,20}(?:合计|总计|小计|共计|总和|累计)(?:[(（][^)）]*[)）])?(?:[:：]?[0-9]*[人名个元]?)?"
    r"|(?:平均|平均分|平均值|平均数|人均|最高|最高分|最低|最低分|最大值|最小值|人数|总人数)[:：]?"
    r"|(?:grand|sub)?[ -]?totals?[:：]?|sum[:：]?|average[:：]?",
    re.IGNORECASE,
)
DONE_BY = "制表|制单|填表|填报|编制|复核|审核|审批|审定|审查|批准|核准|核对|校对|经办|经手|签字|签名|签章|盖章"
"""What somebody does who signs a table."""
OF_SIGNER = "主管|公章|联系人|电话|报送|上报|出纳|会计|财务|人事|负责人|领导|经理|主任|局长|书记|日期|时间"
"""What else stands before a colon below a table."""
SIGNATURE = re.compile(
    rf"[^:：]{{0,12}}(?:{DONE_BY}|{OF_SIGNER})[^:：]{{0,8}}[:：].*|(?:{DONE_BY})(?:人|人员|人签字|人签名|签字|签名|日期)?",
    re.DOTALL,
)
NOTE = re.compile(
    r"[(（【*※]*(?:注|备注|说明|填表说明|填报说明|附注|注意|提示|note|notes|remark)[0-9一二三四五]?[)）】]?[:：.、，,].*",
    re.IGNORECASE | re.DOTALL,
)
SENTENCE = re.compile(r"(?=.*[\u4e00-\u9fff].*[\u4e00-\u9fff].*[\u4e00-\u9fff])(?:.*[。；，、：].*|.{31,})", re.DOTALL)
"""What no code and no name is like."""
COUNT = re.compile(r"共?[0-9]+[人名个家]")
NOTHING = re.compile(r"0+(?:\.0+)?|[-—–/]+|¥?\s*-\s*")
NUMBER = re.compile(r"[-+¥￥(]*[0-9][0-9,]*(?:\.[0-9]+)?%?[)元]?")
DAY = re.compile(r"[0-9]{4}[-/.年]\s*[0-9]{1,2}(?:[-/.月]\s*[0-9]{0,2}日?)?(?:[ T].*)?|\s*年\s*月\s*日")


DOUBTFUL = (
    rf"^\s*$|[:：。；，、;]|[合总小共累]\s*计|总\s*和|平均|人均|人数|最[高低大小]|[承接]上页|承前页|过次页|转下页|{DONE_BY}"
    r"|(?i:total|sum|average)|.{31}"
)
"""What a code or name is like, where a row is looked at as a whole: empty, or with a word of the above in it."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where in a row what stands: the cells that say whose record it is, all columns that are read, those of them with
    numbers, and the columns that only count. ``headings`` are the words of which two in one row make another header.
    """

    identity: frozenset[int]
    columns: frozenset[int]
    numbers: frozenset[int]
    serial: frozenset[int]
    headings: frozenset[str] = frozenset()

    def is_header(self, texts: Sequence[str]) -> bool:
        """Whether a row looks like the header of a further table."""
        return len({text for text in texts if text in self.headings}) >= ENOUGH_HEADINGS


def table_places(top: Header, table: Table) -> Places:
    """Where what stands below the header of one of the contracts' tables: a row is named by its key, and by the name
    of a person or unit.
    """
    used = top.used
    names = (*table.key, "person_name", "unit_name")
    identity = frozenset(used[name] for name in names if name in used)
    headings = frozenset(heading for column in table.columns for heading in column.headings)
    numbers = frozenset(at for name, at in used.items() if COLUMNS[name].kind in ("number", "count"))
    return Places(identity, frozenset(used.values()), numbers, top.serial, headings)


def row_kind(cells: Sequence[str | None], places: Places, across: frozenset[int] = frozenset()) -> RowKind:
    """What a row is; ``across`` are the cells that are merged over several columns of the table."""
    plain = {at: BLANKS.sub("", text) for at, text in enumerate(cells) if text}
    filled = {at: text for at, text in plain.items() if text}
    texts = places.columns - places.numbers
    if _is_caption(filled, places):
        return "note"
    if filled.keys().isdisjoint(texts) and all(
        at in places.serial or NOTHING.fullmatch(text) for at, text in filled.items()
    ):
        return "empty"
    if _is_total(filled, places):
        return "total"
    if _is_signature(filled, places):
        return "signature"
    return "note" if _is_note(filled, places, across) else "record"


def _is_total(filled: dict[int, str], places: Places) -> bool:
    """The word stands where no number is, nothing but numbers beside it, and nothing that names somebody."""
    words = {at for at, text in filled.items() if TOTAL.fullmatch(text)}
    return bool(words) and all(
        at in words or (COUNT if at in places.identity else NUMBER).fullmatch(text) or text in "-—"
        for at, text in filled.items()
        if at in places.columns or at in places.identity
    )


def _is_signature(filled: dict[int, str], places: Places) -> bool:
    """Labels such as ``制表人：``, each with its value in the same or the next cell that is filled, and days.

    A label without a colon may be somebody's code or name, so it counts only where one of the two is lacking.
    """
    expects, labels = False, 0
    for at, text in sorted(filled.items()):
        if SIGNATURE.fullmatch(text) and (re.search("[:：]", text) or not places.identity <= filled.keys()):
            labels += 1
            expects = text.endswith((":", "：")) or not re.search("[:：]", text)
        elif DAY.fullmatch(text) or (expects and (at not in places.columns or not NUMBER.fullmatch(text))):
            expects = False
        elif at in places.columns or at in places.identity or at in places.serial:
            return False
    return labels > 0


def _is_caption(filled: dict[int, str], places: Places) -> bool:
    """A text alone in its row, left of all columns that are read, as the name of a department above its people."""
    at, text = next(iter(filled.items()), (0, ""))
    alone = len(filled) == 1 and at not in places.serial and not NUMBER.fullmatch(text)
    return alone and at < min(places.columns | places.identity, default=0)


def _is_note(filled: dict[int, str], places: Places, across: frozenset[int]) -> bool:
    """Text over the whole width, or a sentence, with nothing beside it."""
    if filled.keys() <= across:
        return True
    first, text = min(filled.items())
    if len(filled) > 1:
        return False
    return bool(NOTE.fullmatch(text)) or (first in places.identity and SENTENCE.fullmatch(text) is not None)
