"""Counting what became of a line: from rows of sets, and from logs where only they tell."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from types import MappingProxyType

from msgspec import Struct

from mesocycle.analytics.lines.line_plans import Plans, SomePlans
from mesocycle.analytics.plan_and_deed.matching import section_pairs
from mesocycle.analytics.plan_and_deed.tolerance import Verdict
from mesocycle.analytics.plan_and_deed.whole_run import WholeRun, whole_section
from mesocycle.domain.document import Id
from mesocycle.domain.history.lines import LineMember, LineSetRow, LoggedSession, SessionGroup
from mesocycle.domain.log.editing import is_empty
from mesocycle.domain.people.user import User
from mesocycle.domain.reference.value import ReferenceValue
from mesocycle.domain.session.stored_log import read_log


class LineRows(Struct, frozen=True, kw_only=True):
    """What the database says of the line."""

    sessions: Sequence[SessionGroup]
    sets: Sequence[LineSetRow]
    logged: Sequence[LoggedSession]
    """Sessions without a set in the line's sections, where it has sets."""
    others: Sequence[LoggedSession]
    """All sessions, where the line has steps or exercises without sets."""
    snapshots: Mapping[bytes, str]
    people: Mapping[Id, User]
    values: Mapping[Id, Sequence[ReferenceValue]]
    versions: Mapping[Id, int]
    by_day: bool
    """Whether the line's loads and targets hang on the day."""
    offered: Mapping[str, Id] = MappingProxyType({})
    """What the line leaves the choice of (`Dip or push-up`), as variants by name without regard to case."""


Key = tuple[Id, Id]
_TURN = attrgetter("user_id", "session_id", "set_id", "round")
_ON_ANY_DAY = attrgetter(*(name for name in LineSetRow._fields if name not in {"session_id", "day"}))
_ON_DAY = attrgetter(*(name for name in LineSetRow._fields if name != "session_id"))


class LineTally:
    """Counts under way, of one athlete in one version."""

    def __init__(self) -> None:
        self.verdicts: Counter[str] = Counter()
        self.sessions = 0
        self.prescribed = 0
        self.effort = 0.0
        self.efforts = 0

    def add(self, verdict: Verdict | None, effort: float | None, times: int = 1) -> None:
        self.verdicts["unknown" if verdict is None else verdict.value] += times
        if effort is not None:
            self.effort += effort * times
            self.efforts += times


def count_sets(plans: Plans | SomePlans, rows: LineRows, tallies: Mapping[Key, LineTally]) -> None:
    """Count the sessions that have sets in the line's section: what no set tells of was omitted."""
    for session in rows.sessions:
        member = session.member
        plan = plans.of(member.user_id, member.snapshot_hash, member.day)
        if plan is not None and plan.lines:
            tally = tallies[_key(member)]
            tally.sessions += session.count
            tally.prescribed += session.count * len(plan.lines)
            tally.verdicts["omitted"] += session.count * len(plan.lines)
    for (row, one_side), count in _alike(rows.sets, by_day=rows.by_day).items():
        plan = plans.of(row.user_id, row.snapshot_hash, row.day if rows.by_day else None)
        judged = None if plan is None else plan.judge(row, one_side=one_side)
        if judged is None:
            continue
        tally = tallies[row.user_id, row.version_id]
        if judged.planned:
            tally.verdicts["omitted"] -= count
        else:
            tally.prescribed += count
        tally.add(judged.verdict, judged.effort, count)


def _alike(rows: Sequence[LineSetRow], *, by_day: bool) -> dict[tuple[LineSetRow, bool], int]:
    """Count the sets of which the same was done; True is one of which only one side was written down."""
    turns = {_TURN(row): row for row in rows if row.side is None}  # a foreign log may have a turn twice
    alike = _ON_DAY if by_day else _ON_ANY_DAY
    counted = Counter(map(alike, turns.values()))
    first = {alike(row): row for row in turns.values()}
    found = {(first[key], False): count for key, count in counted.items()}
    sided: defaultdict[tuple[object, ...], list[LineSetRow]] = defaultdict(list)
    for row in rows:
        if row.side is not None and _TURN(row) not in turns:
            sided[_TURN(row)].append(row)
    for those in sided.values():
        found[_mean(those), len({row.side for row in those}) == 1] = 1
    return found


def _mean(rows: Sequence[LineSetRow]) -> LineSetRow:
    first = rows[0]
    return first._replace(
        reps=_known_mean(row.reps for row in rows),
        load_kg=_known_mean(row.load_kg for row in rows),
        added_kg=_known_mean(row.added_kg for row in rows),
        duration_s=_known_mean(row.duration_s for row in rows),
        distance_m=_known_mean(row.distance_m for row in rows),
        rpe=_known_mean(row.rpe for row in rows),
        rir=_known_mean(row.rir for row in rows),
    )


def _known_mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def count_log(
    plans: Plans | SomePlans, session: LoggedSession, tallies: Mapping[Key, LineTally], *, of_sets: bool
) -> bool:
    """Count the line's sets, or what else it has, from a log; tells whether the session is unrecorded."""
    log = None if session.log is None else read_log(session.log)
    if log is None or is_empty(log):
        return True
    member = session.member
    plan = plans.of(member.user_id, member.snapshot_hash, member.day)
    wanted = set() if plan is None else {line_id for line_id, _ in plan.lines} if of_sets else plan.others
    if plan is None or not wanted:
        return False
    tally = tallies[_key(member)]
    tally.sessions += 1 if of_sets or not plan.lines else 0
    told = [section.section_id for section in log.sections if section.efforts]
    whole = whole_section(log, plan.stepped, [plan.stepped.get(id_, 0) for id_ in told])
    run = None if whole is None else WholeRun("", ())  # of no step anything was recorded apart from the others
    for section, lines in plan.sections:
        if wanted.isdisjoint(line.line_id for line in lines):
            continue
        for planned, done in section_pairs(section, lines, log, run):
            if planned is not None and planned.line_id in wanted:
                tally.prescribed += 1
                tally.add(done.verdict, done.effort)
    return False


def _key(member: LineMember) -> Key:
    return member.user_id, member.version_id
