"""Completion by shells, asked as they ask: the program in a process of its own, the line in its environment."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from mesocycle.storage.engine.database import Database
from tests.arrange import a_coaching, a_routine, a_trainer, a_user
from tests.server.served import PROGRAM

Tab = Callable[..., list[str]]


@pytest.fixture
def tab(db: Database, ready_url: str) -> Tab:
    """Give what stands there after Tab behind a line, as Bash is told: `tab("mesocycle session show ")`."""
    tom, ann = a_trainer(db), a_user(db)
    a_coaching(db, tom, ann)
    a_routine(db, tom)
    return lambda line, *, url=ready_url, **said: _asked(line, url, **said)


def _asked(line: str, url: str, *, program: str = "bash") -> list[str]:
    words = line.split(" ")
    if program == "bash":
        asks = {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    else:
        asks = {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    given = {**os.environ, **asks, "_MESOCYCLE_COMPLETE": f"complete_{program}", "MESOCYCLE_DATABASE_URL": url}
    ended = subprocess.run(PROGRAM, env=given, capture_output=True, text=True, timeout=60, check=False)
    assert ended.stderr == ""
    return ended.stdout.splitlines()


def test_users_are_known_wherever_one_is_named(tab: Tab) -> None:
    assert tab("mesocycle --as ") == ["ann@example.org", "tom@example.org"]
    assert tab("mesocycle session list --as t") == ["tom@example.org"]
    assert tab("mesocycle session list --user an") == ["ann@example.org"]
    assert tab("mesocycle coaching invite AN") == ["ANn@example.org"]


def test_bash_parts_an_address_at_its_at_sign_and_is_told_what_it_replaces(tab: Tab) -> None:
    assert tab("mesocycle --as ann @ ex") == ["example.org"]


def test_routines_and_their_versions_are_known(tab: Tab) -> None:
    assert tab("mesocycle --as tom@example.org routine show S") == ["Squats"]
    assert tab("mesocycle --as tom@example.org routine show squats@", program="fish") == ["squats@1\tversion 1"]
    assert tab("mesocycle routine create novice") == ["novice-linear-3-day"]


def test_a_name_with_blanks_is_written_so_that_it_stays_one_word(tab: Tab) -> None:
    assert "Back\\ Squat" in tab("mesocycle --as tom@example.org exercise show Back")
    assert '"Back Squat"' in tab('mesocycle --as tom@example.org exercise show "Back')


def test_sessions_are_known_by_their_endings_and_told_with_their_day(tab: Tab, ready_url: str) -> None:
    env = {**os.environ, "MESOCYCLE_DATABASE_URL": ready_url}
    begin = [*PROGRAM, "--as", "tom@example.org", "assignment", "create", "Squats", "--user", "ann@example.org"]
    subprocess.run([*begin, "--start-date", "today"], env=env, check=True, capture_output=True)

    first, second, *_ = tab(
        "mesocycle --as tom@example.org session show --user ann@example.org ", program="fish"
    )  # on a Monday a third is near

    ending, words = first.split("\t")
    assert len(ending) == 6
    assert words.endswith("Squat day, scheduled")
    assert first.split()[2] < second.split()[2]
    assert tab(f"mesocycle --as tom@example.org session show --user ann@example.org {ending[:3]}") == [ending]
    assert tab("mesocycle --as tom@example.org assignment pause --user ann@example.org ") == ["Squats"]


@pytest.mark.parametrize("url", ["sqlite:///nowhere.sqlite", "postgresql://nobody@127.0.0.1:1/no", "what://is/this"])
def test_where_there_is_no_database_nothing_is_known_nothing_is_made_and_nothing_is_said(
    tab: Tab, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)

    assert tab("mesocycle --as ", url=url) == []
    assert list(elsewhere.iterdir()) == []
    assert "list" in tab("mesocycle session l", url=url)
