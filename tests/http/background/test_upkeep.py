"""Backups and checks behind answers: what comes of them, what is refused, what a server that stops leaves."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mesocycle.domain.people.act import Act
from mesocycle.domain.refusal import NotFound, NotPermitted
from mesocycle.domain.upkeep import NewUpkeepRun, UpkeepKind, UpkeepRun, UpkeepRunning, UpkeepStatus
from mesocycle.http.background import upkeep
from mesocycle.http.background.upkeep import UpkeepRunner
from mesocycle.storage.engine.database import Database
from mesocycle.storage.upkeep import runs
from mesocycle.storage.upkeep.verify import verify_database
from tests.arrange import ADMIN, NOW, a_user, an_act

BACKUP = NewUpkeepRun(kind=UpkeepKind.BACKUP)
VERIFY = NewUpkeepRun(kind=UpkeepKind.VERIFY)


class Scene:
    """A runner with a folder, and what it did."""

    def __init__(self, db: Database, folder: Path) -> None:
        self.db = db
        self.folder = folder
        self.runner = UpkeepRunner(db, folder, sign_every_s=0.02)
        self.act = an_act(ADMIN)

    def did(self, new: NewUpkeepRun, act: Act | None = None) -> UpkeepRun:
        """Do something to its end."""
        begun = self.runner.begin(new, act or self.act)
        self.runner.wait()
        with self.db.read_now() as look:
            return runs.get(look, begun.id, NOW)


@pytest.fixture
def scene(db: Database, tmp_path: Path) -> Iterator[Scene]:
    """Give a runner whose folder is not there yet."""
    made = Scene(db, tmp_path / "of the server" / "backups")
    yield made
    made.runner.close()


def test_a_backup_is_a_file_of_its_owner_alone_and_stands_in_the_list(scene: Scene) -> None:
    a_user(scene.db)

    run = scene.did(BACKUP)

    (listed,) = scene.runner.backups(scene.act)
    path = scene.folder / listed.file
    assert (run.status, run.file) == (UpkeepStatus.DONE, listed.file)
    assert (listed.is_good, listed.bytes) == (True, path.stat().st_size)
    assert path.stat().st_mode & 0o077 == 0
    assert scene.folder.stat().st_mode & 0o077 == 0


def test_a_backup_is_read_through_again_and_a_damaged_one_is_known(scene: Scene) -> None:
    file = scene.did(BACKUP).file
    check = NewUpkeepRun(kind=UpkeepKind.CHECK_BACKUP, file=file)
    whole = scene.did(check)
    path = scene.folder / str(file)
    path.write_bytes(path.read_bytes()[:-200])

    damaged = scene.did(check)

    assert (whole.status, damaged.status) == (UpkeepStatus.DONE, UpkeepStatus.REFUSED)
    assert damaged.refusal is not None
    assert damaged.refusal.code == "backup-not-usable"
    assert [each.is_good for each in scene.runner.backups(scene.act)] == [False]


def test_the_database_is_checked_and_what_was_looked_at_is_kept(scene: Scene) -> None:
    a_user(scene.db)

    run = scene.did(VERIFY)

    assert run.verification is not None
    assert run.verification.sound
    assert run.verification.checked["app_user"] == 1


def test_two_backups_of_one_second_are_not_one(scene: Scene) -> None:
    first, second = scene.did(BACKUP), scene.did(BACKUP)

    assert (first.status, second.status) == (UpkeepStatus.DONE, UpkeepStatus.REFUSED)
    assert second.refusal is not None
    assert second.refusal.code == "backup-not-written"


def test_a_folder_that_can_not_be_is_said(scene: Scene) -> None:
    scene.folder.parent.write_text("a file", encoding="utf-8")

    run = scene.did(BACKUP)

    assert run.refusal is not None
    assert "backup_folder" in run.refusal.remedy


def test_only_admins_do_it_and_see_it(scene: Scene) -> None:
    ann = an_act(a_user(scene.db))

    with pytest.raises(NotPermitted):
        scene.runner.begin(VERIFY, ann)
    with pytest.raises(NotPermitted):
        scene.runner.backups(ann)


def test_a_backup_that_is_not_there_is_not_checked(scene: Scene) -> None:
    with pytest.raises(NotFound):
        scene.runner.begin(NewUpkeepRun(kind=UpkeepKind.CHECK_BACKUP, file="monday.mesocycle"), scene.act)


def test_other_files_in_the_folder_are_none_of_the_list(scene: Scene) -> None:
    scene.did(BACKUP)
    (scene.folder / "notes.txt").write_text("x", encoding="utf-8")
    (scene.folder / ".2026.mesocycle.part").write_text("x", encoding="utf-8")

    assert len(scene.runner.backups(scene.act)) == 1


def test_a_server_that_stops_breaks_a_backup_off_and_leaves_no_file(scene: Scene) -> None:
    a_user(scene.db)
    scene.runner._stopping.set()

    run = scene.did(BACKUP)

    assert run.status is UpkeepStatus.BROKEN_OFF
    assert list(scene.folder.iterdir()) == []


def test_while_one_goes_on_another_is_refused(scene: Scene) -> None:
    runs.begin(scene.db, VERIFY, None, scene.act)

    with pytest.raises(UpkeepRunning):
        scene.runner.begin(BACKUP, scene.act)


def test_others_have_short_turns_while_the_database_is_checked(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[float] = []

    def see(db: Database) -> object:
        seen.append(sys.getswitchinterval())
        return verify_database(db)

    monkeypatch.setattr(upkeep, "verify_database", see)
    before = sys.getswitchinterval()

    scene.did(VERIFY)

    assert seen == [pytest.approx(0.000_02)]
    assert sys.getswitchinterval() == before > 0.001
