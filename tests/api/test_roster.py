"""A trainer's day over HTTP."""

from mesocycle.domain.people.user import Sees
from mesocycle.storage.engine.database import Database
from tests.api.conftest import ClientOf
from tests.api.trainers import DAY, session
from tests.arrange import a_coaching, a_trainer, a_user


def test_a_trainer_sees_the_day_of_everybody_they_coach_by_time(db: Database, client_of: ClientOf) -> None:
    tom, ann, bob, eve = a_trainer(db), a_user(db), a_user(db, "bob"), a_user(db, "eve")
    for athlete in (ann, bob):
        a_coaching(db, tom, athlete)
    session(db, ann, "late", at="18:00")
    session(db, bob, "early", at="06:30")
    session(db, ann, "another-day", on="2026-01-06")
    session(db, eve, "of-a-stranger")
    session(db, tom, "own")

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
    session(db, ann, "anns-own")
    session(db, ann, "toms", by=tom)

    answer = client_of(tom).get(f"/workout-sessions/roster?day={DAY}")

    assert [each["_id"] for each in answer.json()["items"]] == ["toms"]


def test_a_roster_comes_page_by_page(db: Database, client_of: ClientOf) -> None:
    tom = a_trainer(db)
    for name in ("ann", "bob", "cem"):
        athlete = a_user(db, name)
        a_coaching(db, tom, athlete)
        session(db, athlete, f"{name}-1")
    client = client_of(tom)

    page = client.get(f"/workout-sessions/roster?day={DAY}&limit=2").json()
    following = client.get(f"/workout-sessions/roster?day={DAY}&limit=2&after={page['next']}").json()

    assert [each["_id"] for each in page["items"]] == ["ann-1", "bob-1"]
    assert ([each["_id"] for each in following["items"]], "next" in following) == (["cem-1"], False)


def test_who_coaches_nobody_has_an_empty_roster(db: Database, client_of: ClientOf) -> None:
    ann = a_user(db)
    session(db, ann, "own")

    answer = client_of(ann).get(f"/workout-sessions/roster?day={DAY}")

    assert (answer.status_code, answer.json()) == (200, {"items": []})
