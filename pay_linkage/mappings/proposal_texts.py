"""What a proposed mapping says in its comments, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from contracts.problem import Language

TEXTS: Mapping[str, Mapping[Language, str]] = {
    "intro": {
        "en": "Proposed from the headings that were found. Read it line by line: what is proposed may be wrong."
        "\nComplete lines with ? (take away the # in front), delete tables that are not needed, then run"
        "\npay-linkage check --scheme … --inputs … --map THIS_FILE --cycle …",
        "zh": "按找到的标题生成的草稿，请逐行核对：草稿可能有误。带 ? 的行须补全（去掉行首的 #），"
        "\n不需要的表请整段删除，然后运行 pay-linkage check --scheme … --inputs … --map 本文件 --cycle …",
    },
    "ways": {
        "en": "A column is a heading, or one of these:"
        "\n  {constant: text}  {heading: …, values: {theirs: ours}, empty: text}  {numbered: prefix}"
        "\n  {joined: [heading, heading], between: '-'}  {lookup: {file: …, heading: …, match: {here: there}}}",
        "zh": "每列写一个标题，或以下之一："
        "\n  {constant: 固定值}  {heading: 标题, values: {原值: 新值}, empty: 空白时的值}  {numbered: 行号前的前缀}"
        "\n  {joined: [标题, 标题], between: '-'}  {lookup: {file: 文件, heading: 标题, match: {本表标题: 对方标题}}}",
    },
    "unused": {
        "en": "headings of {sheet} that are not used: {headings}",
        "zh": "{sheet} 中未用到的标题：{headings}",
    },
    "complete": {"en": "? required: {meaning}", "zh": "? 必填：{meaning}"},
    "optional": {"en": "may be left out: {names}", "zh": "可不写的列：{names}"},
    "once": {"en": "equal rows count once", "zh": "相同的行只计一次"},
    "nothing": {
        "en": "no column of any table was recognised; the tables below are a beginning",
        "zh": "没有识别出任何表的列；下面各表只是起点",
    },
    "several": {
        "en": "each code stands there {rows} times; sum or mean? The mean is rounded half up",
        "zh": "每个编码出现 {rows} 次；求和（sum）还是平均（mean）？平均值四舍五入",
    },
}


def said(text: str, lang: Language, **blanks: object) -> str:
    """The text in the language, its blanks filled."""
    return TEXTS[text][lang].format_map(blanks) if blanks else TEXTS[text][lang]
