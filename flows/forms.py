"""Parameters of the flows as their forms show them: titles in both languages, descriptions, ranges.

Parameters stand in clear text in Prefect's database, so there are only names, paths and reasons among them.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

Scheme = Annotated[
    str, Field(title="方案 / Scheme", description="内置方案名称或 YAML 文件 · a built-in name or a file")
]
Inputs = Annotated[str, Field(title="输入 / Inputs", description="CSV/Parquet 文件夹或工作簿 · a folder or a workbook")]
OptionalMapping = Annotated[
    str | None,
    Field(title="映射文件 / Mapping", description="本单位版式的说明 · a description of the house's own layout"),
]
OptionalCycle = Annotated[
    int | None,
    Field(title="考核年度 / Cycle", description="默认为计划运行的年份 · default: the scheduled year", ge=2000, le=2100),
]
WaitMinutes = Annotated[
    int,
    Field(
        title="等待分钟数 / Wait", description="等待输入数据的时间 · for inputs that come late", ge=0, le=60 * 24 * 60
    ),
]
StorePath = Annotated[
    str | None, Field(title="存储目录 / Store", description="默认按设置 · where runs are kept; default: the setting")
]
By = Annotated[str, Field(title="操作人 / By", description="谁运行或发布 · who runs or publishes")]
Reason = Annotated[str, Field(title="原因 / Reason", description="为什么 · why")]
RunId = Annotated[str, Field(title="运行编号 / Run", description="运行编号或其开头 · a run's id, or its beginning")]
Corrections = Annotated[str, Field(title="更正文件 / Corrections", description="工作簿或 CSV · a workbook or CSV file")]
ForceReason = Annotated[
    str | None,
    Field(
        title="强制发布理由 / Force",
        description="非由已发布结果复核而来时须填 · why a run of another line is published",
    ),
]
ProvinceFile = Annotated[
    str, Field(title="省级文件 / Province", description="列出各区县的文件 · the file that lists the districts")
]
DistrictIds = Annotated[
    tuple[str, ...],
    Field(title="仅限区县 / Only", description="区县代码；不填为全部 · ids of districts; default: all of them"),
]
