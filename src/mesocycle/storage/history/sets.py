"""Performed sets over weeks and years: rows of one exercise or all, and days summed by the database."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import sqlalchemy as sa

from mesocycle.domain.document import Date, Id
from mesocycle.domain.history.done import HARD_RIR, CountedSet, SetSums, WorkedSet
from mesocycle.domain.instant import FIRST_DAY
from mesocycle.domain.log.plausible import MOST_KG
from mesocycle.domain.permission import ALL, Scope
from mesocycle.storage.engine.database import Read
from mesocycle.storage.engine.prepared import Prepared
from mesocycle.storage.plans import snapshot_movements

_DIALECTS = ("sqlite", "postgresql")
_THEIRS = """and p.session_id in (
  select s.id from workout_session as s where s.user_id = :user_id and (s.added_by = :trainer
    or s.routine_assignment_id in (
      select a.id from routine_assignment as a where a.user_id = :user_id and a.assigned_by = :trainer)))"""
_EASY = "p.section_id in :easy"
"""What is done in a warm-up or cool-down counts as a warm-up, whatever kind its sets are."""


_LOAD = f"case when p.load_kg <= {MOST_KG} then p.load_kg end"
"""What nobody lifts, as it may come from elsewhere, is a load that is not known."""


def _prepared(text: str) -> Prepared:
    return Prepared(sa.text(text).bindparams(sa.bindparam("easy", expanding=True, type_=sa.Text())))


def _of_days(dialect: str, *, index: str, scoped: bool) -> str:
    by = f"indexed by {index}" if dialect == "sqlite" else ""  # without statistics SQLite goes through all days
    return f"""from performed_set as p {by}
               where p.user_id = :user_id and p.day >= :first and p.day <= :last {_THEIRS if scoped else ""}"""


def _sets(dialect: str, columns: str, conditions: str, *, one: bool, scoped: bool) -> Prepared:
    index = "ix_performed_set_user_id_exercise_id_day" if one else "ix_performed_set_day"
    of_one = "and p.exercise_id = :exercise_id" if one else ""
    return _prepared(
        f"""select p.day, p.exercise_id, p.exercise_variant_id, {columns}
            {_of_days(dialect, index=index, scoped=scoped)} {of_one} {conditions}"""  # our own fragments
    )


_ALL = (f"case when {_EASY} then 'warmup' else p.set_type end, p.reps, {_LOAD}, p.sides, p.rpe, p.rir, p.counts", "")
_WORKED = (f"p.reps, {_LOAD}, p.sides, p.rpe, p.rir", f"and p.set_type <> 'warmup' and not {_EASY} and p.reps > 0")
_SETS = {
    (dialect, asked, one, scoped): _sets(dialect, *asked, one=one, scoped=scoped)
    for dialect in _DIALECTS
    for asked in (_ALL, _WORKED)
    for one in (False, True)
    for scoped in (False, True)
}


def between(
    read: Read,
    user_id: Id,
    first: Date,
    last: Date,
    *,
    exercise_id: Id | None = None,
    scope: Scope = ALL,
) -> Iterator[CountedSet]:
    """Go through a user's sets between two days, one by one, of one exercise (all its variants) or of all.

    They come as the database finds them, while it is open: fifty thousand are never held at once.
    """
    values = {**_asked(read, user_id, first, last, scope), **_of(exercise_id)}
    asked = _SETS[read.dialect, _ALL, exercise_id is not None, scope.assigned_by is not None]
    return read.each(asked, CountedSet, **values)


def worked(
    read: Read, user_id: Id, first: Date, last: Date, *, exercise_id: Id | None = None, scope: Scope = ALL
) -> Iterator[WorkedSet]:
    """Go through a user's working sets with repetitions in the same way."""
    values = {**_asked(read, user_id, first, last, scope), **_of(exercise_id)}
    asked = _SETS[read.dialect, _WORKED, exercise_id is not None, scope.assigned_by is not None]
    return read.each(asked, WorkedSet, **values)


class HeaviestLoad(NamedTuple):
    """The heaviest load with which a variant was done so many times."""

    exercise_variant_id: Id
    reps: int
    load_kg: float


_HEAVIEST = Prepared(
    sa.text(
        f"""select p.exercise_variant_id, p.reps, max(p.load_kg) as load_kg from performed_set as p
            where p.user_id = :user_id and p.exercise_id in :exercises and p.day >= :first and p.day <= :last
              and p.exercise_variant_id is not null and p.reps > 0 and p.load_kg > 0 and p.load_kg <= {MOST_KG}
              and p.set_type <> 'warmup' and not {_EASY}
            group by p.exercise_variant_id, p.reps"""  # noqa: S608  # our own fragment
    ).bindparams(*(sa.bindparam(name, expanding=True, type_=sa.Text()) for name in ("easy", "exercises")))
)


def heaviest(read: Read, user_id: Id, exercises: Sequence[Id], *, until: Date) -> Iterator[HeaviestLoad]:
    """Give of every variant of some movements the heaviest load for each count of repetitions; no warm-ups."""
    values = {**_asked(read, user_id, FIRST_DAY, until, ALL), "exercises": list(exercises)}
    return read.each(_HEAVIEST, HeaviestLoad, **values)


def _of(exercise_id: Id | None) -> dict[str, Id]:
    return {} if exercise_id is None else {"exercise_id": exercise_id}


_VOLUME = f"coalesce(sum(p.load_kg * p.reps * p.sides) filter (where p.load_kg > 0 and p.load_kg <= {MOST_KG}), 0.0)"

_NO_KG = "cast(0 as double precision)"
"""A bare 0.0 is a decimal on PostgreSQL."""


def _working(dialect: str, *, scoped: bool) -> Prepared:
    # In the order of the index, so that nothing is sorted: weeks are summed of these days.
    return _prepared(
        f"""select p.day, p.exercise_id, p.exercise_variant_id, sum(p.counts) as working_sets,
              coalesce(sum(p.counts)
                filter (where p.set_type <> 'drop' and coalesce(p.rir, 10 - p.rpe, 0) <= {HARD_RIR}), 0) as hard,
              coalesce(sum(p.reps * p.sides), 0) as reps, {_VOLUME} as volume_kg, {_NO_KG} as warmup_volume_kg,
              coalesce(sum(p.counts) filter (where {_LOAD} is null and p.reps is not null), 0) as unknown_loads
            {_of_days(dialect, index="ix_performed_set_day", scoped=scoped)}
              and p.set_type <> 'warmup' and not {_EASY}
            group by p.day, p.exercise_variant_id, p.exercise_id"""  # our own fragments
    )


def _warm_ups(dialect: str, *, scoped: bool) -> Prepared:
    return _prepared(
        f"""select p.day, null, null, 0, 0, 0, {_NO_KG}, {_VOLUME}, 0
            {_of_days(dialect, index="ix_performed_set_day", scoped=scoped)}
              and (p.set_type = 'warmup' or {_EASY})
            group by p.day"""  # our own fragments
    )


_DAYS = {
    (dialect, scoped): (_working(dialect, scoped=scoped), _warm_ups(dialect, scoped=scoped))
    for dialect in _DIALECTS
    for scoped in (False, True)
}


def days(
    read: Read, user_id: Id, first: Date, last: Date, *, scope: Scope = ALL, easy: Sequence[Id] | None = None
) -> list[SetSums]:
    """Sum a user's sets between two days by day and exercise variant; warm-ups by day alone, with no exercise.

    `easy` are the days' easy sections where the caller knows them.
    """
    values = _asked(read, user_id, first, last, scope, easy)
    asked = _DAYS[read.dialect, scope.assigned_by is not None]
    return [row for statement in asked for row in read.each(statement, SetSums, **values)]


def _asked(
    read: Read, user_id: Id, first: Date, last: Date, scope: Scope, easy: Sequence[Id] | None = None
) -> dict[str, object]:
    known = snapshot_movements.easy_sections(read, user_id, first, last) if easy is None else list(easy)
    values: dict[str, object] = {"user_id": user_id, "first": first, "last": last, "easy": known}
    if scope.assigned_by is not None:
        values["trainer"] = scope.assigned_by
    return values
