"""How far many feeds have come: what a server asks again and again while pages are open on it."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

import sqlalchemy as sa

from mesocycle.domain.document import Id
from mesocycle.domain.people.live import FeedPosition
from mesocycle.domain.permission import Scope
from mesocycle.storage.engine.by_owner import ByOwner
from mesocycle.storage.engine.database import Read
from mesocycle.storage.engine.rows import given
from mesocycle.storage.sync.feed import TIMELINE, epoch_for, epoch_on


class Mark(NamedTuple):
    """Where a feed stands, as the tables say it."""

    epoch: Id
    timeline: str
    seq: int


class Sight(NamedTuple):
    """Of what a trainer sees who sees only what they assigned: the last change, and how many messages."""

    seq: int
    messages: int


def _marks(dialect: str, named: str) -> sa.TextClause:
    timeline = TIMELINE[dialect]
    return sa.text(
        f"""with asked as materialized ({given(dialect, "owner", "epoch", "timeline", numbers=("seq",))})
            select s.user_id, s.epoch, {timeline} as timeline, s.seq
            from asked as a cross join user_feed as s
            where s.user_id = a.owner{named}
              and (s.seq <> a.seq or s.epoch <> a.epoch or {timeline} <> a.timeline)"""  # noqa: S608  # our own fragments
    )


_MARKS = ByOwner(_marks)
_UNKNOWN = Mark("", "", -1)


def moved(read: Read, known: Mapping[Id, Mark]) -> dict[Id, Mark]:
    """Give where those feeds stand now that stand elsewhere than is known."""
    if not known:
        return {}
    asked = [{"owner": user_id, **mark._asdict()} for user_id, mark in known.items()]
    return {row.user_id: Mark(row.epoch, row.timeline, row.seq) for row in _MARKS.rows(read, asked)}


def marks(read: Read, users: Collection[Id]) -> dict[Id, Mark]:
    """Give where the feeds of users stand."""
    return moved(read, dict.fromkeys(users, _UNKNOWN))


_ASSIGNED = """exists (select 1 from routine_assignment as r
                       where r.user_id = s.user_id and r.id = s.{column} and r.assigned_by = a.trainer)"""
_OWN = f"(s.added_by = a.trainer or {_ASSIGNED.format(column='routine_assignment_id')})"
_NAMES_ONLY_THEIRS = " and ".join(
    f"(s.{column} is null or {_ASSIGNED.format(column=column)})"
    for column in ("old_assignment_id", "new_assignment_id")
)
_THEIRS = {
    "routine_assignment": "s.assigned_by = a.trainer",
    "deleted_session": _OWN,
    "workout_session": _OWN,
    "receipt": _NAMES_ONLY_THEIRS,
    "reference_value": "true",
}
"""Which rows of the feed's tables are told to a trainer who sees only what they assigned (`storage/sync/feed.py`)."""


def _sights(dialect: str, named: str) -> sa.TextClause:
    latest = ", ".join(
        f"coalesce((select s.change_seq from {table} as s where s.user_id = a.owner{named} and {theirs} "  # noqa: S608  # our own fragments
        f"order by s.change_seq desc limit 1), 0)"
        for table, theirs in _THEIRS.items()
    )
    greatest = "max" if dialect == "sqlite" else "greatest"
    return sa.text(
        f"""with asked as materialized ({given(dialect, "owner", "trainer")})
            select a.owner, a.trainer, {greatest}({latest}) as seq,
                   (select count(*) from workout_session as s
                    join message as m on m.user_id = s.user_id and m.session_id = s.id
                    where s.user_id = a.owner{named} and {_OWN}) as messages
            from asked as a"""  # noqa: S608  # our own fragments
    )


_SIGHTS = ByOwner(_sights)


def sights(read: Read, asked: Collection[tuple[Id, Id]]) -> dict[tuple[Id, Id], Sight]:
    """Give how far feeds have come for trainers who see only what they assigned, by athlete and trainer."""
    if not asked:
        return {}
    rows = _SIGHTS.rows(read, [{"owner": user_id, "trainer": trainer} for user_id, trainer in sorted(asked)])
    return {(row.owner, row.trainer): Sight(row.seq, row.messages) for row in rows}


def position(user_id: Id, scope: Scope, mark: Mark, sight: Sight | None) -> FeedPosition:
    """Say where a feed stands for whoever sees so much of it; `sight` is of whoever sees only what they assigned."""
    epoch = epoch_for(epoch_on(mark.epoch, mark.timeline), scope)
    if sight is None:
        return FeedPosition(user_id=user_id, epoch=epoch, seq=mark.seq)
    return FeedPosition(user_id=user_id, epoch=epoch, seq=sight.seq, messages=sight.messages)


def seen(read: Read, scopes: Mapping[Id, Scope]) -> dict[Id, FeedPosition]:
    """Give where the feeds of users stand for one reader; two statements, however many they are."""
    pairs = {user_id: (user_id, scope.assigned_by) for user_id, scope in scopes.items() if scope.assigned_by}
    found, narrow = marks(read, scopes.keys()), sights(read, pairs.values())
    return {
        user_id: position(user_id, scopes[user_id], mark, narrow[pairs[user_id]] if user_id in pairs else None)
        for user_id, mark in found.items()
    }
