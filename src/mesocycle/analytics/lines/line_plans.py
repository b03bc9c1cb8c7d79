"""The plans a line stood in: resolved once for all days that are alike, and every deed in them judged once."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from types import MappingProxyType
from typing import NamedTuple

from mesocycle.analytics.plan_and_deed.done_line import is_part
from mesocycle.analytics.plan_and_deed.planned_lines import PlannedLine, section_lines
from mesocycle.analytics.plan_and_deed.set_aims import DoneSet, Shown, widened
from mesocycle.analytics.plan_and_deed.tolerance import Measure, Verdict, deviations, verdict_of
from mesocycle.domain.document import Date, Id
from mesocycle.domain.history.lines import LineSetRow
from mesocycle.domain.instant import FIRST_DAY
from mesocycle.domain.people.user import User
from mesocycle.domain.plan.lines import alternatives
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.steps import flatten
from mesocycle.domain.plan.turns import read_snapshot
from mesocycle.domain.plan.workout import AmrapSection, BodyweightExercise, Exercise, Section
from mesocycle.domain.reference.resolution import Resolved, resolve
from mesocycle.domain.reference.value import ReferenceValue

_WHAT = slice(LineSetRow._fields.index("set_id"), None)
"""The part of a row that a verdict hangs on."""


class Judged(NamedTuple):
    """What one performed set comes to; `planned` is False in a further round of an AMRAP."""

    verdict: Verdict
    effort: float | None
    planned: bool


class Plan:
    """One snapshot's lines of the one asked for, by set or step and round, and the sections they stand in."""

    def __init__(
        self,
        sections: Iterable[Section],
        resolved: Resolved,
        leaf_ids: frozenset[Id],
        stepped: Mapping[Id, int] = MappingProxyType({}),
        offered: Mapping[str, Id] = MappingProxyType({}),
    ) -> None:
        self._offered = offered
        self.stepped = stepped
        """How many steps are done in each section of the whole workout that has any."""
        self.lines: dict[tuple[Id, int], PlannedLine] = {}
        """The sets."""
        self.others: set[Id] = set()
        """The steps and exercises without sets."""
        self.sections: list[tuple[Section, list[PlannedLine]]] = []
        self._repeating: set[Id] = set()
        for section in sections:
            every = list(section_lines(section, resolved))
            mine = [line for line in every if line.line_id in leaf_ids]
            self.lines.update({(line.line_id, line.round or 1): line for line in mine if line.set is not None})
            self.others.update(line.line_id for line in mine if line.set is None)
            self.sections += [(section, every)] if mine else []
            if isinstance(section, AmrapSection):
                self._repeating.update(line.line_id for line in mine)
        self._judged: dict[tuple[object, ...], Judged | None] = {}

    def only(self, leaf_ids: frozenset[Id]) -> "Plan":
        """Give the plan of some of its lines alone; what was judged of them stays judged."""
        made = copy(self)
        made.lines = {place: line for place, line in self.lines.items() if line.line_id in leaf_ids}
        made.others = self.others & leaf_ids
        made.sections = [one for one in self.sections if not leaf_ids.isdisjoint(line.line_id for line in one[1])]
        return made

    def judge(self, row: LineSetRow, *, one_side: bool = False) -> Judged | None:
        """Judge a performed set, alike ones once; None where nobody planned its round: added work."""
        key = (one_side, *tuple(row)[_WHAT])
        if key not in self._judged:
            self._judged[key] = self._judge(row, one_side=one_side)
        return self._judged[key]

    def _judge(self, row: LineSetRow, *, one_side: bool) -> Judged | None:
        planned = self.lines.get((row.set_id, row.round))
        line = planned or (self.lines.get((row.set_id, 1)) if row.set_id in self._repeating else None)
        if line is None:
            return None
        measured = done_of_row(row, line.exercise).measures()
        shown = Shown(row.suggested_kg, row.suggested_reps, row.suggested_s)
        aims = tuple(widened(aim, shown) for aim in line.aims)
        verdict = verdict_of(deviations(aims, measured))
        if line.exercise is not None and not is_of(line.exercise, row.variant_id, self._offered):
            verdict = Verdict.SUBSTITUTED
        elif (one_side and line.set is not None and line.set.per_side is True) or is_part(aims, measured):
            verdict = Verdict.PARTIAL
        return Judged(verdict, measured.get(Measure.EFFORT), planned is not None)


def is_of(exercise: Exercise, variant_id: Id | None, offered: Mapping[str, Id]) -> bool:
    """Tell whether a variant is the planned one, or one that the plan leaves the choice of (`LineRows.offered`)."""
    if variant_id == exercise.exercise_variant_id:
        return True
    others = (offered.get(each.casefold()) for each in alternatives(exercise.name)[1:])
    return variant_id is not None and variant_id in others


class Plans:
    """The plans of the sessions, each resolved once for all days on which the same values were in force."""

    def __init__(
        self,
        leaf_ids: frozenset[Id],
        snapshots: Mapping[bytes, str],
        people: Mapping[Id, User],
        values: Mapping[Id, Sequence[ReferenceValue]],
        offered: Mapping[str, Id] = MappingProxyType({}),
    ) -> None:
        self._offered = offered
        self._leaves = leaf_ids
        self._snapshots = snapshots
        self._people = people
        self._values = values
        self._read: dict[bytes, WorkoutSnapshot | None] = {}
        self._sections: dict[bytes, Sequence[Section]] = {}
        """Of snapshots met before, those with the line asked for: the others tell nothing more of it."""
        self._stepped: dict[bytes, dict[Id, int]] = {}
        self._without: dict[bytes, Plan] = {}
        """The plans of snapshots that have nothing of the line, for anybody on any day."""
        self._plans: dict[tuple[bytes, Id | None, int], Plan | None] = {}
        self._days = {user: sorted({value.valid_from for value in those}) for user, those in values.items()}

    def of(self, user_id: Id, snapshot_hash: bytes, day: Date | None) -> Plan | None:
        """Give the plan of some sessions; None where the snapshot is foreign."""
        epoch = 0 if day is None else bisect_right(self._days.get(user_id, []), day)
        key = (snapshot_hash, None if day is None else user_id, epoch)
        if key not in self._plans:
            self._plans[key] = self._plan(user_id, snapshot_hash, day)
        return self._plans[key]

    def _plan(self, user_id: Id, snapshot_hash: bytes, day: Date | None) -> Plan | None:
        snapshot = self._snapshot(snapshot_hash)
        athlete = self._people.get(user_id)
        if snapshot is None or athlete is None:
            return None
        if snapshot_hash in self._without:
            return self._without[snapshot_hash]
        values = () if day is None else self._values.get(user_id, ())
        resolved = resolve(snapshot, values, day or FIRST_DAY, athlete.load_step, athlete.units)
        if snapshot_hash not in self._stepped:
            counts = {section.id: len(flatten(section)) for section in snapshot.sections}
            self._stepped[snapshot_hash] = {id_: count for id_, count in counts.items() if count}
        sections = self._sections.get(snapshot_hash, snapshot.sections)
        plan = Plan(sections, resolved, self._leaves, self._stepped[snapshot_hash], self._offered)
        self._sections[snapshot_hash] = [section for section, _ in plan.sections]
        if not plan.sections:
            self._without[snapshot_hash] = plan
        return plan

    def _snapshot(self, hash_: bytes) -> WorkoutSnapshot | None:
        if hash_ not in self._read:
            self._read[hash_] = read_snapshot(self._snapshots.get(hash_, "{}"))
        return self._read[hash_]


class SomePlans:
    """The plans of some of the lines alone: what was resolved for all of them is not resolved again."""

    def __init__(self, whole: Plans, leaf_ids: frozenset[Id]) -> None:
        self._whole = whole
        self._leaves = leaf_ids
        self._some: dict[Plan, Plan] = {}

    def of(self, user_id: Id, snapshot_hash: bytes, day: Date | None) -> Plan | None:
        """Give the plan of some sessions; None where the snapshot is foreign."""
        plan = self._whole.of(user_id, snapshot_hash, day)
        if plan is None:
            return None
        if plan not in self._some:
            self._some[plan] = plan.only(self._leaves)
        return self._some[plan]


def done_of_row(row: LineSetRow, exercise: Exercise | None) -> DoneSet:
    """Give what was done as it was loaded: of one hand, or beside the body."""
    load = row.added_kg if isinstance(exercise, BodyweightExercise) else row.load_kg
    if load is not None and exercise is not None and exercise.load_per == "hand":
        load /= 2
    return DoneSet(
        reps=row.reps,
        load_kg=load,
        duration_s=row.duration_s,
        distance_m=row.distance_m,
        rpe=row.rpe,
        rir=row.rir,
    )
