"""`mesocycle settings`, `--config`, and how a wrong setting is told."""

from pathlib import Path

import pytest

from mesocycle.settings import CONFIG, DATABASE_URL, FIELDS
from tests.cli.running import run


def told_of(*arguments: str) -> dict[str, dict[str, str]]:
    ended = run(*arguments, "--json", "settings")
    assert ended.code == 0, ended.err
    return {each["name"]: each for each in ended.json}


def a_file(folder: Path, text: str) -> str:
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_every_setting_is_told_with_value_origin_default_and_meaning() -> None:
    told = told_of()

    assert list(told) == list(FIELDS)
    assert told["port"] == {
        "name": "port",
        "variable": "MESOCYCLE_PORT",
        "value": "8000",
        "origin": "default",
        "default": "8000",
        "meaning": "The port that the server listens on.",
    }


def test_each_value_says_where_it_comes_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = a_file(tmp_path, 'port = 9000\nsign_up = "open"')
    monkeypatch.setenv("MESOCYCLE_PORT", "9001")

    told = told_of("--config", file, "--db", "sqlite:///here.sqlite")

    origins = {name: told[name]["origin"] for name in ("port", "sign_up", "database_url", "threads")}
    assert origins == {"port": "MESOCYCLE_PORT", "sign_up": file, "database_url": "--db", "threads": "default"}
    assert (told["port"]["value"], told["database_url"]["value"]) == ("9001", "sqlite:///here.sqlite")


def test_secrets_are_shown_to_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DATABASE_URL, "postgresql://me:hunter2@nowhere/x")
    monkeypatch.setenv("MESOCYCLE_METRICS_TOKEN", "hunter2-hunter2-hunter2")

    ended = [run("settings"), run("--json", "settings")]

    assert not any("hunter2" in each.out + each.err for each in ended)
    assert all("postgresql://me:***@nowhere/x" in each.out for each in ended)


def test_people_see_a_table_and_where_a_file_would_be_read_from() -> None:
    ended = run("settings")

    assert "The port that the server listens on." in ended.out
    assert "mesocycle.toml" in ended.err


def test_a_file_names_the_database_of_every_command(tmp_path: Path) -> None:
    file = a_file(tmp_path, f'database_url = "sqlite:///{tmp_path / "from-file.sqlite"}"')

    ended = run("--config", file, "user", "add", "--email", "a@b.c", "--name", "A", "--time-zone", "UTC")

    assert ended.code == 0, ended.err
    assert (tmp_path / "from-file.sqlite").exists()


@pytest.mark.parametrize("command", ["settings", "user list", "serve"])
def test_a_wrong_setting_is_refused_by_place_and_with_what_may_stand_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    file = a_file(tmp_path, "prot = 9000")
    monkeypatch.setenv(CONFIG, file)

    ended = run("--json", *command.split())

    assert (ended.code, ended.out) == (2, "")
    assert ended.refusal["code"] == "setting-not-valid"
    assert file in ended.refusal["sentence"]
    assert "port" in ended.refusal["remedy"]


def test_help_is_given_whatever_the_settings_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MESOCYCLE_PORT", "no number")

    assert run("--help").code == 0
    assert run("serve", "--help").code == 0
