"""A trainer's day over HTTP."""

from mesocycle.actions.sessions.add_session import add_session
from mesocycle.domain.people.user import Sees, User
from mesocycle.domain.session.inputs import OneOff
from mesocycle.storage.calendar import rosters
from mesocycle.storage.engine.database import Database
from tests.actions.training import WORKOUT
from tests.api.conftest import ClientOf
from tests.arrange import a_coaching, a_trainer, a_user, an_act

DAY = "2026-01-05"


def _session(db: Database, athlete: User, id_: str, *, by: User | None = None, on: str = DAY, at: str = "07:00") -> str:
    new = OneOff(id=id_, scheduled_date=on, scheduled_time=at, workout=WORKOUT)
    return add_session(db, athlete.id, an_act(by or athlete), new).id


def test_a_trainer_sees_the_day_of_everybody_they_coach_by_time(db: Database, client_of: ClientOf) -> None:
    tom, ann, bob, eve = a_trainer(db), a_user(db), a_user(db, "bob"), a_user(db, "eve")
    for athlete in (ann, bob):
        a_coaching(db, tom, athlete)
    _session(db, ann, "late", at="18:00")
    _session(db, bob, "early", at="06:30")
    _session(db, ann, "another-day", on="2026-01-06")
    _session(db, eve, "of-a-stranger")
    _session(db, tom, "own")

    answer = client_of(tom).get(f"/workout-sessions/roster?day={DAY}")

    assert [(each["_id"], each["userId"], each["workoutName"]) for each in answer.json()["items"]] == [
        ("early", "bob", "Squat day"),
        ("late", "ann", "Squat day"),
    ]


def test_of_an_athlete_who_shows_only_what_is_the_trainers_only_that_is_there(
    db: Database, client_of: ClientOf
) -> None:
    tom, ann = a_trainer(db), a_user(db)
    a_coaching(db, tom, ann, sees=Sees.ASSIGNED)
    _session(db, ann, "anns-own")
    _session(db, ann, "toms", by=tom)

    answer = client_of(tom).get(f"/workout-sessions/roster?day={DAY}")

    assert [each["_id"] for each in answer.json()["items"]] == ["toms"]


def test_a_roster_comes_page_by_page(db: Database, client_of: ClientOf) -> None:
    tom = a_trainer(db)
    for name in ("ann", "bob", "cem"):
        athlete = a_user(db, name)
        a_coaching(db, tom, athlete)
        _session(db, athlete, f"{name}-1")
    client = client_of(tom)

    page = client.get(f"/workout-sessions/roster?day={DAY}&limit=2").json()
    following = client.get(f"/workout-sessions/roster?day={DAY}&limit=2&after={page['next']}").json()

    assert [each["_id"] for each in page["items"]] == ["ann-1", "bob-1"]
    assert ([each["_id"] for each in following["items"]], "next" in following) == (["cem-1"], False)


def test_without_a_day_it_is_each_athletes_own_today(db: Database) -> None:
    tom = a_trainer(db)
    ann, kai = a_user(db, "ann", time_zone="Pacific/Honolulu"), a_user(db, "kai", time_zone="Pacific/Kiritimati")
    for athlete in (ann, kai):
        a_coaching(db, tom, athlete)
        for day in ("04", "05", "06"):
            _session(db, athlete, f"{athlete.id}-{day}", on=f"2026-01-{day}")

    with db.read() as read:
        found = rosters.of_day(read, tom.id, None, "2026-01-05T11:00:00.000Z", None, 10)

    assert [each.id for each in found] == ["ann-05", "kai-06"]


def test_who_coaches_nobody_has_an_empty_roster(db: Database, client_of: ClientOf) -> None:
    ann = a_user(db)
    _session(db, ann, "own")

    answer = client_of(ann).get(f"/workout-sessions/roster?day={DAY}")

    assert (answer.status_code, answer.json()) == (200, {"items": []})
