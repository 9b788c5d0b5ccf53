"""What Click itself says is in the language of everything else, wherever that was chosen."""

from __future__ import annotations

import ast
import re
import string
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import pytest

from contracts.text_width import columns_wide
from pay_linkage.cli import main
from pay_linkage.cli.click_words import click_texts
from pay_linkage.cli.language import choose
from pay_linkage.cli.main import COMMANDS

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data" / "dinghai_2017"
NEVER_SHOWN = {"_winconsole.py", "_termui_impl.py", "shell_completion.py", "utils.py"}
"""Modules for what the command line does not do: editors, progress bars, completion, consoles of Windows."""
TO_PROGRAMMERS = (
    "DeprecationWarning", "Could not determine name", "No options defined", "Arguments take exactly", "Name '",
    "Boolean option", "Invalid start", "Press any key", "Unknown color", "Choice({", "{value!r} does not match",
    "{value!r} is not a valid UUID", "{len_type} values",
)  # fmt: skip
"""Beginnings of texts about commands that are built wrongly, or of kinds of values that no command asks for."""
ENGLISH = re.compile(
    r"Usage|Error|Options|Try|Missing|No such|Invalid|not |Got |default|Show|message|requires|argument"
)
WRONG = {
    "run --sceme x": "没有选项 '--sceme'。 是否想用 '--scheme'？",
    "rum": "没有命令 'rum'。 是否想用 'run'？",
    "show": "缺少参数 'RUN'",
    "run --scheme a --inputs b": "缺少选项 '--cycle'",
    "schemes more": "多出了参数：more",
    "health --only nothing": "'nothing' 不可用，只能写以下之一：'store', 'ledger', 'prefect'",
    "run --cycle now": "'--cycle' 的值有误：'now' 不是整数。",
    "province x.yaml --workers 0": "0 超出范围 1<=x<=1024",
    "approve r --approver a --reason b --secret-file none.txt": "文件 'none.txt' 不存在",
    "health --only": "选项 '--only' 后面须写值。",
    "runs --json=1": "选项 '--json' 后面不能写值。",
    "scheme shwo": "没有命令 'shwo'。 是否想用 'show'？",
}


def said(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *words: str) -> tuple[int, str]:
    monkeypatch.setattr(sys, "argv", ["pay-linkage", *words])
    capsys.readouterr()
    with pytest.raises(SystemExit) as left:
        main()
    return int(left.value.code or 0), "".join(capsys.readouterr())


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("PAY_LINKAGE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name in [name for name in sys.modules if name.startswith("pay_linkage.cli.commands.")]:
        monkeypatch.delitem(sys.modules, name)  # a command is made in the language of the line that asks for it


@pytest.mark.parametrize("words", WRONG)
def test_a_wrong_line_is_told_in_chinese(words, capsys, monkeypatch) -> None:
    status, told = said(capsys, monkeypatch, "--lang", "zh", *words.split())
    assert (status, WRONG[words] in told) == (2, True), told
    assert not ENGLISH.search(told), told


@pytest.mark.parametrize("words", ["--lang zh show", "show --lang zh", "show --lang=zh"])
def test_the_option_may_stand_anywhere(words, capsys, monkeypatch) -> None:
    assert "错误：缺少参数 'RUN'" in said(capsys, monkeypatch, *words.split())[1]


def test_the_language_may_come_from_the_environment_or_the_settings(capsys, monkeypatch, tmp_path: Path) -> None:
    assert "Error: Missing argument 'RUN'." in said(capsys, monkeypatch, "show")[1]
    (tmp_path / "pay-linkage.toml").write_text('language = "zh"\n')
    assert "用法：" in said(capsys, monkeypatch, "show")[1]
    monkeypatch.setenv("PAY_LINKAGE_LANG", "en")
    assert "Usage: pay-linkage show [OPTIONS] RUN" in said(capsys, monkeypatch, "show")[1]


@pytest.mark.parametrize("word", ["\udcff\udcfe", "--store=\ud800"])
def test_what_is_no_text_is_refused(word, capsys, monkeypatch) -> None:
    status, told = said(capsys, monkeypatch, "--lang", "zh", "history", word)
    assert (status, "错误：无法按终端的编码读取：" in told) == (2, True), told


@pytest.mark.parametrize("cycle", ["0", "-1", "10000", "9" * 40])
def test_a_year_that_no_calendar_has_is_refused(cycle, capsys, monkeypatch) -> None:
    order = ("check", "--scheme", "dinghai-2017", "--inputs", str(SAMPLE), "--cycle", cycle)
    status, told = said(capsys, monkeypatch, "--lang", "zh", *order)
    assert (status, "方案不适用" in told or "生效" in told) == (2, True), told


def test_help_has_its_headings_in_chinese(capsys, monkeypatch) -> None:
    status, told = said(capsys, monkeypatch, "--lang", "zh", "--help")
    assert status == 0
    assert all(word in told for word in ("用法：", "[选项] 命令 [参数]…", "选项：", "命令：", "显示本说明"))
    assert not ENGLISH.search(told.split("命令：")[0])
    assert "pay-linkage，版本" in said(capsys, monkeypatch, "--lang", "zh", "--version")[1]


@pytest.mark.parametrize("name", COMMANDS)
def test_help_names_kinds_of_values_in_chinese_and_keeps_to_its_columns(name, capsys, monkeypatch) -> None:
    monkeypatch.setattr(click.formatting, "FORCED_WIDTH", 78)
    for module in [module for module in sys.modules if module.startswith("pay_linkage.cli.commands.")]:
        monkeypatch.delitem(sys.modules, module)  # a command's texts are in the language in which it was loaded
    choose(["--lang", "zh"], {})
    command = import_module(f"pay_linkage.cli.commands.{name.replace('-', '_')}").command
    for words in [(name,), *((name, below) for below in getattr(command, "commands", ()))]:
        status, told = said(capsys, monkeypatch, *words, "--help", "--lang", "zh")
        options = told.split("选项：")[1].split("命令：")[0]
        terms = re.findall(r"^  --[a-z-]+ (\S+)", options, re.MULTILINE)
        assert (status, [term for term in terms if re.search("[A-Z]{2}", term.replace("OUT.", ""))]) == (0, []), told
        assert [line for line in told.splitlines() if columns_wide(line) > 78] == []
        begun = [re.match(r"  --\S+( \S+)?  +", line) for line in options.splitlines()]
        assert len({columns_wide(found[0]) for found in begun if found}) == 1, told


def clicks_own_texts() -> Iterator[str]:
    """Every text that Click asks ``gettext`` for, of those that a user may see."""
    for file in sorted(Path(click.__file__).parent.glob("*.py")):
        calls = [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)]
        for call in calls if file.name not in NEVER_SHOWN else ():
            if isinstance(call.func, ast.Name) and call.func.id in {"_", "ngettext"}:
                yield from (
                    arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
                )


def test_every_text_of_click_has_its_chinese_and_nothing_else_has() -> None:
    wanted = {text for text in clicks_own_texts() if not text.startswith(TO_PROGRAMMERS)} | {"required"}
    assert set(click_texts()) == wanted


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_no_chinese_text_has_a_blank_that_click_does_not_fill() -> None:
    for english, chinese in click_texts().items():
        assert blanks(chinese) <= blanks(english)
        assert re.findall(r"%\(\w+\)s", chinese) == re.findall(r"%\(\w+\)s", english)
