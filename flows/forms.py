"""Parameters of the flows as their forms show them: titles in both languages, descriptions, ranges.

Parameters stand in clear text in Prefect's database, so there are only names, paths and reasons among them.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field


def asked(title: str, description: str, ge: int | None = None, le: int | None = None) -> Any:
    """A field of a form. Prefect puts the parameter's name over its ``title``, but takes what stands in the extra."""
    return Field(json_schema_extra={"title": title, "description": description}, ge=ge, le=le)


Scheme = Annotated[str, asked("方案 / Scheme", "内置方案名称或 YAML 文件 · a built-in name or a file")]
Inputs = Annotated[str, asked("输入 / Inputs", "CSV/Parquet 文件夹或工作簿 · a folder or a workbook")]
OptionalMapping = Annotated[
    str | None,
    asked("映射文件 / Mapping", "本单位版式的说明 · a description of the house's own layout"),
]
OptionalCycle = Annotated[
    int | None,
    asked("考核年度 / Cycle", "默认为计划运行的年份 · default: the scheduled year", ge=2000, le=2100),
]
WaitMinutes = Annotated[
    int,
    asked("等待分钟数 / Wait", "等待输入数据的时间 · for inputs that come late", ge=0, le=60 * 24 * 60),
]
StorePath = Annotated[str | None, asked("存储目录 / Store", "默认按设置 · where runs are kept; default: the setting")]
By = Annotated[str, asked("操作人 / By", "谁运行或发布 · who runs or publishes")]
Reason = Annotated[str, asked("原因 / Reason", "为什么 · why")]
RunId = Annotated[str, asked("运行编号 / Run", "运行编号或其开头 · a run's id, or its beginning")]
Corrections = Annotated[str, asked("更正文件 / Corrections", "工作簿或 CSV · a workbook or CSV file")]
ForceReason = Annotated[
    str | None,
    asked("强制发布理由 / Force", "非由已发布结果复核而来时须填 · why a run of another line is published"),
]
PasswordFile = Annotated[
    str | None,
    asked("密码文件 / Password file", "加密导出文件的密码所在文件 · the file with the password of encrypted exports"),
]
ProvinceFile = Annotated[str, asked("省级文件 / Province", "列出各区县的文件 · the file that lists the districts")]
DistrictIds = Annotated[
    tuple[str, ...],
    asked("仅限区县 / Only", "区县代码；不填为全部 · ids of districts; default: all of them"),
]
