"""Which database, which settings, and who acts."""

import shutil
from pathlib import Path

import pytest

from mesocycle.cli.frame.refusals import EXIT_CODES
from mesocycle.domain.refusal import RefusalKind
from tests import servers
from tests.cli.running import Mesocycle, on, run


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


def test_who_is_not_there_goes_with_no_command_that_is_told(everybody: Mesocycle) -> None:
    ended = everybody("--as nobody@example.org session list")

    assert "user list" in ended.err
    assert "--as" not in ended.err
