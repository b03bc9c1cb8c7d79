"""`mesocycle db`: set up, check, back up, restore."""

from pathlib import Path

import sqlalchemy as sa

from mesocycle.storage.engine.database import Database
from tests.cli.running import Mesocycle, on


def test_an_upgrade_says_what_it_did_and_again_that_nothing_was_to_do(database_url: str) -> None:
    program = on(database_url)

    first, second = (program("--json db upgrade").json for _ in range(2))

    assert "before" not in first or first["before"] is None
    assert second["before"] == second["after"] == first["after"]


def test_a_sound_database_is_said_to_be_sound(everybody: Mesocycle) -> None:
    ended = everybody("--json db verify")

    assert ended.code == 0
    assert ended.json["sound"] is True
    assert "Everything holds." in everybody("db verify").out


def test_where_something_does_not_hold_verify_ends_with_1(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'broken.sqlite'}"
    on(url)("user add --email a@b.c --name A --time-zone UTC")
    database = Database.open(url)
    with database.engine.begin() as connection:
        connection.execute(sa.text("update routine_version set is_latest = false"))
    database.close()

    ended = on(url)("--json db verify")

    assert ended.code == 1
    assert [finding["code"] for finding in ended.json["findings"]] == ["latest-version-not-one"]


def test_a_backup_restores_into_an_empty_database_and_into_no_other(everybody: Mesocycle, tmp_path: Path) -> None:
    file, elsewhere = tmp_path / "backup.zip", on(f"sqlite:///{tmp_path / 'elsewhere.sqlite'}")

    saved = everybody("--json db backup", str(file))
    restored = elsewhere("--json db restore", str(file))

    assert saved.json == restored.json
    assert elsewhere("--json user list").json == everybody("--json user list").json
    assert everybody("db restore", str(file)).code == 3
    assert everybody("db backup", str(file)).code == 3


def test_what_is_no_backup_is_refused(mesocycle: Mesocycle, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("no backup", encoding="utf-8")

    assert mesocycle("db restore", str(file)).code == 2


def test_snapshots_that_an_erased_account_left_are_swept_out_once(tmp_path: Path) -> None:
    program = on(f"sqlite:///{tmp_path / 'erased.sqlite'}")
    program("user add --email admin@b.c --name Admin --time-zone UTC")
    program("user add --email ann@b.c --name Ann --time-zone UTC")
    program("--as admin@b.c routine create novice-linear-3-day")
    assigned = program("--as ann@b.c assignment create", "Novice linear, three days a week")
    assert program("--as admin@b.c user erase ann@b.c --yes").code == 0

    swept = [program("--as admin@b.c --json db sweep").json["swept"] for _ in range(2)]

    assert assigned.code == 0
    assert swept[0] > 0
    assert swept[1] == 0
    assert program("--as ann@b.c db sweep").code != 0
