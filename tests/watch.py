"""Hears every statement that a test sends to PostgreSQL; keeps what an engine of many machines would refuse."""

import sys
from collections.abc import Mapping
from types import FrameType

import sqlalchemy as sa
from sqlalchemy import event

from tests.spread import facts, names_one_owner, refused

SEVERAL_OWNERS = frozenset(
    {
        # a trainer's athletes, as far as each lets them see; a plan's followers
        "storage/assignments/assignments.py:followers",
        "storage/assignments/assignments.py:live_of_users",
        "storage/calendar/roster_sessions.py:around",
        "storage/calendar/roster_sessions.py:_latest_of",
        "storage/calendar/roster_sessions.py:logs",
        "storage/calendar/entries.py:_changes",
        "storage/calendar/entries.py:of_people",
        "storage/calendar/rosters.py:of_day",
        "storage/conversation/messages.py:unread_counts",
        "storage/history/lines.py:assignments_in_sight",
        "storage/history/lines.py:all_sessions",
        "storage/history/lines.py:sets",
        "storage/history/lines.py:with_sets",
        "storage/history/lines.py:without_sets",
        "storage/history/outcomes.py:count",
        "storage/history/recent.py:days_taken",
        "storage/history/recent.py:of_routines",
        "storage/plans/readable_versions.py:_may_read",
        "storage/plans/routines.py:by_name",
        "storage/plans/routines.py:listed",
        "storage/sync/positions.py:moved",
        "storage/sync/positions.py:sights",
        # roll-outs: many athletes' replacements in one transaction
        "storage/assignments/assignments.py:continued",
        "storage/assignments/assignments.py:end",
        "storage/assignments/assignments.py:live_of_routine",
        "storage/assignments/session_facts.py:of_assignments",
        "storage/plans/reference_values.py:of_users",
        "storage/sessions/removals.py:remove_scheduled",
        # whether anybody uses a plan that is to be deleted; an account that is erased with what others keep of it
        "storage/people/accounts.py:_used",
        "storage/people/accounts.py:erase_access",
        "storage/plans/routines.py:in_use",
        "storage/plans/snapshots.py:sweep",
        # what a server forgets by itself
        "storage/imports/runs.py:<lambda>",
        "storage/imports/runs.py:sweep",
        "storage/sync/request_keys.py:<lambda>",
    }
)
"""Who asks about several owners by the nature of the question; everybody else names the one."""
ONE_MACHINE = frozenset({"storage/sessions/own.py:find"})
"""Who asks so only where the database is on one machine (`Read.is_spread`)."""
_WHOLE = ("storage/upkeep/", "storage/migrations/", "storage/schema/")
"""Those who go through the whole database."""


class Watch:
    """Hears every statement that this process sends to PostgreSQL and keeps what an engine would refuse."""

    def __init__(self) -> None:
        """Begin to listen."""
        self.found: list[str] = []
        self._after_many: dict[int, str] = {}
        self._one_by_one: set[int] = set()
        event.listen(sa.Engine, "before_cursor_execute", self._hear)
        for end in ("begin", "commit", "rollback"):
            event.listen(sa.Engine, end, self._forget)

    def _forget(self, connection: sa.Connection) -> None:
        self._after_many.pop(id(connection), None)
        self._one_by_one.discard(id(connection))

    def _hear(self, connection: sa.Connection, _cursor: object, sql: str, given: object, *_told: object) -> None:
        if connection.dialect.name != "postgresql":
            return
        if "multi_shard_modify_mode" in sql:
            self._one_by_one.add(id(connection))
        first = given[0] if isinstance(given, list | tuple) and given else given
        values: Mapping[str, object] = first if isinstance(first, dict) else {}
        one = names_one_owner(sql, values)
        after_many = self._after_many.get(id(connection))
        if one and after_many is None and not _may_be_refused(sql):
            return
        who = _sender()
        if who is None or who in ONE_MACHINE or who.startswith(_WHOLE):
            return
        why = refused(sql, values, after_many=after_many)
        if why is None and not one and who not in SEVERAL_OWNERS:
            why = "it is about training and names no owner as a plain parameter"
        if why is not None:
            self.found.append(f"{who}: {why}\n{sql}")
        if not one and id(connection) not in self._one_by_one:
            self._after_many[id(connection)] = who


def _may_be_refused(sql: str) -> bool:
    found = facts(sql)
    return found is not None and (found.odd or found.locks)


def _sender() -> str | None:
    """Name the function that sends the present statement; None where it is a test itself."""
    frame: FrameType | None = sys._getframe()
    while frame is not None:
        _, house, place = frame.f_code.co_filename.partition("/src/mesocycle/")
        if house and not place.startswith("storage/engine/"):
            return f"{place}:{frame.f_code.co_name}"
        frame = frame.f_back
    return None
