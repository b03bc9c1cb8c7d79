"""The ground all rules of the state machine stand on: a real database, the model beside it, and what must hold."""

import hashlib
from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
from typing import Any, ClassVar, TypeVar

import msgspec
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant

from mesocycle.actions.accept_coaching import accept_coaching
from mesocycle.actions.create_routine import create_routine
from mesocycle.actions.invite_athlete import invite_athlete
from mesocycle.domain.act import Act
from mesocycle.domain.instant import civil_day, instant, moment
from mesocycle.domain.refusal import Refusal
from mesocycle.domain.routine import RoutineVersion
from mesocycle.domain.user import User
from mesocycle.storage import assignments
from mesocycle.storage.database import Database
from mesocycle.storage.verify import verify
from tests.arrange import NOW, a_trainer, a_user, an_act
from tests.properties.dump import Dump, Row, differences, dump, empty, fill
from tests.properties.feed_reader import FeedReader, state
from tests.properties.model import ARROWS, Assignment, Entry, Link, Model, Session, Version
from tests.properties.plans import COUNTED, WEEKDAYS, routine_file

T = TypeVar("T")
pick = st.integers(0, 999)
"""Which of the things there are: the number modulo how many there are."""
ZONES = {"ann": "Europe/Berlin", "ben": "Pacific/Auckland", "tom": "Europe/Berlin"}
ATHLETES = ("ann", "ben")
CALENDAR = frozenset({"begin-not-possible", "nothing-to-schedule", "include-not-possible"})
"""Refusals about days and weeks, which the model leaves to the calendar."""
NOTHING: frozenset[str] = frozenset()


class Stage(RuleBasedStateMachine):
    """Give rules their hands (`refused_or`) and compare everything after each of them."""

    database: ClassVar[Database]
    beginning: ClassVar[tuple[Dump, str, dict[str, User], dict[str, str], Model] | None] = None
    """What every example begins with, made by the first one."""
    totals: ClassVar[dict[str, int]]

    def __init__(self) -> None:
        super().__init__()
        self.db = self.database
        self.done: dict[str, int] = {}
        self.acknowledged: dict[str, str] = {}
        """By the id of a performed set, the session it was logged in."""
        self.snapshots: dict[str, str] = {}
        self.readers = [FeedReader(name) for name in ATHLETES]
        if self.beginning is None:
            self._begin_anew()
            type(self).beginning = dump(self.db), self.now, self.people, self.routines, deepcopy(self.model)
        rows, self.now, self.people, self.routines, model = self.beginning or ()
        fill(self.db, rows)
        self.rows, self.model = rows, deepcopy(model)

    def _begin_anew(self) -> None:
        """Play what comes before every example: people, links and the first version of each routine."""
        empty(self.db)
        self.now = NOW
        self.model = Model("tom")
        self.routines: dict[str, str] = {}
        self.people = {"tom": a_trainer(self.db)}
        for name in ATHLETES:
            self.people[name] = a_user(self.db, name, time_zone=ZONES[name])
            invite_athlete(self.db, name, self.act("tom"))
            accept_coaching(self.db, "tom", self.act(name))
            self.model.links[name] = Link()
            with self.db.read() as read:
                own = assignments.own_of(read, name)
            self.model.assignments[own.id] = as_assignment(own, own=True)
        for routine in (WEEKDAYS, COUNTED):
            first = create_routine(self.db, routine_file(routine, 0), self.act("tom"))
            self.routines[routine] = first.parent_routine_id
            self.take_in_version(first)

    # ------------------------------------------------------------------------------------------ hands

    def act(self, by: str) -> Act:
        """Give an act of somebody a quarter of a second after the last one."""
        self.now = instant(moment(self.now) + timedelta(milliseconds=250))
        return an_act(self.people[by], self.now)

    def today(self, user: str) -> str:
        """Give the athlete's day."""
        return civil_day(self.now, ZONES[user])

    def seq(self, user: str) -> int:
        """Give the feed position that the next write of a user will have."""
        return int(self.rows["user_feed"][user,]["seq"]) + 1

    def refused_or(
        self, reasons: set[str], do: Callable[[], T], *, calendar: bool = False, name: str = ""
    ) -> T | None:
        """Do it where nothing speaks against it; else it must be refused with one of the reasons, changing nothing."""
        try:
            outcome = do()
        except Refusal as refusal:
            expected = reasons or (CALENDAR if calendar else NOTHING)
            assert refusal.code in expected, f"refused by {refusal.code} ({refusal}), expected {sorted(expected)}"
            assert refusal.sentence
            assert refusal.remedy
            changed = differences(self.rows, dump(self.db))
            assert not changed, f"refused ({refusal.code}), and yet changed: {changed}"
            self.count(f"{name} refused")
            return None
        assert not reasons, f"done, although {sorted(reasons)}"
        self.count(name)
        return outcome

    def count(self, name: str) -> None:
        """Count what was played, for the report of the long run."""
        self.done[name] = self.done.get(name, 0) + 1

    def take_in_version(self, version: RoutineVersion) -> None:
        """Let the model know a published version."""
        self.model.versions[version.id] = Version(
            version.id, version.parent_routine_id, version.created_by, version.is_public
        )

    def created(self, session_ids: list[str], user: str) -> list[Session]:
        """Read sessions that were just created; the calendar's part is believed, the rest is checked."""
        rows = dump(self.db)["workout_session"]
        sessions = [as_session(rows[user, session_id]) for session_id in session_ids]
        assert all(session.status == "scheduled" and not session.log for session in sessions)
        return sessions

    def choose(self, things: list[T], number: int) -> T:
        """Give one of the things; rules ask only where there is one."""
        return things[number % len(things)]

    # ------------------------------------------------------------------------------------- what holds

    @invariant()
    def the_database_holds_what_the_model_says(self) -> None:
        """Compare all after a step: what was touched with the model, what was not with the step before."""
        now = dump(self.db)
        untouched(self.rows["workout_session"], now["workout_session"], self.model.touched)
        grown(self.rows["session_event"], now["session_event"])
        moves_in_the_table(now["session_event"], self.rows["session_event"])
        self._as_modelled(now)
        self._snapshots_stay(now)
        self._sets_stay(now)
        rows_equal_logs(now)
        at_most_one_live(now)
        self._no_orphans(now)
        self.rows = now
        self.model.touched.clear()

    def _as_modelled(self, now: Dump) -> None:
        sessions = {row["id"]: as_session(row) for row in now["workout_session"].values()}
        assert sessions == self.model.sessions
        stones = {row["id"]: as_stone(row) for row in now["deleted_session"].values()}
        assert stones == {
            id_: (t.session, t.reason, t.receipt, t.overdue, t.revived) for id_, t in self.model.tombstones.items()
        }
        found = {row["id"]: assignment_row(row) for row in now["routine_assignment"].values() if row["origin"] != "own"}
        assert found == {
            a.id: (a.user, a.routine, a.version, a.by, a.status, a.shift, a.replaced_by)
            for a in self.model.assignments.values()
            if not a.own
        }
        receipts = {row["id"]: row["undone_at"] is not None for row in now["receipt"].values()}
        assert receipts == {receipt.id: receipt.undone for receipt in self.model.receipts.values()}
        versions = {row["id"]: bool(row["is_archived"]) for row in plans_of(now, set(self.routines.values()))}
        assert versions == {version.id: version.archived for version in self.model.versions.values()}

    def _snapshots_stay(self, now: Dump) -> None:
        bodies = {key[0]: row["body"] for key, row in now["workout_snapshot"].items()}
        for hash_, body in bodies.items():
            assert hashlib.sha256(body.encode()).digest() == hash_
        for row in (*now["workout_session"].values(), *now["deleted_session"].values()):
            body = bodies[row["snapshot_hash"]]
            assert self.snapshots.setdefault(row["id"], body) == body, f"the snapshot of {row['id']} changed"

    def _sets_stay(self, now: Dump) -> None:
        """Find every set ever logged in its session's log or in what an event says stood there before."""
        texts: dict[str, str] = {}
        for row in (*now["workout_session"].values(), *now["deleted_session"].values()):
            texts[row["id"]] = texts.get(row["id"], "") + (row["performance_log"] or "")
        for row in now["session_event"].values():
            texts[row["session_id"]] = texts.get(row["session_id"], "") + (row["before"] or "")
        for set_id, session_id in self.acknowledged.items():
            assert f'"_id":"{set_id}"' in texts[session_id], f"performed set {set_id} of {session_id} is lost"

    def _no_orphans(self, now: Dump) -> None:
        live = {key for key, row in now["routine_assignment"].items() if row["status"] in ("active", "paused")}
        for (user, session_id), row in now["workout_session"].items():
            if row["status"] == "scheduled":
                assert (user, row["routine_assignment_id"]) in live, f"{session_id} is an orphan"

    def teardown(self) -> None:
        """Read each feed from every point kept, with different page sizes, and let the program check itself."""
        for place, reader in enumerate(self.readers):
            reader.read_on(self.db, 1 + place % 7)
            self.compare(reader)
        with self.db.read() as read:
            assert not verify(read).findings
        totals = type(self).totals
        for name, times in self.done.items():
            totals[name] = totals.get(name, 0) + times

    def compare(self, reader: FeedReader) -> None:
        """Compare what a reader holds, who has read to the end, with the athlete's state."""
        with self.db.read() as read:
            there = state(read, reader.user)
        assert reader.view == there, _apart(reader.view, there)


def _apart(view: dict[tuple[str, str], bytes], there: dict[tuple[str, str], bytes]) -> str:
    keys = [key for key in {**view, **there} if view.get(key) != there.get(key)]
    return "\n".join(f"{key}: read {view.get(key)!r}, stands {there.get(key)!r}" for key in keys)


# ------------------------------------------------------------------------------------------------- rows


def as_assignment(found: Any, *, own: bool = False) -> Assignment:
    """Give an assignment as the model sees it."""
    return Assignment(
        id=found.id,
        user=found.user_id,
        routine=found.parent_routine_id,
        version=found.routine_version_id,
        by=found.assigned_by,
        status=found.status.value,
        began=(found.start_date, found.start_week, found.start_day, found.race_date, found.cycles, found.weekday_map),
        shift=found.shift_days,
        own=own,
        replaced_by=found.replaced_by_id,
    )


def assignment_row(row: Row) -> tuple[object, ...]:
    """Give what the model knows of an assignment's row."""
    names = (
        "user_id", "parent_routine_id", "routine_version_id", "assigned_by", "status", "shift_days", "replaced_by_id"
    )  # fmt: skip
    return tuple(row[name] for name in names)


def as_session(row: Row) -> Session:
    """Give a session's row as the model sees it."""
    return Session(
        id=row["id"],
        user=row["user_id"],
        assignment=row["routine_assignment_id"],
        version=row["routine_version_id"],
        slot=(row["workout_id"], row["plan_week"], row["plan_day"]),
        planned=row["planned_date"],
        on=row["scheduled_date"],
        time=row["scheduled_time"],
        status=row["status"],
        log=logged(row["performance_log"]),
        noted=row["notes"],
        adjusted_from=row["adjusted_from"],
    )


def as_stone(row: Row) -> tuple[object, ...]:
    """Give a tombstone's row as the model sees it."""
    return as_session(row), row["reason"], row["receipt_id"], bool(row["overdue"]), row["revived_at"] is not None


def logged(text: str | None) -> frozenset[Entry]:
    """Give the performed sets of a stored log."""
    sections = msgspec.json.decode(text)["sections"] if text else ()
    return frozenset(
        Entry(one["_id"], one.get("setId"), one["performance"].get("reps"), one.get("performedAt", ""))
        for section in sections
        for exercise in section["exercises"]
        for one in exercise["sets"]
    )


def plans_of(now: Dump, routines: set[str]) -> list[Row]:
    """Give the rows of the versions of some routines."""
    return [row for row in now["routine_version"].values() if row["parent_routine_id"] in routines]


# ------------------------------------------------------------------------------------------ what holds


def untouched(before: dict[Any, Row], now: dict[Any, Row], touched: set[str]) -> None:
    """Demand that all sessions the step had no business with are byte for byte what they were."""
    for key in {**before, **now}:
        if key[1] not in touched:
            assert before.get(key) == now.get(key), f"session {key} changed: {before.get(key)} -> {now.get(key)}"


def grown(before: dict[Any, Row], now: dict[Any, Row]) -> None:
    """Demand that history is only added to."""
    for key, row in before.items():
        assert now.get(key) == row, f"event {key} changed or went"


def moves_in_the_table(now: dict[Any, Row], before: dict[Any, Row]) -> None:
    """Demand that every new event that moves a session moves it along an arrow of the table."""
    for key, row in now.items():
        if key not in before and row["status_before"] != row["status_after"]:
            arrow = (row["status_before"], row["status_after"])
            assert arrow in ARROWS, f"event {row['kind']} moved along {arrow}"


def at_most_one_live(now: Dump) -> None:
    """Demand that nobody follows a routine twice."""
    live = [
        (row["user_id"], row["parent_routine_id"])
        for row in now["routine_assignment"].values()
        if row["status"] in ("active", "paused")
    ]
    assert len(live) == len(set(live)), live


def rows_equal_logs(now: Dump) -> None:
    """Demand that the rows of performed sets say what the logs say."""
    rows = {(row["user_id"], row["session_id"], row["id"]): row["reps"] for row in now["performed_set"].values()}
    logs = {
        (row["user_id"], row["id"], entry.id): entry.reps
        for row in now["workout_session"].values()
        for entry in logged(row["performance_log"])
    }
    assert rows == logs
