"""The frame of the command line: who acts, which database, one form for every no."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mesocycle.cli.frame.refusals import EXIT_CODES
from mesocycle.domain.refusal import RefusalKind
from mesocycle.storage.engine.database import Database
from mesocycle.storage.tables.training import app_user
from tests import servers
from tests.cli.running import Mesocycle, on, run

PROGRAM = Path(sys.executable).with_name("mesocycle")


def test_every_kind_of_refusal_has_an_exit_code_of_its_own() -> None:
    codes = [EXIT_CODES[kind] for kind in RefusalKind]

    assert len(set(codes)) == len(RefusalKind)
    assert 0 not in codes


def test_the_installed_program_shows_its_help_without_loading_a_database() -> None:
    code = "import sys; from mesocycle.cli.main import main; main(['--help']); print('sqlalchemy' in sys.modules)"

    shown = subprocess.run([PROGRAM, "--help"], capture_output=True, text=True, check=True)
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "routine" in shown.stdout
    assert loaded.stdout.splitlines()[-1] == "False"


def test_without_a_command_the_program_and_each_noun_show_their_help(mesocycle: Mesocycle) -> None:
    for noun in ("user", "routine", "coaching", "reference", "exercise", "db"):
        ended = mesocycle(noun)
        assert (ended.code, ended.err) == (0, "")
        assert f"mesocycle {noun}" in ended.out


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


def test_a_fresh_file_is_set_up_by_the_first_command(tmp_path: Path) -> None:
    ended = on(f"sqlite:///{tmp_path / 'fresh.sqlite'}")("--json user list")

    assert ended.refusal["code"] == "acting-user-unclear"
    assert (tmp_path / "fresh.sqlite").stat().st_size > 0


def test_the_environment_names_the_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MESOCYCLE_DATABASE_URL", f"sqlite:///{tmp_path / 'named.sqlite'}")

    run("user", "list")

    assert (tmp_path / "named.sqlite").exists()


def test_without_any_name_the_database_is_a_file_of_the_users_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MESOCYCLE_DATABASE_URL", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))

    run("user", "list")

    assert list(tmp_path.rglob("mesocycle.sqlite"))


def test_an_empty_postgresql_database_is_not_set_up_unasked(postgres: str) -> None:
    with servers.fresh_database(postgres) as url:
        refused = on(url)("user list")
        upgraded = on(url)("db upgrade")
        after = on(url)("--json user list")

    assert refused.code == EXIT_CODES[RefusalKind.BUSY]
    assert "db upgrade` first" in refused.err
    assert upgraded.code == 0
    assert after.refusal["code"] == "acting-user-unclear"


@pytest.mark.parametrize(
    ("url", "code", "says"),
    [
        ("training.db", 6, "sqlite:///"),
        ("mysql://host/name", 6, "postgresql://"),
        ("sqlite:////no/such/folder/x.sqlite", 6, "can't be opened"),
        ("postgresql://nobody@127.0.0.1:1/none", 6, "can't be reached"),
    ],
)
def test_a_database_that_can_not_be_used_is_refused_with_a_remedy(url: str, code: int, says: str) -> None:
    ended = on(url)("user list")

    assert (ended.code, ended.out) == (code, "")
    assert says in ended.err


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Remember the milk. " * 100, encoding="utf-8")

    ended = on(f"sqlite:///{path}")("user list")

    assert ended.code == 6
    assert path.read_text(encoding="utf-8").startswith("Remember")


def test_a_file_that_can_only_be_read_is_refused_for_writing(tmp_path: Path, migrated_sqlite: Path) -> None:
    path = tmp_path / "frozen.sqlite"
    shutil.copyfile(migrated_sqlite, path)

    ended = on(f"sqlite:///file:{path}?mode=ro&uri=true")("user add --email a@b.c --name A --time-zone UTC")

    assert (ended.code, ended.out) == (6, "")
    assert "can only be read" in ended.err


def test_the_one_admin_acts_unless_somebody_is_named(everybody: Mesocycle) -> None:
    as_admin = everybody("--json user list").json
    as_athlete = everybody("--json --as ann@example.org user list").json

    assert [user["name"] for user in as_admin] == ["Ann", "Root", "Tom"]
    assert [user["name"] for user in as_athlete] == ["Ann", "Tom"]


def test_where_several_admins_could_act_it_must_be_said_who(everybody: Mesocycle) -> None:
    everybody("user set tom@example.org --role trainer --role admin")

    ended = everybody("user list")

    assert ended.code == EXIT_CODES[RefusalKind.UNAUTHENTICATED]
    assert "--as EMAIL" in ended.err


def test_who_is_unknown_can_not_act(mesocycle: Mesocycle) -> None:
    assert mesocycle("--as eve@example.org user list").code == EXIT_CODES[RefusalKind.NOT_FOUND]


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


def test_what_would_steer_a_terminal_is_not_printed(everybody: Mesocycle) -> None:
    ended = everybody("routine show", "\x1b[31mred")

    assert "\x1b" not in ended.err
