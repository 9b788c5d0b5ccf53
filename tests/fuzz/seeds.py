"""Sound inputs from which the fuzzed ones come, and the words that readers listen to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from tests.hostile.odd_xls import sound_xls
from tests.hostile.xlsx_bytes import SHEET, parts, row, sheet, text_row, zipped

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "sample_data" / "community"
NUMBERS = row(4, ('<c r="A4" t="s"><v>0</v></c>', '<c r="B4" s="1"><v>36000.5</v></c>', '<c r="C4" t="b"><v>1</v></c>'))
MIXED = (
    text_row(1, ("unit_id", "unit_name", "category")),
    text_row(2, ("U1", "甲", "c")),
    NUMBERS,
    row(5, ('<c r="A5" t="e"><v>#REF!</v></c>', '<c r="B5"><f>1+1</f><v>2</v></c>', '<c r="C5" t="str"><f>x</f></c>')),
)
LINES = "table,key,action,column,old_value,new_value,reason,appeal_id\npeople,P1,change,score,1,2,申诉,A1\n"

SEEDS: Mapping[str, Callable[[], list[bytes]]] = {
    "xlsx": lambda: [zipped(parts()), zipped(parts({SHEET: sheet(MIXED)}))],
    "xls": lambda: [sound_xls()],
    "csv": lambda: [(SAMPLE / f"{name}.csv").read_bytes()[:2000] for name in ("units", "people")],
    "scheme": lambda: [path.read_bytes() for path in sorted((ROOT / "pay_linkage/schemes/builtin").glob("*.yaml"))[:3]],
    "corrections": lambda: [
        LINES.encode(),
        zipped(parts({SHEET: sheet((text_row(1, LINES.split("\n", maxsplit=1)[0].split(",")),))})),
    ],
}
WORDS = (
    *(b"", b"\0", b"\xff\xff", b"\xff\xfe", b"\r\n", b'"', b"'", b",", b";", b"\t", b"<", b">", b"&", b"]]>", b"<!--"),
    *(b"-1", b"0", b"1e300", b"NaN", b"99999999999999999999", b"0.1e-400", b"1/2", b"#REF!", b"%", b"\xef\xbb\xbf"),
    *(b' r="A1"', b' r="XFD1048576"', b' t="s"', b' t="e"', b' t="d"', b' s="99"', b"<c>", b"</c>", b"<row>", b"<v/>"),
    *(
        b"<f/>",
        b"<x:",
        b"_x0000_",
        b"&#0;",
        b"&a;",
        b"<![CDATA[",
        b"\xe2\x80\xae",
        b"\xf0\xa0\xae\xb7",
        b"\xed\xa0\x80",
    ),
    *(
        b"!!python/object:os.system",
        b"&a",
        b"*a",
        b"<<:",
        b"? ",
        b"- ",
        b": ",
        b"|\n",
        b"{",
        b"}",
        b"[",
        b"]",
        b"~",
        b"!t",
    ),
    *(
        "单位编码".encode(),
        "甲".encode("gb18030"),
        b"2018-02-30",
        b"2018-01-01",
        b"people",
        b"units",
        b"unit_id",
        b"add",
    ),
)
