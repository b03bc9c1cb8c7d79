"""One offline operation, carried out by the action it stands for."""

import msgspec

from mesocycle.actions.log.log_set import log_set
from mesocycle.actions.sessions.cancel_session import cancel_session
from mesocycle.actions.sessions.skip_session import skip_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.session.inputs import Skip
from mesocycle.domain.session.session import SessionStatus
from mesocycle.domain.session.status import EventKind
from mesocycle.offline.sync import sync
from mesocycle.storage.engine.database import Database
from tests.actions.training import (
    MONDAY_EVENING,
    a_set_entry,
    ann_trains,
    before,
    history,
    log_of,
    reps_of,
    stored_session,
)
from tests.builders import a_workout
from tests.offline.phone import an_operation, outcomes, position, replaced, session_in


def test_a_device_whose_clock_runs_ahead_does_nothing_in_the_future(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)

    sync(db, "ann", [an_operation("start", first, at="2031-01-01T00:00:00.000Z")], act)

    assert stored_session(db, first).started_at == MONDAY_EVENING
    assert history(db, first)[0].at == "2031-01-01T00:00:00.000Z"


def test_a_set_logged_on_a_scheduled_session_starts_it(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)

    (result,) = sync(db, "ann", [an_operation("log-set", first, a_set_entry(at="2026-01-05T16:50:00.000Z"))], act)

    session = session_in(result)
    assert (session.status, session.started_at) == (SessionStatus.IN_PROGRESS, "2026-01-05T16:50:00.000Z")
    assert reps_of(session) == {"done-1": 5}
    assert [event.kind for event in history(db, first)] == [EventKind.STARTED]


def test_every_kind_of_work_brings_a_removed_session_back(db: Database) -> None:
    _, act, sessions_of_ann = ann_trains(db)
    seen = position(db)
    replaced(db, sessions_of_ann[0])
    work: dict[str, object] = {
        "put-log": {"sections": []},
        "complete": {},
        "skip": {"reason": "fatigue"},
        "cancel": {"reason": "rain"},
    }

    batch = [
        an_operation(kind, session_id, body, seen=seen)
        for (kind, body), session_id in zip(work.items(), sessions_of_ann, strict=True)
    ]

    assert outcomes(sync(db, "ann", batch, act)) == ["revived"] * 4


def test_of_two_entries_for_one_set_the_later_wins_and_the_other_stays_in_the_event(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    start_session(db, "ann", first, act)
    log_set(db, "ann", first, a_set_entry(id_="online", reps=5, at="2026-01-05T17:45:00.000Z"), act)

    results = sync(
        db,
        "ann",
        [
            an_operation("log-set", first, a_set_entry(id_="earlier", reps=3, at="2026-01-05T17:40:00.000Z"), id_="a"),
            an_operation("log-set", first, a_set_entry(id_="later", reps=6, at="2026-01-05T17:50:00.000Z"), id_="b"),
        ],
        act,
    )

    aside = [before(event)["setAside"][0]["_id"] for event in history(db, first)[1:]]
    assert outcomes(results) == ["done", "done"]
    assert reps_of(stored_session(db, first)) == {"later": 6}
    assert aside == ["earlier", "online"]


def test_a_whole_log_from_a_device_takes_nothing_away(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    start_session(db, "ann", first, act)
    log_set(db, "ann", first, a_set_entry("set-1", id_="online"), act)
    late = msgspec.to_builtins(log_of(stored_session(db, first)))
    late["sections"][0]["exercises"][0]["sets"] = [msgspec.to_builtins(a_set_entry("set-2", id_="offline").set)]

    sync(db, "ann", [an_operation("put-log", first, late)], act)

    assert reps_of(stored_session(db, first)) == {"online": 5, "offline": 5}


def test_late_work_on_a_session_given_up_meanwhile_is_taken_with_an_event_of_its_own(db: Database) -> None:
    _, act, (first, second, third, _) = ann_trains(db)
    seen = position(db)
    skip_session(db, "ann", first, Skip(reason="no-time"), act)
    cancel_session(db, "ann", second, act)
    cancel_session(db, "ann", third, act)

    results = sync(
        db,
        "ann",
        [
            an_operation("log-set", first, a_set_entry(), seen=seen),
            an_operation("complete", second, seen=seen),
            an_operation("start", third, seen=seen),
        ],
        act,
    )

    assert outcomes(results) == ["done"] * 3
    assert [stored_session(db, each).status for each in (first, second, third)] == [
        SessionStatus.IN_PROGRESS,
        SessionStatus.COMPLETED,
        SessionStatus.IN_PROGRESS,
    ]
    assert [history(db, each)[1].kind for each in (first, second, third)] == [EventKind.LATE_WORK] * 3


def test_a_device_that_knew_of_the_skip_starts_in_the_ordinary_way(db: Database) -> None:
    _, act, (first, *_) = ann_trains(db)
    skip_session(db, "ann", first, Skip(reason="no-time"), act)

    sync(db, "ann", [an_operation("start", first, seen=position(db))], act)

    assert history(db, first)[-1].kind is EventKind.STARTED


def test_a_session_is_added_and_done_offline_in_one_batch(db: Database) -> None:
    _, act, _ = ann_trains(db)
    body = {"scheduledDate": "2026-01-05", "workout": msgspec.to_builtins(a_workout())}

    results = sync(
        db,
        "ann",
        [
            an_operation("add", "made-offline", body),
            an_operation("log-set", "made-offline", a_set_entry()),
            an_operation("add", "made-offline", body, id_="again"),
        ],
        act,
    )

    assert outcomes(results) == ["done", "done", "already-exists"]
    assert session_in(results[-1]).status is SessionStatus.IN_PROGRESS
