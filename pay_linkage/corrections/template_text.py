"""What the template tells whoever fills it in, in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from contracts.problem import Language
from contracts.table import Table
from contracts.tables import CORRECTIONS

NOTES: Mapping[Language, tuple[str, ...]] = {
    "zh": (
        "本工作簿用于更正运行 {run} 的输入数据（{cycle} 年度）。",
        "请在“{sheet}”表中填写，每个要改的单元格一行。",
        "其余各表列出当前值：可将整行复制过去，再填写新值和理由。",
        "操作“更正”：改一个单元格，原值必须与当前值一致。",
        "操作“新增”：新行除主键外每个字段一行，主键须未被占用，原值留空。",
        "操作“删除”：一行，不填字段和值。",
        "主键为下列各字段的值，用 | 连接；主键不能更正。日期写作 2018-01-31。",
        "有任何一处不符，整个文件都会被退回，不会部分生效。",
    ),
    "en": (
        "With this workbook the inputs of run {run} are corrected (cycle {cycle}).",
        "Fill in the sheet “{sheet}”, one line for each cell that changes.",
        "The other sheets list the current values: copy a line as it is, then add the new value and the reason.",
        "Action “change”: one cell; the old value must be the current one.",
        "Action “add”: one line for each column of the new row but its key's; the key must be free; no old values.",
        "Action “delete”: one line, without column and values.",
        "A key is the values of the columns below, joined by |; it cannot be changed. Days are written 2018-01-31.",
        "Where anything does not match, the whole file is refused; nothing takes effect in part.",
    ),
}
LEFT_OUT: Mapping[Language, str] = {
    "zh": "表“{table}”数据过多，无法列出当前值；更正方式相同。",
    "en": "The table “{table}” has too many values to be listed; it is corrected in the same way.",
}


def table_name(table: Table, lang: Language) -> str:
    """The table's name as it stands in correction lines and on its sheet."""
    return table.zh if lang == "zh" else table.name


def notes(run: str, cycle: int, tables: Iterable[Table], left_out: Iterable[Table], lang: Language) -> list[list[str]]:
    """The rows of the notes: sentences, then each table with its key columns, then the tables that are not listed."""
    sheet = table_name(CORRECTIONS, lang)
    sentences = [[text.format(run=run, cycle=cycle, sheet=sheet)] for text in NOTES[lang]]
    keys = [[table_name(table, lang), " | ".join(_column_names(table, lang))] for table in tables]
    return [*sentences, [], *keys, *([LEFT_OUT[lang].format(table=table_name(table, lang))] for table in left_out)]


def _column_names(table: Table, lang: Language) -> list[str]:
    columns = {column.name: column for column in table.columns}
    return [columns[name].zh if lang == "zh" else name for name in table.key]
