"""The settings that there are: key, variable, kind, default, and what each is for in both languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from pay_linkage.settings.kind import CRON, LEDGER_URL, TEXT, ZONE, Kind, one_of, whole

Value = str | int | None


@dataclass(frozen=True, slots=True)
class Setting:
    """``key`` in the file (dotted: of a table), ``variable`` in the environment; a path is relative to the file."""

    key: str
    variable: str
    kind: Kind
    default: Value
    en: str
    zh: str
    is_path: Callable[[str], bool] | None = None


def is_place(value: str) -> bool:
    """A folder or file, unless it is a bucket's address."""
    return "://" not in value


def is_file_name(value: str) -> bool:
    """A file, unless it is the name of something built in."""
    return PurePath(value).suffix != "" or PurePath(value).name != value


SETTINGS: tuple[Setting, ...] = (
    Setting("language", "PAY_LINKAGE_LANG", one_of("zh", "en"), None,
            "language of what is shown (default: the system's)", "显示语言（默认随系统）"),
    Setting("store", "PAY_LINKAGE_STORE", TEXT, "store", "where runs are kept", "存储目录", is_path=is_place),
    Setting("ledger", "PAY_LINKAGE_LEDGER", LEDGER_URL, None,
            "the ledger's URL (default: a file in the store)", "台账数据库地址（默认：存储目录中的文件）"),
    Setting("ledger_wait_seconds", "PAY_LINKAGE_LEDGER_WAIT_SECONDS", whole(1, 3600), 60,
            "how long to wait for another writer to the ledger", "等待台账其他写入者的最长秒数"),
    Setting("log_format", "PAY_LINKAGE_LOG_FORMAT", one_of("text", "json"), "text",
            "steps on standard error: for people, or a JSON object a line",
            "步骤日志的格式：text 供人阅读，json 每行一个对象"),
    Setting("serve.scheme", "PAY_LINKAGE_SCHEME", TEXT, None,
            "scheme of the scheduled runs: a built-in name or a file", "计划运行的方案：内置名称或 YAML 文件",
            is_path=is_file_name),
    Setting("serve.inputs", "PAY_LINKAGE_INPUTS", TEXT, None,
            "inputs of the scheduled runs: a folder or a workbook", "计划运行的输入数据：文件夹或工作簿",
            is_path=is_place),
    Setting("serve.zone", "PAY_LINKAGE_ZONE", ZONE, "Asia/Shanghai",
            "time zone of the schedules and of the cycle", "计划时间和考核年度所用时区"),
    Setting("serve.year_end", "PAY_LINKAGE_YEAR_END", CRON, "0 20 31 12 *",
            "when the year-end run starts", "年终运行时间"),
    Setting("serve.midyear", "PAY_LINKAGE_MIDYEAR", CRON, "0 20 30 6 *",
            "when the progress sheets are written", "生成年中进度表的时间"),
    Setting("serve.wait_minutes", "PAY_LINKAGE_WAIT_MINUTES", whole(0, 60 * 24 * 60), 24 * 60,
            "how long a scheduled run waits for its inputs", "计划运行等待输入数据的最长分钟数"),
    Setting("serve.approval_days", "PAY_LINKAGE_APPROVAL_DAYS", whole(1, 366), 30,
            "how long a publication waits for its approval", "发布等待审批的最长天数"),
)  # fmt: skip
"""In the order in which they are told; the example file ``pay-linkage.example.toml`` holds every one."""

BY_KEY = {setting.key: setting for setting in SETTINGS}
