"""The group of commands. A command's module is imported only when it is used, so that ``--help`` answers at once."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from contracts.problem import LANGUAGES
from pay_linkage.cli.click_words import teach_click
from pay_linkage.cli.failures import guarded
from pay_linkage.cli.language import choose, said
from pay_linkage.cli.visible import visible
from pay_linkage.settings import told_settings

LIBRARIES = {"_RJEM_MALLOC_CONF": "dirty_decay_ms:60000,narenas:1", "OPENBLAS_NUM_THREADS": "1"}
"""What the libraries beneath read as they are loaded. Polars' allocator keeps freed memory for a minute instead of half
a second, in one place for all threads, so that what one frees another takes: a third of the system's time went into
giving pages back and asking for them again. NumPy's algebra, which nothing here asks for, starts no threads to wait.
"""
OBJECTS = 300_000
"""So many new objects until Python looks for garbage in cycles, not 700: a command imports hundreds of modules, all of
whose 200,000 objects stay, and was looking through them for a twentieth of its time.
"""
COMMANDS = {
    "run": (
        "Run a cycle: validate, grade, link the pay, write payroll files",
        "运行一个考核年度：校验、定等、挂钩、生成发放文件",
    ),
    "province": ("Run many districts, each by itself, and roll them up", "运行全省各区县并汇总"),
    "corrections-template": (
        "Write the workbook from which corrections of a run are made",
        "生成某次运行的申诉更正模板",
    ),
    "rerun": (
        "Run again with corrections: appeals, late decisions, revoked sanctions",
        "按申诉更正重新运行：申诉复核、补定等次、撤销处分等",
    ),
    "approvers": ("Register who may approve", "登记有权审批的人员"),
    "approve": ("Approve a run for publication", "批准发布"),
    "reject": ("Reject a run", "驳回"),
    "publish": ("Hand a run's money to payroll, exactly once", "发布：首次全额，以后只发差额"),
    "export": ("Write files that payroll systems import", "生成工资系统可导入的文件"),
    "gate": ("Read a run's files back and hold them against the run", "核验将要发出的文件"),
    "runs": ("List the runs", "列出各次运行"),
    "show": ("Show one run", "查看一次运行"),
    "history": ("Show what a person was paid", "查询某人历次发放"),
    "verify": ("Check that nothing was changed unseen", "核验有无改动"),
    "backup": ("Copy store and ledger away, verified", "备份存储目录和台账，并核验"),
    "restore": ("Make a backup a store again, verified", "从备份恢复，并核验"),
    "forget": ("Forget people's data of cycles long past", "清除超过保存期限的个人数据"),
    "diff": ("Show what moved between two runs, and why", "比较两次运行：变动及原因"),
    "what-if": (
        "Show what a run would come to if something were otherwise; nothing is written",
        "情景测算：假设条件变化时结果如何，不写入任何结果",
    ),
    "compare-schemes": ("Show one year under two schemes", "比较同一年度在两个方案下的结果"),
    "report": ("Write a run's report again, with names if asked for", "重新生成某次运行的报告，可含姓名"),
    "explain": ("Show how a result came about, down to the input cells", "说明某单位或某人结果的由来"),
    "margins": ("Show how far units and people were from another grade or rank", "查看距上一、下一等次或名次的差距"),
    "fairness": ("Write a page on how grades and pay are spread, and why", "生成公平性分析网页"),
    "circulation": ("Write the circulated ranking of each category", "生成考核结果通报"),
    "sheets": ("Write target, progress or result sheets of units, and lists", "生成目标书、进度表、成绩单及名单"),
    "statements": ("Write what each person is told of the amount", "生成个人告知单"),
    "check": (
        "Check the input tables; the wrong cells of a workbook are marked in a copy",
        "只校验输入表，并在工作簿的副本中标出有误的单元格",
    ),
    "map": (
        "Propose a mapping for a house's own files",
        "为本单位自己的文件生成映射草稿",
    ),
    "template": (
        "Write a workbook to fill in, with drop-downs and examples",
        "生成待填写的工作簿，带下拉列表和示例",
    ),
    "serve": ("Serve the flows on a schedule, through a Prefect server", "按计划运行：在 Prefect 服务器上提供各流程"),
    "health": ("Tell whether store, ledger and server can be used", "检查存储目录、台账和服务器是否可用"),
    "settings": ("Show every setting, its value and where it comes from", "查看各项设置的值及其来源"),
    "schemes": ("List the built-in schemes", "列出内置方案"),
    "scheme": ("Show or check a scheme", "查看或校验方案"),
    "layout": ("List, show or check file layouts", "列出、查看或校验文件格式"),
}
"""Command → what it does, in English and Chinese."""


class LazyCommands(click.Group):
    """Commands by name; each lives in ``pay_linkage.cli.commands.<name>`` as ``command``."""

    def invoke(self, ctx: click.Context) -> Any:
        """Call the command, unless the settings are refused, or what was typed cannot be read."""
        refuse_unreadable(sys.argv[1:])
        told_settings(os.environ, Path.cwd())
        return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        """Names in the order in which they are used."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"pay_linkage.cli.commands.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is asked for; where there is none, the refusal names those that may have been meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as unknown:
            raise click.exceptions.NoSuchCommand(unknown.command_name, None, COMMANDS, ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Names and one sentence each, without importing any command."""
        with formatter.section(said("Commands", "命令")):
            formatter.write_dl([(name, said(*sentence)) for name, sentence in COMMANDS.items()])


def refuse_unreadable(arguments: Sequence[str]) -> None:
    """Raise ``UsageError`` where an argument is no text in the terminal's encoding, unless a file has that name."""
    for argument in arguments:
        try:
            argument.encode()
        except UnicodeEncodeError:
            if os.path.lexists(argument):
                continue
            shown = visible(argument)
            said_so = said(f"this is no text in the terminal's encoding: {shown}", f"无法按终端的编码读取：{shown}")
            raise click.UsageError(said_so) from None


def lang_option() -> click.Option:
    """The option ``--lang``; it is read before parsing, and declared so that it is known and shown."""
    text = said("language: zh or en", "语言：zh 或 en")
    return click.Option(["--lang"], type=click.Choice(LANGUAGES), expose_value=False, help=text)


def main() -> None:
    """Entry point of ``pay-linkage``."""
    for name, value in LIBRARIES.items():
        os.environ.setdefault(name, value)
    gc.set_threshold(OBJECTS)
    choose(sys.argv[1:], os.environ)
    teach_click()
    summary = said(
        "From the yearly results of units to people's performance pay: exact, explainable, ready for payroll.",
        "把单位年度考核结果变成个人绩效：算得准、说得清、可直接发放。",
    )
    group = LazyCommands(name="pay-linkage", help=summary, params=[lang_option()])
    named = click.version_option(package_name="pay-linkage", help=said("show the version", "显示版本"))(group)
    status = guarded(lambda: named.main(prog_name="pay-linkage", standalone_mode=False))
    gc.freeze()  # else the interpreter looks through all that is there three times as it ends: a quarter of a second
    sys.exit(status)
