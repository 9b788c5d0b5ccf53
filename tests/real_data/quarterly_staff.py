"""A company's list of people and its quarterly scores, two workbooks as they are, and the mapping that reads them."""

from __future__ import annotations

SCHEME = """
scheme: quarterly-staff
title: {en: Quarterly scores, zh: 季度绩效}
effective: {from: 2020-01-01}
score_decimals: 2
categories:
  department: {components: {work: {full_marks: 100}}, grades: {shares: {A: 0.5, B: 0.5}, ties: better}}
linkage:
  mode: indirect
  time_share: {by: day}
  individual_coefficient: {from: score, divide_by: 5, ungraded: 0}
pay_item: {code: BONUS, name: {en: Bonus, zh: 奖金}}
"""
MAPPING = """
mapping: quarterly-staff
tables:
  units:
    file: 员工基本信息表.xlsx
    once: true
    columns: {unit_id: 部门, unit_name: 部门, category: {constant: department}}
  component_scores:
    file: 员工基本信息表.xlsx
    once: true
    columns: {unit_id: 部门, component: {constant: work}, score: {constant: "90"}}
  people:
    file: 员工基本信息表.xlsx
    columns:
      person_id: 员工ID
      person_name: 姓名
      role: {constant: staff}
      base_pay: {constant: "36000"}
      graded: {constant: 是}
      score:
        lookup:
          file: 员工绩效表.xlsx
          heading: 绩效评分
          match: {员工ID: 员工ID}
          only: {年度: ["2024"]}
          combine: mean
          rows: 4
          decimals: 4
  assignments:
    file: 员工基本信息表.xlsx
    columns: {person_id: 员工ID, unit_id: 部门, start_date: 入职日期}
"""
PAYSLIPS = """
mapping: payslips
tables:
  people:
    columns: {person_id: 姓名, person_name: 姓名, role: {constant: staff}, graded: {constant: 是}, base_pay: %s}
"""
STAFF = """
mapping: staff
tables:
  units: {once: true, columns: {unit_id: 部门, unit_name: 部门, category: {constant: department}}}
  people:
    columns:
      person_id: 员工ID
      person_name: 姓名
      role: {constant: staff}
      graded: {constant: 是}
      base_pay: 工资
      id_type: {constant: resident_id}
      id_number: 身份证号
"""
PARTS = "mapping: parts\ntables: {units: {columns: {unit_id: PACK编码, unit_name: eblock编码, category: ID号}}}\n"
WIDE = "mapping: wide\ntables: {units: {columns: {unit_id: 单据号, unit_name: 费用项名称, category: 服务产品编码}}}\n"
AMOUNTS = "mapping: amounts\ntables: {pools: {columns: {scope_id: {numbered: R}, amount: numberStringCn}}}\n"
DAYS = """
mapping: days
tables:
  assignments: {columns: {person_id: {numbered: R}, unit_id: {constant: U}, start_date: dateStringCn, end_date: date}}
"""
