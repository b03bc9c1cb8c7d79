"""The ground all rules of the state machine stand on: a real database, the model beside it, and what must hold."""

import hashlib
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar, TypeVar

import msgspec
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant

from mesocycle.actions.plans.create_routine import create_routine
from mesocycle.domain.instant import civil_day, instant, moment
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.user import User
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.refusal import Refusal
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.storage.assignments import assignments
from mesocycle.storage.calendar import as_of as calendar_as_of
from mesocycle.storage.engine.database import Database
from mesocycle.storage.upkeep.verify import verify
from tests.arrange import NOW, a_coaching, a_trainer, a_user, an_act
from tests.properties.dump import Dump, differences, dump, empty, fill
from tests.properties.feed_reader import FeedReader, state
from tests.properties.laws import at_most_one_live, grown, moves_in_the_table, rows_equal_logs, untouched
from tests.properties.model import Model
from tests.properties.plans import COUNTED, WEEKDAYS, routine_file
from tests.properties.rows import as_assignment, as_session, as_stone, as_version, assignment_row, plans_of
from tests.properties.values import Link, Session

T = TypeVar("T")
pick = st.integers(0, 999)
"""Which of the things there are: the number modulo how many there are."""
ZONES = {"ann": "Europe/Berlin", "ben": "Pacific/Auckland", "tom": "Europe/Berlin"}
ATHLETES = ("ann", "ben")
CALENDAR = frozenset({"begin-not-possible", "nothing-to-schedule", "include-not-possible"})
"""Refusals about days and weeks, which the model leaves to the calendar."""
EVER = ("0001-01-01", "9999-12-31")
NOT_TOLD = frozenset({"performance_log", "updated_at"})
Calendar = list[dict[str, object]]
NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Beginning:
    """A database and the model beside it before anything is played."""

    rows: Dump
    people: dict[str, User]
    routines: dict[str, str]
    model: Model


def begin_anew(db: Database) -> Beginning:
    """Let two athletes be coached by a trainer, who has two routines."""
    empty(db)
    model, routines = Model("tom"), {}
    people = {"tom": a_trainer(db), **{name: a_user(db, name, time_zone=ZONES[name]) for name in ATHLETES}}
    for name in ATHLETES:
        a_coaching(db, people["tom"], people[name])
        model.links[name] = Link()
        with db.read() as read:
            own = assignments.own_of(read, name)
        model.assignments[own.id] = as_assignment(own, own=True)
    for routine in (WEEKDAYS, COUNTED):
        first = create_routine(db, routine_file(routine, 0), an_act(people["tom"]))
        routines[routine] = first.parent_routine_id
        model.versions[first.id] = as_version(first)
    return Beginning(dump(db), people, routines, model)


class Stage(RuleBasedStateMachine):
    """Give rules their hands (`refused_or`) and compare everything after each of them."""

    database: ClassVar[Database]
    beginning: ClassVar[Beginning | None] = None
    """What every example begins with, made by the first one."""
    totals: ClassVar[dict[str, int]]
    """How often each thing was played, over all examples."""

    def __init__(self) -> None:
        super().__init__()
        self.db = self.database
        self.done: dict[str, int] = {}
        self.acknowledged: dict[str, str] = {}
        """By the id of a performed set, the session it was logged in."""
        self.snapshots: dict[str, str] = {}
        """By the id of every session ever seen, its snapshot's bytes."""
        self.readers = [FeedReader(name) for name in ATHLETES]
        self.diary: list[tuple[str, str, Calendar]] = []
        """What somebody's calendar was at an instant, to be asked for again at the end."""
        self.now: str = NOW
        beginning = self.beginning or begin_anew(self.db)
        type(self).beginning = beginning
        fill(self.db, beginning.rows)
        self.rows, self.people, self.routines = beginning.rows, beginning.people, beginning.routines
        self.model = deepcopy(beginning.model)

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

    def refused_or(self, reasons: set[str], do: Callable[[], T], *, calendar: bool = False, name: str = "") -> T | None:
        """Do it where nothing speaks against it; else it must be refused with one of the reasons, changing nothing."""
        try:
            outcome = do()
        except Refusal as refusal:
            self._rightly_refused(refusal, reasons or (CALENDAR if calendar else NOTHING))
            self.count(f"{name} refused")
            return None
        assert not reasons, f"done, although {sorted(reasons)}"
        self.count(name)
        return outcome

    def _rightly_refused(self, refusal: Refusal, expected: set[str] | frozenset[str]) -> None:
        assert refusal.code in expected, f"refused by {refusal.code} ({refusal}), expected {sorted(expected)}"
        assert refusal.sentence
        assert refusal.remedy
        changed = differences(self.rows, dump(self.db))
        assert not changed, f"refused ({refusal.code}), and yet changed: {changed}"

    def count(self, name: str) -> None:
        """Count what was played, for the report of the long run."""
        self.done[name] = self.done.get(name, 0) + 1

    def take_in_version(self, version: RoutineVersion) -> None:
        """Let the model know a published version."""
        self.model.versions[version.id] = as_version(version)

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
        """Read each feed from every point kept, ask for past calendars, and let the program check itself."""
        for place, reader in enumerate(self.readers):
            reader.read_on(self.db, 1 + place % 7)
            self.compare(reader)
        with self.db.read() as read:
            for user, at, seen in self.diary:
                assert calendar(calendar_as_of.between(read, user, *EVER, at)) == seen, f"as of {at}"
            assert not verify(read).findings
        totals = type(self).totals
        for name, times in self.done.items():
            totals[name] = totals.get(name, 0) + times

    def compare(self, reader: FeedReader) -> None:
        """Compare what a reader holds, who has read to the end, with the athlete's state."""
        with self.db.read() as read:
            there = state(read, reader.user, reader.scope)
        assert reader.view == there, _apart(reader.view, there)


def _apart(view: dict[tuple[str, str], bytes], there: dict[tuple[str, str], bytes]) -> str:
    keys = [key for key in {**view, **there} if view.get(key) != there.get(key)]
    return "\n".join(f"{key}: read {view.get(key)!r}, stands {there.get(key)!r}" for key in keys)


def calendar(found: list[WorkoutSession]) -> Calendar:
    """Give what a calendar shows; what a past log held is told only as far as events say."""
    shown = (msgspec.structs.asdict(session) for session in found)
    return [{name: value for name, value in one.items() if name not in NOT_TOLD} for one in shown]
