"""The calendar over HTTP: filters, summaries, pages, and past moments."""

from datetime import date, timedelta
from typing import Any

import pytest

from mesocycle.actions.sessions.add_session import add_session
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.reschedule_session import reschedule_session
from mesocycle.actions.sessions.skip_session import skip_session
from mesocycle.domain.people.user import Sees, User
from mesocycle.domain.session.inputs import Completion, OneOff, Reschedule, Skip
from mesocycle.storage.calendar import pages as calendar_pages
from mesocycle.storage.engine.database import Database
from tests.actions.training import MONDAY_EVENING, WORKOUT
from tests.api.conftest import ClientOf, SignedClient
from tests.api.training import ann_and_her_sessions
from tests.arrange import a_coaching, a_routine, a_trainer, a_user, an_act


def _ids(answer: Any) -> list[str]:  # noqa: ANN401  # what httpx answers
    assert answer.status_code == 200, answer.text
    return [item["_id"] for item in answer.json()["items"]]


def _every_page(client: SignedClient, query: str) -> list[list[str]]:
    pages, after = [], ""
    while True:
        answer = client.get(f"/workout-sessions?{query}{after}")
        pages.append(_ids(answer))
        if "next" not in answer.json():
            return pages
        after = f"&after={answer.json()['next']}"


def _add(db: Database, ann: User, on: str, at: str | None = None, id_: str | None = None) -> str:
    new = OneOff(id=id_, scheduled_date=on, scheduled_time=at, workout=WORKOUT)
    return add_session(db, ann.id, new, an_act(ann)).id


def test_the_calendar_gives_whole_sessions_by_day_and_time(db: Database, client_of: ClientOf) -> None:
    ann, (first, second, third, fourth) = ann_and_her_sessions(db)
    late = _add(db, ann, "2026-01-05", "20:00")
    early = _add(db, ann, "2026-01-12", "06:30")

    answer = client_of(ann).get("/workout-sessions")

    assert _ids(answer) == [first, late, second, early, third, fourth]
    assert answer.json()["items"][0]["workoutSnapshot"]["sections"][0]["_id"] == "section-1"


def test_a_session_as_listed_is_the_session_as_got(db: Database, client_of: ClientOf) -> None:
    ann, (first, *_) = ann_and_her_sessions(db)
    complete_session(db, "ann", first, an_act(ann, MONDAY_EVENING), given=Completion(as_planned=True))
    client = client_of(ann)

    listed = client.get("/workout-sessions?limit=1").json()["items"]

    assert listed == [client.get(f"/workout-sessions/{first}").json()]


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("from=2026-01-12&to=2026-01-19", [1, 2]),
        ("to=2026-01-11", [0]),
        ("status=skipped", [3]),
        ("status=completed,skipped", [1, 3]),
        ("status=completed&status=skipped", [1, 3]),
        ("status=scheduled&from=2026-01-12", [2]),
        ("routineAssignmentId=none-such", []),
        ("parentRoutineId=routine-1", [0, 1, 2, 3]),
    ],
)
def test_the_calendar_is_filtered(db: Database, client_of: ClientOf, query: str, places: list[int]) -> None:
    ann, sessions = ann_and_her_sessions(db)
    complete_session(db, "ann", sessions[1], an_act(ann, "2026-01-12T18:00:00.000Z"))
    skip_session(db, "ann", sessions[3], Skip(reason="travel"), an_act(ann))

    answer = client_of(ann).get(f"/workout-sessions?{query}")

    assert _ids(answer) == [sessions[place] for place in places]


def test_a_one_off_session_is_not_of_the_assignment(db: Database, client_of: ClientOf) -> None:
    ann, sessions = ann_and_her_sessions(db)
    _add(db, ann, "2026-01-06")
    client = client_of(ann)
    assignment = client.get(f"/workout-sessions/{sessions[0]}").json()["routineAssignmentId"]

    answer = client.get(f"/workout-sessions?routineAssignmentId={assignment}")

    assert _ids(answer) == sessions


def test_a_session_done_on_another_day_is_listed_on_that_day(db: Database, client_of: ClientOf) -> None:
    ann, (first, second, *_) = ann_and_her_sessions(db)
    act = an_act(ann, "2026-01-06T18:00:00.000Z")
    complete_session(db, "ann", second, act, given=Completion(performed_date="2026-01-04"))

    answer = client_of(ann).get("/workout-sessions?to=2026-01-05")

    assert _ids(answer) == [second, first]


def test_a_summary_has_the_workouts_name_and_neither_plan_nor_log(db: Database, client_of: ClientOf) -> None:
    ann, (first, *_) = ann_and_her_sessions(db)
    complete_session(db, "ann", first, an_act(ann, MONDAY_EVENING), given=Completion(as_planned=True))
    client = client_of(ann)
    whole = client.get(f"/workout-sessions/{first}").json()

    summary = client.get("/workout-sessions?fields=summary&limit=1").json()["items"][0]

    assert "performanceLog" in whole
    assert summary == {
        name: value for name, value in whole.items() if name not in ("workoutSnapshot", "performanceLog")
    } | {
        "workoutName": "Squat day",
        "workoutType": "strength",
    }


@pytest.mark.parametrize("fields", ["all", "summary"])
def test_pages_give_every_session_once_also_where_many_stand_on_one_day(
    db: Database, client_of: ClientOf, fields: str
) -> None:
    ann, _ = ann_and_her_sessions(db)
    for number in range(5):
        _add(db, ann, "2026-01-12", "07:00" if number % 2 else None)
    client = client_of(ann)
    everything = _ids(client.get("/workout-sessions"))

    pages = _every_page(client, f"limit=2&fields={fields}")

    assert [len(page) for page in pages] == [2, 2, 2, 2, 1]
    assert [each for page in pages for each in page] == everything


def test_a_page_is_not_moved_by_what_is_added_before_it(db: Database, client_of: ClientOf) -> None:
    ann, (_, second, third, *_) = ann_and_her_sessions(db)
    client = client_of(ann)
    following = client.get("/workout-sessions?limit=1").json()["next"]
    _add(db, ann, "2026-01-04")
    reschedule_session(db, "ann", third, Reschedule(scheduled_date="2026-01-13"), an_act(ann))

    answer = client.get(f"/workout-sessions?limit=2&after={following}")

    assert _ids(answer) == [second, third]


def test_the_last_page_has_no_next(db: Database, client_of: ClientOf) -> None:
    ann, sessions = ann_and_her_sessions(db)

    answer = client_of(ann).get(f"/workout-sessions?limit={len(sessions)}")

    assert "next" not in answer.json()


def test_the_calendar_as_of_a_past_moment_shows_what_stood_there_then(db: Database, client_of: ClientOf) -> None:
    ann, (first, second, third, fourth) = ann_and_her_sessions(db)
    later = an_act(ann, "2026-01-06T09:00:00.000Z")
    reschedule_session(db, "ann", fourth, Reschedule(scheduled_date="2026-01-07"), later)
    skip_session(db, "ann", third, Skip(reason="travel"), later)
    client = client_of(ann)

    pages = _every_page(client, "limit=3&asOf=2026-01-05T12:00:00.000Z&status=scheduled")
    summaries = client.get("/workout-sessions?asOf=2026-01-05T12:00:00.000Z&fields=summary&from=2026-01-26").json()

    assert pages == [[first, second, third], [fourth]]
    assert _ids(client.get("/workout-sessions?status=scheduled")) == [first, fourth, second]
    (summary,) = summaries["items"]
    assert (summary["_id"], summary["workoutName"], summary["workoutType"]) == (fourth, "Squat day", "strength")


def test_a_moment_still_to_come_is_the_calendar_as_it_is(db: Database, client_of: ClientOf) -> None:
    ann, sessions = ann_and_her_sessions(db)

    answer = client_of(ann).get("/workout-sessions?asOf=9000-01-01T00:00:00.000Z")

    assert _ids(answer) == sessions


def test_a_trainer_reads_the_calendar_of_an_athlete(db: Database, client_of: ClientOf) -> None:
    ann, sessions = ann_and_her_sessions(db)
    tom = a_trainer(db)
    a_coaching(db, tom, ann)

    answer = client_of(tom).get("/workout-sessions?userId=ann&fields=summary")

    assert _ids(answer) == sessions


def test_a_trainer_who_sees_only_their_own_doing_reads_only_that(db: Database, client_of: ClientOf) -> None:
    ann, _ = ann_and_her_sessions(db)
    tom = a_trainer(db)
    a_coaching(db, tom, ann, sees=Sees.ASSIGNED)
    theirs = add_session(db, "ann", OneOff(scheduled_date="2026-01-08", workout=WORKOUT), an_act(tom)).id
    client = client_of(tom)

    assert _ids(client.get("/workout-sessions?userId=ann")) == [theirs]
    assert _ids(client.get("/workout-sessions?userId=ann&fields=summary")) == [theirs]
    assert _ids(client.get("/workout-sessions?userId=ann&asOf=2026-01-05T12:00:00.000Z")) == [theirs]


def test_a_stranger_learns_nothing_of_a_calendar(db: Database, client_of: ClientOf) -> None:
    ann_and_her_sessions(db)
    bob = a_user(db, "bob")

    answer = client_of(bob).get("/workout-sessions?userId=ann")

    assert answer.status_code == 404
    assert _ids(client_of(bob).get("/workout-sessions")) == []


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("from=2026-02-30", "from"),
        ("to=tomorrow", "to"),
        ("status=overdone", "status"),
        ("status=", "status"),
        ("asOf=2026-13-01T00:00:00.000Z", "asOf"),
        ("asOf=yesterday", "asOf"),
        ("fields=some", "fields"),
        ("limit=0", "limit"),
        ("limit=501", "limit"),
        ("after=nonsense", "after"),
        ("after=WzEsMiwzXQ", "after"),
        ("day=2026-01-05", "day"),
        ("routineAssignmentId=%00", "routineAssignmentId"),
    ],
)
def test_a_query_that_is_none_is_refused_by_its_name(db: Database, client_of: ClientOf, query: str, path: str) -> None:
    answer = client_of(a_user(db)).get(f"/workout-sessions?{query}")

    assert answer.status_code == 422
    assert [error["path"] for error in answer.json()["errors"]] == [path]


def test_a_page_holds_as_many_as_are_asked_for_up_to_five_hundred(db: Database, client_of: ClientOf) -> None:
    ann = a_user(db, "ann")
    every_day = [{"weekday": day} for day in ("monday", "tuesday", "wednesday", "thursday", "friday")]
    workout = {**_squats(), "schedule": every_day}
    version = a_routine(db, ann, duration=25, workouts=[workout])
    start = {"routineVersionId": version.id, "startDate": "2026-01-05"}
    client = client_of(ann)
    assert client.post("/routine-assignments", json=start).status_code == 201

    some = client.get("/workout-sessions?fields=summary")
    all_ = client.get("/workout-sessions?fields=summary&limit=500")

    assert (len(_ids(some)), len(_ids(all_))) == (100, 125)
    assert all_.json()["items"][-1]["scheduledDate"] == (date(2026, 1, 5) + timedelta(days=24 * 7 + 4)).isoformat()


def _squats() -> dict[str, Any]:
    exercise = {"name": "Back squat", "restBetweenSets": "3m", "sets": "3x5 @ 100 kg"}
    section = {"name": "Main lift", "type": "basic", "exercises": [exercise]}
    return {"name": "Squat day", "type": "strength", "objective": "Squat heavy", "sections": [section]}


def test_a_page_of_long_sessions_ends_early_and_the_next_goes_on(
    db: Database, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, session_ids = ann_and_her_sessions(db)
    length = len(client_of(ann).get(f"/workout-sessions/{session_ids[0]}").content)
    for number in range(4):
        _add(db, ann, f"2026-03-0{number + 1}")
    monkeypatch.setattr(calendar_pages, "MOST_PAGE_BYTES", 2 * length)

    pages = _every_page(client_of(ann), "limit=100")

    assert len(pages) > 2
    assert len({each for page in pages for each in page}) == sum(map(len, pages)) == 8
