"""How far many feeds have come: what a server asks again and again while pages are open on it."""

from collections import defaultdict
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


_ASSIGNED = """t.{column} in (select r.id from routine_assignment as r
                  where r.user_id = t.user_id and r.assigned_by = :trainer)"""
"""No `exists`: for that PostgreSQL may go through everybody's assignments once, to have them at hand."""
_OWN = f"(t.added_by = :trainer or {_ASSIGNED.format(column='routine_assignment_id')})"
_NAMES_ONLY_THEIRS = " and ".join(
    f"(t.{column} is null or {_ASSIGNED.format(column=column)})"
    for column in ("old_assignment_id", "new_assignment_id")
)
_THEIRS = {
    "routine_assignment": "t.assigned_by = :trainer",
    "deleted_session": _OWN,
    "workout_session": _OWN,
    "receipt": _NAMES_ONLY_THEIRS,
    "reference_value": "true",
}
"""Which rows of the feed's tables are told to a trainer who sees only what they assigned (`storage/sync/feed.py`)."""


def _sights(dialect: str, named: str) -> sa.TextClause:
    # of the feeds, which lie beside training: what is looked up for each row can't hang on one of JSON alone
    latest = ", ".join(
        f"coalesce((select t.change_seq from {table} as t where t.user_id = s.user_id and {theirs} "  # noqa: S608  # our own fragments
        f"order by t.change_seq desc limit 1), 0)"
        for table, theirs in _THEIRS.items()
    )
    greatest = "max" if dialect == "sqlite" else "greatest"
    return sa.text(
        f"""with asked as materialized ({given(dialect, "owner")})
            select s.user_id, {greatest}({latest}) as seq,
                   (select count(*) from workout_session as t
                    join message as m on m.user_id = t.user_id and m.session_id = t.id
                    where t.user_id = s.user_id and {_OWN}) as messages
            from user_feed as s where s.user_id in (select owner from asked){named}"""  # noqa: S608  # our own fragments
    )


_SIGHTS = ByOwner(_sights)


def sights(read: Read, asked: Collection[tuple[Id, Id]]) -> dict[tuple[Id, Id], Sight]:
    """Give how far feeds have come for trainers who see only what they assigned, by athlete and trainer."""
    of_trainer: dict[Id, list[dict[str, Id]]] = defaultdict(list)
    for user_id, trainer in sorted(asked):
        of_trainer[trainer].append({"owner": user_id})
    found: dict[tuple[Id, Id], Sight] = {}
    for trainer, owners in of_trainer.items():
        for row in _SIGHTS.rows(read, owners, trainer=trainer):
            found[row.user_id, trainer] = Sight(row.seq, row.messages)
    return found


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
        if user_id not in pairs or pairs[user_id] in narrow  # erased between two statements
    }
