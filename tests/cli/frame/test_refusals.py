"""One form for every no, with an exit code of its kind."""

import re
import shutil
from pathlib import Path

import pytest

from mesocycle.cli.frame.refusals import EXIT_CODES
from mesocycle.domain.refusal import RefusalKind
from mesocycle.storage.engine.database import Database
from mesocycle.storage.tables.training import app_user
from tests.cli.running import Mesocycle, on


def test_every_kind_of_refusal_has_an_exit_code_of_its_own() -> None:
    codes = [EXIT_CODES[kind] for kind in RefusalKind]

    assert len(set(codes)) == len(RefusalKind)
    assert 0 not in codes


def test_a_refusal_says_what_is_so_and_what_to_do_next_and_leaves_standard_output_empty(mesocycle: Mesocycle) -> None:
    ended = mesocycle("routine show nothing")

    assert (ended.code, ended.out) == (EXIT_CODES[RefusalKind.NOT_FOUND], "")
    assert re.sub("--db [^ ]+ ", "", ended.err) == (
        "Refused: There is no routine or version 'nothing'.\n   Next: Look at `mesocycle routine list`.\n"
    )


@pytest.mark.parametrize("where", ["first", "last"])
def test_with_json_a_refusal_is_one_document_on_standard_error(mesocycle: Mesocycle, where: str) -> None:
    ended = mesocycle("--json routine show nothing" if where == "first" else "routine show nothing --json")

    assert (ended.code, ended.out) == (4, "")
    assert (ended.refusal["code"], ended.refusal["kind"]) == ("not-found", "not-found")


@pytest.mark.parametrize(
    ("line", "help_of"),
    [
        ("bogus", "mesocycle --help"),
        ("user adt", "mesocycle user --help"),
        ("user add --email a@b.c", "mesocycle user add --help"),
        ("user add --email a@b.c --name A --time-zone UTC --role king", "mesocycle user add --help"),
        ("--nonsense user list", "mesocycle --help"),
    ],
)
def test_a_slip_in_the_command_is_refused_with_the_help_to_look_at(
    mesocycle: Mesocycle, line: str, help_of: str
) -> None:
    ended = mesocycle(line)

    assert (ended.code, ended.out) == (2, "")
    assert help_of in ended.err


def test_a_defect_is_told_in_a_sentence_and_not_as_a_traceback(tmp_path: Path, migrated_sqlite: Path) -> None:
    path = tmp_path / "odd.sqlite"
    shutil.copyfile(migrated_sqlite, path)
    url = f"sqlite:///{path}"
    on(url)("user add --email root@example.org --name Root --time-zone UTC")
    database = Database.open(url)
    with database.engine.begin() as connection:
        connection.execute(app_user.update().values(roles="king"))
    database.close()

    ended = on(url)("user list")

    assert (ended.code, ended.out) == (70, "")
    assert "MESOCYCLE_TRACEBACK" in ended.err
    assert "Traceback" not in ended.err


def test_what_would_steer_a_terminal_is_not_printed(everybody: Mesocycle) -> None:
    ended = everybody("routine show", "\x1b[31mred")

    assert "\x1b" not in ended.err
