"""An import that is carried out behind its answer: what is known of it is what was done."""

import io
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from mesocycle.actions.people.end_coaching import end_coaching
from mesocycle.domain.document import Id
from mesocycle.domain.imports.request import ImportRequest
from mesocycle.domain.imports.result import Import, ImportProgress, ImportSource, ImportStatus, ItemOutcome
from mesocycle.domain.people.act import Act
from mesocycle.domain.refusal import NotPermitted
from mesocycle.storage.engine.database import Database
from mesocycle.storage.imports import runs as import_runs
from mesocycle.transfer.history import import_history
from mesocycle.transfer.imports.run import (
    MOST_BYTES_OF_SESSIONS,
    ImportEndedError,
    begin_import,
    break_off_import,
    most_bytes,
    run_import,
)
from mesocycle.transfer.imports.undo_import import undo_import
from tests.arrange import NOW, a_coaching, a_trainer, a_user, an_act
from tests.formats.fit_bytes import a_run
from tests.transfer.test_archive import a_history, exported

HEADER = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,RPE"
DAYS = ("2024-11-28", "2024-11-29", "2024-11-30")
FILE = "\n".join((HEADER, *(f"{day} 17:36:08,Legs,35m,Squat (Barbell),1,100.0,5.0,0,0.0," for day in DAYS), ""))
WISH = ImportRequest(source=ImportSource.STRONG, name="strong.csv", weight_unit="kg")
ARCHIVE = ImportRequest(source=ImportSource.ARCHIVE, name="ann.zip")


class _StopsError(Exception):
    """What a server that stops would raise."""


def always() -> None:
    """Go on."""


def going(times: int) -> Callable[[], None]:
    """Go on so many times, then stop."""
    left = iter(range(times))

    def go_on() -> None:
        if next(left, None) is None:
            raise _StopsError

    return go_on


def run(
    db: Database,
    act: Act,
    *,
    wish: ImportRequest = WISH,
    body: bytes = FILE.encode(),
    go_on: Callable[[], None] = always,
) -> Id:
    import_id = begin_import(db, "ann", wish, act)
    run_import(db, "ann", import_id, wish, io.BytesIO(body), act, go_on=go_on)
    return import_id


def seen(db: Database, import_id: Id) -> Import:
    with db.read() as read:
        return import_runs.get(read, "ann", import_id, NOW)


def progress(db: Database, import_id: Id) -> ImportProgress:
    found = seen(db, import_id).progress
    assert found is not None
    return found


def broken_off(db: Database, act: Act, after: int) -> Id:
    """Carry an import out until it was gone on with so many times, and mark it as broken off."""
    import_id = begin_import(db, "ann", WISH, act)
    with pytest.raises(_StopsError):
        run_import(db, "ann", import_id, WISH, io.BytesIO(FILE.encode()), act, go_on=going(after))
    break_off_import(db, "ann", import_id, act)
    return import_id


@pytest.mark.parametrize("after", range(6))
def test_wherever_an_import_is_broken_off_its_items_are_the_sessions_that_it_made(
    db: Database, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    monkeypatch.setattr(import_history, "CHUNK", 1)

    left = broken_off(db, an_act(a_user(db)), after)

    found = seen(db, left)
    told = progress(db, left)
    assert (told.status, told.imported) == (ImportStatus.BROKEN_OFF, found.sessions)
    assert found.sessions == max(0, after - 3)


def test_what_was_broken_off_is_taken_back_or_finished_by_the_same_file(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_history, "CHUNK", 1)
    act = an_act(a_user(db))
    left = broken_off(db, act, 5)

    rest = progress(db, run(db, act))
    undone = undo_import(db, "ann", left, act)

    assert (rest.already_there, rest.imported) == (2, 1)
    assert (undone.undone_at, seen(db, left).sessions) == (NOW, 0)


def test_an_import_that_somebody_marked_as_broken_off_does_nothing_more(db: Database) -> None:
    act = an_act(a_user(db))
    import_id = begin_import(db, "ann", WISH, act)
    break_off_import(db, "ann", import_id, act)

    with pytest.raises(ImportEndedError):
        run_import(db, "ann", import_id, WISH, io.BytesIO(FILE.encode()), act, go_on=always)

    assert seen(db, import_id).sessions == 0


def test_when_consent_ends_before_its_turn_the_import_is_refused_and_says_so(db: Database) -> None:
    ann, tom = a_user(db), a_trainer(db)
    a_coaching(db, tom, ann, may_log=True)
    import_id = begin_import(db, "ann", WISH, an_act(tom))
    end_coaching(db, tom.id, an_act(ann))

    run_import(db, "ann", import_id, WISH, io.BytesIO(FILE.encode()), an_act(tom), go_on=always)

    told = progress(db, import_id)
    assert told.refusal is not None
    assert (told.status, told.refusal.code, told.imported) == (ImportStatus.REFUSED, "not-found", 0)


def test_reading_activities_is_broken_off_as_well(db: Database) -> None:
    act = an_act(a_user(db))
    wish = ImportRequest(source=ImportSource.ACTIVITY, name="run.fit")

    with pytest.raises(_StopsError):
        run(db, act, wish=wish, body=a_run([(300, 1000)]), go_on=going(1))


def test_items_that_wait_for_a_choice_and_bad_ones_are_told_with_their_places(db: Database) -> None:
    bad = FILE.replace("100.0,5.0", "many,5.0", 1)

    import_id = run(db, an_act(a_user(db)), body=bad.encode())

    with db.read() as read:
        items = import_runs.items(read, "ann", import_id, after=None, limit=10)
    assert [place for place, _ in items] == [0, 1, 2]
    assert sorted(item.outcome for _, item in items) == [ItemOutcome.IMPORTED] * 2 + [ItemOutcome.REJECTED]


def test_an_archive_is_for_its_users_themselves_to_send(db: Database) -> None:
    ann, tom = a_user(db), a_trainer(db)
    a_coaching(db, tom, ann, may_log=True)

    with pytest.raises(NotPermitted):
        begin_import(db, "ann", ARCHIVE, an_act(tom))


@pytest.mark.parametrize("dry_run", [False, True])
def test_an_archive_whose_import_is_broken_off_leaves_nothing(
    db: Database, elsewhere: Database, *, dry_run: bool
) -> None:
    _, ann = a_history(elsewhere)
    archive = exported(elsewhere, ann).getvalue()
    act = an_act(a_user(db))
    before = exported(db, ann).getvalue()
    wish = replace(ARCHIVE, dry_run=dry_run)

    for times in (1, 5, 9):
        with pytest.raises(_StopsError):
            run(db, act, wish=wish, body=archive, go_on=going(times))
    rest = run(db, act, wish=wish, body=archive)

    assert (progress(db, rest).status, progress(db, rest).imported > 0) == (ImportStatus.DONE, True)
    assert (exported(db, ann).getvalue() == before) == dry_run


def test_an_archive_that_somebody_marked_as_broken_off_meanwhile_leaves_nothing(
    db: Database, elsewhere: Database
) -> None:
    _, ann = a_history(elsewhere)
    act = an_act(a_user(db))
    before = exported(db, ann).getvalue()
    import_id = begin_import(db, "ann", ARCHIVE, act)
    batches = iter(range(3))

    def marked() -> None:
        if next(batches, None) == 1:
            break_off_import(db, "ann", import_id, act)

    with pytest.raises(ImportEndedError):
        run_import(db, "ann", import_id, ARCHIVE, exported(elsewhere, ann), act, go_on=marked)

    assert exported(db, ann).getvalue() == before


def test_only_what_is_read_in_pieces_may_be_as_long_as_the_server_allows() -> None:
    allowed = 200_000_000

    in_pieces = [most_bytes(source, allowed) for source in (ImportSource.ACTIVITY, ImportSource.ARCHIVE)]
    longest = [most_bytes(source, allowed) for source in (ImportSource.SESSIONS, WISH.source)]

    assert (in_pieces, longest) == ([allowed] * 2, [MOST_BYTES_OF_SESSIONS, 16_000_000])
    assert most_bytes(ImportSource.HEVY, 10_000) == 10_000
