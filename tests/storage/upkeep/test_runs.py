"""Backups and checks as they are noted: one at a time, and what nobody goes on with is known as broken off."""

import pytest

from mesocycle.domain.refusal import NotFound
from mesocycle.domain.upkeep import NewUpkeepRun, UpkeepKind, UpkeepRunning, UpkeepStatus
from mesocycle.storage.engine.database import Database
from mesocycle.storage.upkeep import runs
from tests.arrange import ADMIN, NOW, an_act

VERIFY = NewUpkeepRun(kind=UpkeepKind.VERIFY)
BACKUP = NewUpkeepRun(kind=UpkeepKind.BACKUP)
SOON, LATER = "2026-01-05T09:00:20.000Z", "2026-01-05T09:00:40.000Z"


def test_of_two_at_once_one_goes_on(db: Database) -> None:
    first = runs.begin(db, VERIFY, None, an_act(ADMIN))

    with pytest.raises(UpkeepRunning):
        runs.begin(db, BACKUP, "x.mesocycle", an_act(ADMIN, SOON))

    runs.end(db, first.id, SOON)
    assert runs.begin(db, BACKUP, "x.mesocycle", an_act(ADMIN, SOON)).status is UpkeepStatus.RUNNING


def test_what_showed_no_sign_of_life_is_broken_off_and_makes_room(db: Database) -> None:
    first = runs.begin(db, VERIFY, None, an_act(ADMIN))

    with db.read_now() as look:
        assert runs.get(look, first.id, LATER).status is UpkeepStatus.BROKEN_OFF
    second = runs.begin(db, VERIFY, None, an_act(ADMIN, LATER))
    runs.end(db, first.id, LATER)  # it comes back too late

    with db.read_now() as look:
        told = runs.newest_first(look, LATER, after=None, limit=10)
    assert [(each.id, each.status) for each in told] == [
        (second.id, UpkeepStatus.RUNNING),
        (first.id, UpkeepStatus.BROKEN_OFF),
    ]


def test_a_sign_of_life_keeps_it_going(db: Database) -> None:
    run = runs.begin(db, VERIFY, None, an_act(ADMIN))

    runs.show_alive(db, run.id, SOON)

    with db.read_now() as look:
        assert runs.get(look, run.id, LATER).status is UpkeepStatus.RUNNING


def test_pages_of_the_list_follow_each_other(db: Database) -> None:
    made = []
    for minute in ("01", "02", "03"):
        at = f"2026-01-05T09:{minute}:00.000Z"
        made.append(runs.begin(db, VERIFY, None, an_act(ADMIN, at)))
        runs.end(db, made[-1].id, at)

    with db.read_now() as look:
        first = runs.newest_first(look, LATER, after=None, limit=2)
        rest = runs.newest_first(look, LATER, after=(first[-1].at, first[-1].id), limit=2)

    assert [each.id for each in (*first, *rest)] == [each.id for each in reversed(made)]


def test_of_each_backup_the_last_word_is_known(db: Database) -> None:
    for kind, at, status in (
        (UpkeepKind.BACKUP, NOW, UpkeepStatus.DONE),
        (UpkeepKind.CHECK_BACKUP, SOON, UpkeepStatus.REFUSED),
    ):
        run = runs.begin(db, NewUpkeepRun(kind=kind), "x.mesocycle", an_act(ADMIN, at))
        runs.end(db, run.id, at, status=status)

    with db.read_now() as look:
        assert runs.last_of_files(look, LATER)["x.mesocycle"].status is UpkeepStatus.REFUSED
        assert runs.last_verification(look, LATER) is None


def test_what_never_was_is_refused(db: Database) -> None:
    with db.read_now() as look, pytest.raises(NotFound):
        runs.get(look, "none", NOW)
