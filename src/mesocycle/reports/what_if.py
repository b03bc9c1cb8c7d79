"""Try a version on an athlete's or a roster's real history before it is given: nothing is changed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from mesocycle.actions.assignments.replace_assignment import Replaced, decide, load_replaced
from mesocycle.actions.assignments.roll_out import CONTINUE, replaceable_of, within_reach
from mesocycle.analytics.plan_and_deed.amounts import NOTHING, Amounts, total
from mesocycle.analytics.plan_and_deed.planned_lines import PlannedLine, planned_lines
from mesocycle.analytics.plan_and_deed.set_aims import planned_amounts
from mesocycle.analytics.weeks import days_before, week_of
from mesocycle.analytics.what_if import WhatIf, WhatIfReport, refused
from mesocycle.analytics.what_if import change_by_version as changes
from mesocycle.domain.assignment.arrangement import Arrangement, Content
from mesocycle.domain.assignment.assignment import ReplacementRequest
from mesocycle.domain.assignment.what_if import WEEKS_AHEAD
from mesocycle.domain.document import Date, Id
from mesocycle.domain.history.recent import DayTaken
from mesocycle.domain.instant import civil_day
from mesocycle.domain.people.act import Act
from mesocycle.domain.permission import require_assignable
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.reference.in_force import ValuesOnDay
from mesocycle.domain.reference.loads import ResolvedLoad, resolve_loads
from mesocycle.domain.reference.resolution import resolve
from mesocycle.domain.refusal import Refusal
from mesocycle.storage.assignments import assignments
from mesocycle.storage.engine.database import Database, Read
from mesocycle.storage.history import recent as recent_training
from mesocycle.storage.plans import readable_versions

_SNAPSHOT = msgspec.json.Decoder(WorkoutSnapshot)


def what_if(
    db: Database,
    version_id: Id,
    act: Act,
    *,
    members: Sequence[Id] | None = None,
    wish: ReplacementRequest = CONTINUE,
    weeks: int = WEEKS_AHEAD,
) -> WhatIfReport:
    """Say what giving a version to the athletes named would change, or to all within reach who follow another one."""
    with db.read() as read:
        content = readable_versions.get_content(read, act.actor, version_id)
        require_assignable(content.version)
        routine_id = content.version.parent_routine_id
        if members is None:
            members = within_reach(read, assignments.followers(read, routine_id, not_on=version_id), act.actor)
        found = _members(read, list(dict.fromkeys(members)), content, wish, weeks, act)
    return WhatIfReport(routine_version_id=version_id, members=tuple(found))


def _members(
    read: Read, members: Sequence[Id], content: Content, wish: ReplacementRequest, weeks: int, act: Act
) -> list[WhatIf]:
    olds, refusals = replaceable_of(read, members, content.version.parent_routine_id, act.actor)
    athletes = load_replaced(read, olds)
    arranged: dict[Id, Arrangement] = {}
    for user_id, athlete in athletes.items():
        try:
            arranged[user_id] = decide(athlete, content, act, wish, dry_run=True)
        except Refusal as refusal:
            refusals[user_id] = refusal.document
    told = _told(read, athletes, arranged, content, weeks, act)
    # Who can't be given it may be a stranger: their name is not told.
    names = {user_id: athlete.user.name for user_id, athlete in athletes.items()}
    no = {user_id: refused(user_id, names.get(user_id, ""), document) for user_id, document in refusals.items()}
    return [told.get(user_id) or no[user_id] for user_id in members]


def _told(
    read: Read,
    athletes: Mapping[Id, Replaced],
    arranged: Mapping[Id, Arrangement],
    content: Content,
    weeks: int,
    act: Act,
) -> dict[Id, WhatIf]:
    days = [one.scheduled_date for arrangement in arranged.values() for one in arrangement.sessions]
    taken: defaultdict[Id, list[DayTaken]] = defaultdict(list)
    leaving = {user_id: athletes[user_id].old.id for user_id in arranged}
    if days:
        for one in recent_training.days_taken(read, leaving, min(days), max(days)):
            taken[one.user_id].append(one)
    this_week = week_of(
        max((arrangement.today for arrangement in arranged.values()), default=civil_day(act.now, "UTC"))
    )
    routines = dict.fromkeys(arranged, content.version.parent_routine_id)
    recent = recent_training.of_routines(read, routines, days_before(this_week, 7 * weeks), days_before(this_week, 1))
    plans = _Plans()
    return {
        user_id: changes(
            arrangement,
            athletes[user_id].user.name,
            old_sessions=[one for one in athletes[user_id].sessions if one.assignment_id == athletes[user_id].old.id],
            taken=taken[user_id],
            planned=plans.of(arrangement, athletes[user_id]),
            recent=recent.get(user_id),
        )
        for user_id, arrangement in arranged.items()
    }


class _Plans:
    """How much the version's workouts are; what hangs on no athlete's values is worked out once for all."""

    def __init__(self) -> None:
        self._snapshots: dict[bytes, WorkoutSnapshot] = {}
        self._for_all: dict[bytes, tuple[Amounts, list[PlannedLine]]] = {}
        """What is the same for everybody, and the sets whose load hangs on an athlete's values."""
        self._sets: dict[tuple[bytes, Id, ResolvedLoad | None], Amounts] = {}
        """Those sets at the loads met so far: a roster has few."""

    def of(self, arrangement: Arrangement, athlete: Replaced) -> dict[Id, Amounts]:
        """Give the amounts of the sessions to be created, with the values that are in force today."""
        for stored in arrangement.snapshots:
            if stored.hash not in self._snapshots:
                self._snapshots[stored.hash] = _SNAPSHOT.decode(stored.body)
        hashes = {session.snapshot_hash for session in arrangement.sessions}
        values = ValuesOnDay(athlete.values, arrangement.today)
        own = {hash_: self._amounts(hash_, athlete, arrangement.today, values) for hash_ in hashes}
        return {session.id: own[session.snapshot_hash] for session in arrangement.sessions}

    def _amounts(self, hash_: bytes, athlete: Replaced, today: Date, values: ValuesOnDay) -> Amounts:
        user, known = athlete.user, self._for_all.get(hash_)
        if known is None:
            resolved = resolve(self._snapshots[hash_], athlete.values, today, user.load_step, user.units)
            known = self._for_all[hash_] = _parted(planned_lines(self._snapshots[hash_], resolved))
            self._snapshots[hash_] = _narrowed(self._snapshots[hash_], known[1])
        shared, lines = known
        if not lines:
            return shared
        loads = resolve_loads(self._snapshots[hash_], values, user.load_step, user.units)
        return total((shared, *(self._of_set(hash_, line, loads) for line in lines)))

    def _of_set(self, hash_: bytes, line: PlannedLine, loads: Mapping[Id, ResolvedLoad]) -> Amounts:
        if line.exercise is None or line.set is None:
            return NOTHING
        load_replaced = loads.get(line.set.id)
        key = (hash_, line.set.id, load_replaced)
        if key not in self._sets:
            self._sets[key] = planned_amounts(line.exercise, line.set, load_replaced)
        return self._sets[key]


def _narrowed(snapshot: WorkoutSnapshot, own: Sequence[PlannedLine]) -> WorkoutSnapshot:
    """Leave the exercises with percentages; all of them where one is of a top set, which any of them may be."""
    if any(line.set is not None and line.set.percent_of_top_set is not None for line in own):
        return snapshot
    kept = {line.exercise.id for line in own if line.exercise is not None}
    sections = (
        replace(section, exercises=tuple(each for each in section.exercises or () if each.id in kept))
        for section in snapshot.sections
        if any(each.id in kept for each in section.exercises or ())
    )
    return replace(snapshot, sections=tuple(sections))


def _parted(lines: Iterable[PlannedLine]) -> tuple[Amounts, list[PlannedLine]]:
    """Part what everybody does alike from the sets that are percentages."""
    alike: list[PlannedLine] = []
    own: list[PlannedLine] = []
    for line in lines:
        (own if line.set is not None and line.set.percent is not None else alike).append(line)
    return total(line.amounts for line in alike), own
