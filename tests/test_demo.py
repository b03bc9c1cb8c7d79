"""The demo: its story is told through the real actions, so everything the database promises holds for it too."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from mesocycle.demo.demo import Demo, make_demo
from mesocycle.domain.plan.diff import diff
from mesocycle.domain.session.session import SessionStatus, WorkoutSession
from mesocycle.domain.session.stored_log import get_snapshot
from mesocycle.storage.assignments import receipts
from mesocycle.storage.engine.database import Database
from mesocycle.storage.plans import routines
from mesocycle.storage.schema.upgrade import upgrade
from mesocycle.storage.sessions import sessions
from mesocycle.storage.tables import training as tables
from mesocycle.storage.upkeep.verify import verify
from tests import servers

NOW = "2026-11-25T16:20:00.000Z"
"""A Wednesday, on which Anna's plan has nothing: she pulls Thursday's session forward."""


class Told:
    """One telling of the demo in a database of its own, and what the tests look up in it."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.demo: Demo = make_demo(db, NOW, seed=7)

    def sessions(self, name: str) -> list[WorkoutSession]:
        """Give all sessions of an athlete, named by their first name."""
        (user,) = (each for each in self.demo.athletes if each.name.startswith(name))
        with self.db.read() as read:
            return sessions.between(read, user.id, "2026-01-01", "2027-12-31")

    def numbers(self) -> list[tuple[object, ...]]:
        """Give everything that shows on a screen and is no id: sessions and performed sets."""
        shown: list[tuple[object, ...]] = [
            (user.email, get_snapshot(one).name, one.scheduled_date, one.status, one.completed_at, one.duration_minutes)
            for user in self.demo.athletes
            for one in self.sessions(user.name)
        ]
        performed = tables.performed_set
        columns = (performed.c.day, performed.c.exercise_variant_id, performed.c.reps, performed.c.load_kg)
        with self.db.read() as read:
            rows = [tuple(row) for row in read.execute(performed.select().with_only_columns(*columns))]
        return sorted(shown, key=repr) + sorted(rows, key=repr)


@pytest.fixture(scope="module")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    url = f"sqlite:///{tmp_path_factory.mktemp('demo') / 'demo.sqlite'}"
    upgrade(url)
    db = Database.open(url)
    yield Told(db)
    db.close()


@pytest.fixture(scope="module")
def on_postgresql(postgres: str) -> Iterator[Told]:
    with servers.fresh_database(postgres) as url:
        upgrade(url)
        db = Database.open(url)
        yield Told(db)
        db.close()


def test_the_demo_leaves_a_database_in_which_everything_holds(on_sqlite: Told) -> None:
    with on_sqlite.db.read() as read:
        verification = verify(read)

    assert verification.findings == ()


def test_the_same_seed_and_moment_give_the_same_training_on_either_engine(on_sqlite: Told, on_postgresql: Told) -> None:
    assert on_sqlite.numbers() == on_postgresql.numbers()


def test_the_demo_creates_every_shipped_routine(on_sqlite: Told) -> None:
    shipped = {Path(each.name).stem for each in files("mesocycle").joinpath("data/routines").iterdir()}

    assert set(on_sqlite.demo.routines) == shipped


def test_the_demo_has_every_status_a_session_can_have(on_sqlite: Told) -> None:
    statuses = {session.status for user in on_sqlite.demo.athletes for session in on_sqlite.sessions(user.name)}

    assert statuses == set(SessionStatus)


def test_the_demo_holds_about_twelve_weeks_of_training_of_four_athletes(on_sqlite: Told) -> None:
    done = {
        user.name: [one for one in on_sqlite.sessions(user.name) if one.status is SessionStatus.COMPLETED]
        for user in on_sqlite.demo.athletes
    }

    assert {
        name: len(each) >= 20 and each[0].scheduled_date < "2026-09-15" for name, each in done.items()
    } == dict.fromkeys(("Anna Berg", "Ben Carter", "Hana Sato", "Liam Byrne"), True)


def test_the_demo_does_nothing_in_the_future(on_sqlite: Told) -> None:
    ends = [session.completed_at or "" for user in on_sqlite.demo.athletes for session in on_sqlite.sessions(user.name)]

    assert max(ends) < NOW


def test_the_demo_replaces_an_assignment_in_the_middle_of_a_session_and_keeps_the_receipt(on_sqlite: Told) -> None:
    told = on_sqlite.demo.replacement
    with on_sqlite.db.read() as read:
        stored = receipts.get(read, told.user_id, told.id)

    assert stored == told
    assert (stored.kept.in_progress, stored.kept.skipped, stored.kept.cancelled) == (1, 3, 1)
    assert any(removed.overdue for removed in stored.removed)
    assert stored.created


def test_the_second_version_of_the_demo_swaps_a_lift_and_changes_sets(on_sqlite: Told) -> None:
    with on_sqlite.db.read() as read:
        first = routines.get_version(read, on_sqlite.demo.first_version_id)
        second = routines.get_version(read, on_sqlite.demo.second_version_id)
    changed = diff(first, second)

    assert [line.path for line in changed.added if line.kind == "exercise"] == [
        "Deadlift day › Volume › Romanian Deadlift"
    ]
    assert [line.path for line in changed.removed if line.kind == "exercise"] == ["Deadlift day › Volume › Deadlift"]
    assert {line.path for line in changed.changed if line.kind == "exercise"} == {
        "Bench day › Volume › Bench Press",
        "Press day › Carry › Farmer's Walk",
    }


@pytest.mark.parametrize(("name", "unit"), [("Anna", "kg"), ("Ben", "lb")])
def test_athletes_of_the_demo_lift_in_their_own_unit(on_sqlite: Told, name: str, unit: str) -> None:
    logs = [bytes(one.performance_log).decode() for one in on_sqlite.sessions(name) if one.performance_log is not None]

    assert f'"weightUnit":"{unit}"' in logs[-1]
    assert not any(f'"weightUnit":"{other}"' in log for log in logs for other in {"kg", "lb"} - {unit})
