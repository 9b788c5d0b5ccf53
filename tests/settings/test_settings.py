"""One file and the environment: which value counts, where it comes from, and that nothing wrong passes."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from contracts.problem import Refused
from pay_linkage.cli import main
from pay_linkage.settings import SETTINGS, told_settings
from pay_linkage.settings.file import found_in

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory in an environment without settings."""
    for setting in SETTINGS:
        monkeypatch.delenv(setting.variable, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shown(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: str) -> tuple[int, str]:
    monkeypatch.setattr(sys, "argv", ["pay-linkage", *arguments])
    with pytest.raises(SystemExit) as left:
        main()
    out, err = capsys.readouterr()
    return int(left.value.code or 0), out + err


def refusals(folder: Path, text: str, **environment: str) -> dict[str, tuple[str, str, int | None, str | None]]:
    """Code by key, with place and what was found."""
    (folder / "pay-linkage.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        told_settings(environment, folder)
    return {
        problem.key or "": (problem.code, Path(problem.place.file).name, problem.place.row, problem.value)
        for problem in refused.value.problems
    }


def test_the_option_beats_the_environment_which_beats_the_file_which_beats_the_default(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def store(*options: str) -> tuple[str, str]:
        status, told = shown(capsys, monkeypatch, "settings", "--json", *options)
        assert status == 0, told
        (one,) = [each for each in json.loads(told)["settings"] if each["key"] == "store"]
        return one["value"], one["origin"]

    assert store() == ("store", "default")
    (folder / "pay-linkage.toml").write_text('store = "of the file"\n')
    assert store() == ("of the file", "file")
    monkeypatch.setenv("PAY_LINKAGE_STORE", "of the environment")
    assert store() == ("of the environment", "environment")
    assert store("--store", "of the option") == ("of the option", "option")


def test_a_command_uses_the_store_and_the_language_of_the_settings(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    (folder / "pay-linkage.toml").write_text('store = "我们的"\nlanguage = "zh"\n', encoding="utf-8")
    status, told = shown(capsys, monkeypatch, "show", "2018")
    assert status == 2
    assert "未通过" in told
    assert "我们的" in told


def test_what_is_wrong_with_the_settings_is_told_in_the_language_that_they_name(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    (folder / "pay-linkage.toml").write_text('language = "zh"\nstroe = "x"\n', encoding="utf-8")
    status, told = shown(capsys, monkeypatch, "runs")
    assert (status, "没有名为 stroe 的设置项" in told) == (2, True)


def test_the_origin_names_file_and_line_also_inside_a_table(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "pay-linkage.toml").write_text('# ours\nstore = "x"\n\n[serve]\n\nzone = "UTC"\n')
    _, told = shown(capsys, monkeypatch, "settings", "--json")
    places = {one["key"]: (one["file"], one["line"]) for one in json.loads(told)["settings"] if one["file"]}
    file = str(folder / "pay-linkage.toml")
    assert places == {"store": (file, 2), "serve.zone": (file, 6)}


def test_everything_wrong_is_told_at_once_with_its_line(folder: Path) -> None:
    text = 'stoer = "x"\nlanguage = "fr"\nstore = 3\n[serve]\nyear_end = "0 20 32 12 *"\nzone = "Mars"\n'
    text += 'wait_minutes = "5"\n'
    file = "pay-linkage.toml"
    assert refusals(folder, text, PAY_LINKAGE_LEDGER_WAIT_SECONDS="0", PAY_LINKAGE_LEDGER="mysql://a:secret@b/c") == {
        "stoer": ("setting_unknown", file, 1, None),
        "language": ("setting_not_one_of", file, 2, '"fr"'),
        "store": ("setting_not_text", file, 3, "3"),
        "serve.year_end": ("setting_not_cron", file, 5, '"0 20 32 12 *"'),
        "serve.zone": ("setting_not_zone", file, 6, '"Mars"'),
        "serve.wait_minutes": ("setting_not_whole", file, 7, '"5"'),
        "ledger_wait_seconds": ("setting_not_whole", "PAY_LINKAGE_LEDGER_WAIT_SECONDS", None, "0"),
        "ledger": ("setting_not_ledger_url", "PAY_LINKAGE_LEDGER", None, '"mysql://a:***@b/c"'),
    }


@pytest.mark.parametrize(
    ("text", "row"), [('store = "a"\nstore = "b"\n', 2), ("store\n", 1), ('store = "a"\n[serve\n', 2)]
)
def test_a_file_that_is_no_toml_is_refused_at_its_line(folder: Path, text: str, row: int) -> None:
    assert refusals(folder, text) == {"": ("settings_file_malformed", "pay-linkage.toml", row, None)}


def test_a_file_that_the_environment_names_must_be_there(folder: Path) -> None:
    with pytest.raises(Refused) as refused:
        told_settings({"PAY_LINKAGE_SETTINGS": "nowhere.toml"}, folder)
    assert [problem.code for problem in refused.value.problems] == ["settings_file_unreadable"]


def test_paths_in_a_file_elsewhere_are_relative_to_it(folder: Path) -> None:
    (folder / "etc").mkdir()
    (folder / "etc" / "ours.toml").write_text('store = "runs"\n[serve]\ninputs = "/srv/tables"\nscheme = "ours.yaml"\n')
    told = {one.setting.key: one.value for one in told_settings({"PAY_LINKAGE_SETTINGS": "etc/ours.toml"}, folder)}
    assert told["store"] == str(folder / "etc" / "runs")
    assert told["serve.inputs"] == "/srv/tables"
    assert told["serve.scheme"] == str(folder / "etc" / "ours.yaml")


@pytest.mark.parametrize(("key", "value"), [("store", "s3://bucket/runs"), ("serve.scheme", "dinghai-2018-direct")])
def test_what_is_no_path_is_not_below_the_file(folder: Path, key: str, value: str) -> None:
    (folder / "etc").mkdir()
    table, _, name = key.rpartition(".")
    (folder / "etc" / "ours.toml").write_text(f'{f"[{table}]" if table else ""}\n{name} = "{value}"\n')
    told = {one.setting.key: one.value for one in told_settings({"PAY_LINKAGE_SETTINGS": "etc/ours.toml"}, folder)}
    assert told[key] == value


@pytest.mark.parametrize("url", ["postgresql://clerk:hush:hush@db/l", "postgresql:///l?sslmode=require&password=hush"])
def test_no_password_is_shown(
    url: str, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAY_LINKAGE_LEDGER", url)
    for arguments in (["settings"], ["settings", "--json"], ["settings", "--ledger", url], ["runs", "--help"]):
        status, told = shown(capsys, monkeypatch, *arguments)
        assert status == 0
        assert "hush" not in told


def test_the_example_file_holds_every_setting_and_is_accepted(folder: Path) -> None:
    example = ROOT / "pay-linkage.example.toml"
    assert list(found_in(example)) == [setting.key for setting in SETTINGS]
    assert {one.origin for one in told_settings({"PAY_LINKAGE_SETTINGS": str(example)}, folder)} == {"file"}
