"""The commands on the page about PostgreSQL are played on one, in a database of the test's own."""

import re
from pathlib import Path

import pytest

from tests import servers
from tests.cli.running import run
from tests.docs.console import ROOT

PAGE = (ROOT / "docs/how-to/run-on-postgresql.md").read_text(encoding="utf-8")
BEGINNING = PAGE.partition("\n## ")[0]
"""What everybody does; poolers, several hosts and Citus are machines of their own."""
COMMANDS = re.findall(r"^    mesocycle (.*)$", BEGINNING, re.MULTILINE)


def test_a_database_is_set_up_as_the_page_says(postgres: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with servers.fresh_database(postgres) as url:
        monkeypatch.setenv("MESOCYCLE_DATABASE_URL", url)

        ended = run(*COMMANDS[0].split())

    assert (COMMANDS[0], ended.code) == ("db upgrade", 0), ended.err


def test_training_moves_over_from_sqlite_as_the_page_says(
    postgres: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run("--db", "sqlite:///mesocycle.sqlite", "user", "add", *["--email", "a@b.c", "--name", "A", "--time-zone", "UTC"])
    with servers.fresh_database(postgres) as url:
        monkeypatch.setenv("MESOCYCLE_DATABASE_URL", url)

        ended = [run(*line.split()) for line in COMMANDS[1:]]
        people = run("--json", "user", "list").json

    assert [each.code for each in ended] == [0, 0, 0], [each.err for each in ended]
    assert [each["email"] for each in people] == ["a@b.c"]
