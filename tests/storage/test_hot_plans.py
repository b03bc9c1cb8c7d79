"""What is asked most is answered by an index and looks at few more rows than it gives, whatever else there is."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.permission import ALL
from mesocycle.storage.assignments import assignments, session_facts
from mesocycle.storage.calendar import pages, roster_sessions, rosters
from mesocycle.storage.engine.database import Database, Read
from mesocycle.storage.history import outcomes
from mesocycle.storage.people import coachings, users
from mesocycle.storage.plans import routines
from mesocycle.storage.sessions import events, sessions
from mesocycle.storage.sync import feed, positions
from tests.actions.training import ann_trains
from tests.arrange import NOW, a_coaching, a_trainer, an_actor

ATHLETES = 400
SESSIONS = 40
"""Of each athlete: enough that going through a whole table is another plan, and is seen."""
BIG = frozenset(
    {"app_user", "coaching", "workout_session", "session_event", "routine_assignment", "user_feed", "receipt"}
)
_WHOSE = {"app_user": "id", "coaching": "athlete_id"}
MOST_LOOKED_AT = 4
"""So many rows are looked at for each that is given, and for each of a page's."""
PAGE = 60


class Sent(NamedTuple):
    """A statement with what it was given."""

    sql: str
    given: Mapping[str, object]


@pytest.fixture
def engine_name() -> str:
    """Choose the server: it tells how many rows it looked at."""
    return "postgresql"


@pytest.fixture
def crowded(db: Database) -> Database:
    """Give a database in which Ann is one of many athletes, each with sessions, and the planner knows it."""
    ann, act, session_ids = ann_trains(db)
    start_session(db, ann.id, session_ids[0], act)
    a_coaching(db, a_trainer(db), ann)
    copies = f"generate_series(1, {ATHLETES}) as n"
    with db.engine.connect() as connection, connection.begin():
        for table, made in (
            ("app_user", {"id": "'u' || n", "email": "'u' || n || '@example.org'"}),
            ("coaching", {"id": "'c' || n", "athlete_id": "'u' || n", "trainer_id": f"'u' || {ATHLETES + 1} - n"}),
            ("user_feed", {"user_id": "'u' || n"}),
            ("receipt", {"user_id": "'u' || n"}),
            ("routine_assignment", {"user_id": "'u' || n"}),
            ("workout_session", {"user_id": "'u' || n", "id": "s.id || '-' || m"}),
            ("session_event", {"user_id": "'u' || n", "id": "s.id || '-' || m", "session_id": "s.session_id"}),
        ):
            columns = [each["name"] for each in sa.inspect(connection).get_columns(table)]
            values = [made.get(name, f's."{name}"') for name in columns]
            more = f", generate_series(1, {SESSIONS // 4}) as m" if any(" m" in value for value in values) else ""
            listed = ", ".join(f'"{name}"' for name in columns)
            connection.exec_driver_sql(
                f"""insert into {table} ({listed}) select {", ".join(values)}
                    from {table} as s, {copies}{more} where s.{_WHOSE.get(table, "user_id")} = 'ann'"""  # noqa: S608  # our own tables
            )
        for table in BIG:
            connection.exec_driver_sql(f"analyze {table}")
    return db


@contextmanager
def heard(db: Database) -> Iterator[list[Sent]]:
    """Collect what is sent, with its parameters."""
    sent: list[Sent] = []

    def note(_connection: object, _cursor: object, sql: str, given: object, *_told: object) -> None:
        if isinstance(given, dict) and sql.lstrip().lower().startswith(("select", "with")):
            sent.append(Sent(sql, dict(given)))

    for engine in db.engines:
        event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        for engine in db.engines:
            event.remove(engine, "before_cursor_execute", note)


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Go through all parts of a plan."""
    yield plan
    for part in plan.get("Plans", ()):
        yield from nodes(part)


def plan_of(db: Database, sent: Sent) -> dict[str, Any]:
    """Have a statement run and give its plan with the rows that each part looked at; what it changed is undone."""
    with db.engine.connect() as connection:
        cursor = connection.connection.cursor()
        cursor.execute(f"explain (analyze, timing off, format json) {sent.sql}", dict(sent.given))
        (told,) = cursor.fetchone() or ([],)
        plans = json.loads(told) if isinstance(told, str) else told
        connection.rollback()
    plan: dict[str, Any] = plans[0]["Plan"]
    return plan


def a_session(read: Read) -> None:
    sessions.get(read, "ann", _first(read))


def a_month(read: Read) -> None:
    pages.whole(read, "ann", pages.Wanted(first="2026-01-01", last="2026-01-31"), None, PAGE)


def the_changes(read: Read) -> None:
    feed.changes(read, "ann", 0, PAGE)


def a_history(read: Read) -> None:
    events.page(read, "ann", _first(read), None, PAGE)


def the_assignments(read: Read) -> None:
    assignments.newest_first(read, "ann", ALL, after=None, limit=PAGE)


def what_a_replacement_reads(read: Read) -> None:
    for assignment in assignments.live_of_routine(read, ["ann"], "routine-1").values():
        session_facts.of_assignment(read, "ann", assignment.id)


def a_trainers_day(read: Read) -> None:
    rosters.of_day(read, "tom", "2026-01-05", NOW, None, PAGE)


def a_trainers_today(read: Read) -> None:
    rosters.of_day(read, "tom", None, NOW, None, PAGE)


def who_trained_last_when(read: Read) -> None:
    for scope in (None, "tom"):
        asked = roster_sessions.Around(user_id="ann", since="", first="2026-12-01", last="2026-12-31", scope=scope)
        roster_sessions.latest_before(read, [asked])


def how_far_a_trainer_sees(read: Read) -> None:
    positions.sights(read, [("ann", "tom")])


def whom_an_athlete_sees(read: Read) -> None:
    users.visible_to(read, "ann")
    users.by_email(read, an_actor(users.get(read, "ann")), after=None, limit=PAGE)


def who_coaches_whom(read: Read) -> None:
    coachings.of_user(read, "ann")
    coachings.of_user(read, "tom")


def the_routines(read: Read) -> None:
    for reader in ("ann", "tom"):
        routines.listed(read, visible_to=reader)


def adherence(read: Read) -> None:
    outcomes.count(read, [outcomes.Asked("ann", "2026-02-01", ALL)], "2026-01-01", "2026-03-01", weeks_from=0)


def _first(read: Read) -> str:
    return str(read.execute(sa.text("select min(id) from workout_session where user_id = 'ann'")).scalar_one())


DEEDS = (
    a_session,
    a_month,
    the_changes,
    a_history,
    the_assignments,
    what_a_replacement_reads,
    a_trainers_day,
    a_trainers_today,
    who_trained_last_when,
    how_far_a_trainer_sees,
    whom_an_athlete_sees,
    who_coaches_whom,
    the_routines,
    adherence,
)


@pytest.mark.parametrize("deed", DEEDS)
def test_what_is_asked_most_reads_no_whole_table_and_looks_at_what_it_gives(
    crowded: Database, deed: Callable[[Read], None]
) -> None:
    with heard(crowded) as sent, crowded.read() as read:
        deed(read)

    assert sent
    for each in sent:
        plan = plan_of(crowded, each)
        for part in nodes(plan):
            if part.get("Relation Name") not in BIG:
                continue
            assert part["Node Type"] != "Seq Scan", each.sql
            looked_at = (part["Actual Rows"] + part.get("Rows Removed by Filter", 0)) * part["Actual Loops"]
            assert looked_at <= MOST_LOOKED_AT * max(plan["Actual Rows"], PAGE), each.sql
