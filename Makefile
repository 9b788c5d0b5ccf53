# Everything that a target needs, the target sets up: `make run` and `make test` work on a fresh clone.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

PEOPLE ?= 100000
N ?= 10000
MINUTES ?= 10
STORE ?= store

.DEFAULT_GOAL := help
.PHONY: help setup run server test system-packages lint format types sample second-opinion fuzz mutation screenshots bench lock clean bench-intake bench-handover bench-province

help: ## List the targets | 列出各项目标
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {split($$2, said, " [|] "); printf "  make %-16s %s\n  %-21s %s\n", $$1, said[1], "", said[2]}' $(MAKEFILE_LIST)

$(READY): requirements/dev.txt pyproject.toml scripts/setup
	@PYTHON=$(PYTHON) scripts/setup $(VENV)
	@touch $@

setup: $(READY) ## Create .venv and install the pinned, hashed requirements into it | 创建 .venv，按锁定的版本和哈希安装依赖

run: $(READY) ## Run the sample district's year end through Prefect: validate, grade, link, write payroll files | 通过 Prefect 运行示例地区的年终流程：校验、评等、挂钩、写出发放文件
	@$(BIN)/pay-linkage run --scheme dinghai-2018-indirect --inputs sample_data/dinghai_2018 --cycle 2018 --store $(STORE)

server: $(READY) ## Try it out: a Prefect server and pay-linkage serve on this machine, until Ctrl+C | 本机试用：启动 Prefect 服务和 pay-linkage serve，按 Ctrl+C 停止
	@scripts/server $(BIN) $(STORE)

test: $(READY) system-packages lint types ## Lint, types and all tests | 代码检查、类型检查和全部测试
	@echo "» tests"
	@$(BIN)/python -m pytest -n 2 --dist loadfile

system-packages: ## Install what the tests need of the system, where it is missing: LibreOffice, Chromium, Valgrind, a Chinese font | 安装测试所需而系统缺少的软件：LibreOffice、Chromium、Valgrind、中文字体
	@scripts/system-packages

lint: $(READY) ## Check style, import rules and the lock | 检查代码风格、导入规则和锁定文件
	@echo "» lint"
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/lint-imports --no-cache

types: $(READY) ## Check types | 检查类型
	@echo "» types"
	@$(BIN)/mypy

format: $(READY) ## Format the code | 整理代码格式
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

sample: $(READY) ## Make a large sample: make sample PEOPLE=1000000 | 生成大样本：make sample PEOPLE=1000000
	@$(BIN)/python -m sample_data.district --people $(PEOPLE) --out sample_data/large_$(PEOPLE)

second-opinion: $(READY) ## Compare with the independent calculator on N random cases: make second-opinion N=10000 | 用 N 个随机案例与独立计算程序核对：make second-opinion N=10000
	@$(BIN)/python -m tests.second_opinion.differential --cases $(N)

fuzz: $(READY) ## Fuzz the readers of workbooks, CSV, schemes and corrections: make fuzz MINUTES=10 | 对工作簿、CSV、方案和更正文件的读取做模糊测试：make fuzz MINUTES=10
	@$(BIN)/python -m tests.fuzz --minutes $(MINUTES)

mutation: $(READY) ## Break the rules on purpose and list what no test notices: make mutation ROOM='pay_linkage.rules.pool*' | 故意改错规则，列出测试未发现的改动：make mutation ROOM='pay_linkage.rules.pool*'
	@POLARS_MAX_THREADS=1 $(BIN)/mutmut run $(if $(ROOM),"$(ROOM)") && $(BIN)/mutmut results

screenshots: $(READY) system-packages ## Take the pictures in docs/screenshots anew, from the sample's pages | 用示例页面重新生成 docs/screenshots 中的图片
	@PAY_LINKAGE_SCREENSHOTS=docs/screenshots $(BIN)/python -m pytest -q tests/report/test_screenshots.py

bench: $(READY) ## Measure speed and memory against named peers | 与同类软件比较速度和内存
	@$(BIN)/python -m benchmarks

bench-intake: $(READY) ## Read a workbook of people beside polars.read_excel: make bench-intake PEOPLE=100000 | 与 polars.read_excel 比较读取人员工作簿：make bench-intake PEOPLE=100000
	@$(BIN)/python -m benchmarks.intake --people $(PEOPLE)

bench-handover: $(READY) ## Measure every file that leaves a run, and the gate: make bench-handover PEOPLE=100000 | 测量一次运行输出的全部文件和发布检查：make bench-handover PEOPLE=100000
	@$(BIN)/python -m benchmarks.handover --people $(PEOPLE)

bench-province: $(READY) ## Run a province on two workers and one by one: make bench-province DISTRICTS=100 PEOPLE=20000 | 分别以两个进程和逐个方式运行全省：make bench-province DISTRICTS=100 PEOPLE=20000
	@$(BIN)/python -m benchmarks.province --districts $(or $(DISTRICTS),100) --people $(if $(filter command line,$(origin PEOPLE)),$(PEOPLE),20000) --rounds $(or $(ROUNDS),1)

lock: $(READY) ## Renew the pinned, hashed requirements from pyproject.toml | 根据 pyproject.toml 更新锁定的版本和哈希
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --no-annotate --extra dev pyproject.toml -o requirements/dev.txt

clean: ## Remove the environment and everything made | 删除环境和所有生成的文件
	@rm -rf $(VENV) store sample_data/large_* .pytest_cache .mypy_cache .ruff_cache .hypothesis mutants build *.egg-info
