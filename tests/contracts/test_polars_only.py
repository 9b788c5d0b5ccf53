import importlib.util
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from contracts.polars_only import UNUSED, polars_only

PROGRAM = """
import sys
import polars as pl
from contracts.pandera_schema import breaches, pandera_schema
from contracts.tables import INPUT_TABLES
table = INPUT_TABLES["pools"]
schema = pandera_schema(table)
row = {"scope_id": ["all"], "amount": [None]}
[breach] = breaches(schema, pl.DataFrame(row, schema=table.dtypes))
assert (breach.column, breach.check) == ("amount", "not_nullable"), breach
print(*sorted({"pandas", "hypothesis"} & sys.modules.keys()), "before")
import pandas
assert pandas.DataFrame({"a": [1]}).merge(pandas.DataFrame({"a": [1]})).shape == (1, 1)
[again] = breaches(schema, pl.DataFrame(row, schema=table.dtypes))
print("after", again == breach)
"""


def test_a_contract_is_checked_without_pandas_which_works_afterwards() -> None:
    told = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout) == (0, "before\nafter True\n"), told.stderr


@pytest.mark.parametrize("name", sorted(UNUSED))
def test_only_the_thread_that_asks_pandera_does_not_find_what_it_does_not_need(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, name, raising=False)
    with polars_only(), ThreadPoolExecutor(1) as other:
        with pytest.raises(ModuleNotFoundError, match=name):
            importlib.util.find_spec(name)
        assert other.submit(importlib.util.find_spec, name).result() is not None
    assert importlib.util.find_spec(name) is not None
