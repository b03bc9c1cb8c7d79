"""The frame of the command line: who acts, which database, one form for every no."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import typer

from mesocycle.cli.main import app
from tests.cli.running import Mesocycle

PROGRAM = Path(sys.executable).with_name("mesocycle")


def test_the_installed_program_shows_its_help_without_loading_a_database() -> None:
    code = "import sys; from mesocycle.cli.main import main; main(['--help']); print('sqlalchemy' in sys.modules)"

    shown = subprocess.run([PROGRAM, "--help"], capture_output=True, text=True, check=True)
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "routine" in shown.stdout
    assert loaded.stdout.splitlines()[-1] == "False"


def test_every_word_is_told_of_as_its_own_help_tells_of_it() -> None:
    listed: Any = typer.main.get_command(app(frozenset()))
    loaded: Any = typer.main.get_command(app())

    assert {name: each.help for name, each in listed.commands.items()} == {
        name: each.help.partition("\n\n")[0] for name, each in loaded.commands.items()
    }


def test_a_command_does_not_load_the_nouns_that_are_not_said() -> None:
    code = "import sys; from mesocycle.cli.main import main; main(['token', '--help']); print(*sys.modules)"

    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    modules = loaded.stdout.splitlines()[-1].split()
    assert {each for each in modules if each.startswith("mesocycle.cli.") and ".frame" not in each} == {
        *("mesocycle.cli.main", "mesocycle.cli.people", "mesocycle.cli.people.token")
    }
    assert "rich" not in modules


def test_who_stops_reading_gets_no_complaint(tmp_path: Path) -> None:
    environment = os.environ | {"MESOCYCLE_DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite'}"}
    adding = [str(PROGRAM), "user", "add", "--email", "a@b.c", "--name", "A", "--time-zone", "UTC"]
    subprocess.run(adding, env=environment, check=True, capture_output=True)

    with subprocess.Popen(
        [PROGRAM, "--json", "exercise", "list"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.close()
        complaint = program.stderr.read()
        code = program.wait()

    assert (code, complaint) == (0, b"")


def test_who_acts_may_be_said_at_the_end(everybody: Mesocycle) -> None:
    ended = everybody("user list --json --as tom@example.org")

    assert {each["email"] for each in ended.json} == {"tom@example.org", "ann@example.org"}
