"""A trainer's day, read in one statement."""

from mesocycle.storage.calendar import rosters
from mesocycle.storage.engine.database import Database
from tests.api.trainers import session
from tests.arrange import a_coaching, a_trainer, a_user


def test_without_a_day_it_is_each_athletes_own_today(db: Database) -> None:
    tom = a_trainer(db)
    ann, kai = a_user(db, "ann", time_zone="Pacific/Honolulu"), a_user(db, "kai", time_zone="Pacific/Kiritimati")
    for athlete in (ann, kai):
        a_coaching(db, tom, athlete)
        for day in ("04", "05", "06"):
            session(db, athlete, f"{athlete.id}-{day}", on=f"2026-01-{day}")

    with db.read() as read:
        found = rosters.of_day(read, tom.id, None, "2026-01-05T11:00:00.000Z", None, 10)

    assert [each.id for each in found] == ["ann-05", "kai-06"]
