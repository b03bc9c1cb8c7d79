"""Plan against deed: every planned set, round and step of a session beside what was done."""

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum

from mesocycle.analytics.plan_and_deed.amounts import Amounts, total
from mesocycle.analytics.plan_and_deed.compliance import NOT_COMPARED, NOT_DONE, Compliance, Share, compliance
from mesocycle.analytics.plan_and_deed.done_line import DoneLine
from mesocycle.analytics.plan_and_deed.matching import section_pairs
from mesocycle.analytics.plan_and_deed.planned_lines import PlannedLine, section_lines
from mesocycle.analytics.plan_and_deed.tolerance import Deviation, Verdict
from mesocycle.analytics.plan_and_deed.whole_run import whole_run
from mesocycle.domain.document import Date, Document, Id
from mesocycle.domain.log.editing import EMPTY, is_empty
from mesocycle.domain.log.performance import Performance, WorkoutPerformanceLog
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.workout import Section
from mesocycle.domain.reference.resolution import Resolved
from mesocycle.domain.session.session import SessionStatus, WorkoutSession


class Standing(StrEnum):
    """Whether a session can be compared with its plan, and if not why."""

    COMPARED = "compared"
    UNRECORDED = "unrecorded"
    """Completed without a word of what was done: nothing is known, nothing was omitted."""
    UNDER_WAY = "under-way"
    PLANNED = "planned"
    MISSED = "missed"
    """Still scheduled, and its day is past."""
    SKIPPED = "skipped"
    CANCELLED = "cancelled"
    NOT_READABLE = "not-readable"
    """Plan or log came from elsewhere in another form."""


class ComparedLine(Document, frozen=True, kw_only=True):
    """One set, step or round of an exercise; an added one has no plan. No verdict where nothing is decided yet."""

    line_id: Id | None = None
    exercise_line_id: Id | None = None
    """The snapshot exercise's `_id`, for sets and rounds."""
    name: str
    instead: str | None = None
    """What was done in its place."""
    set_number: int | None = None
    round: int | None = None
    inner_round: int | None = None
    planned: str | None = None
    verdict: Verdict | None = None
    deviations: tuple[Deviation, ...]
    percent: float | None = None
    """The share of it that was done."""
    reason: str | None = None
    """Why it was left out."""
    performed_ids: tuple[Id, ...]
    """The entries of the log, one of each side where they were written down apart."""
    performed: tuple[Performance, ...]
    """What they came to; laps that stand for one step together."""


class ComparedSection(Document, frozen=True, kw_only=True):
    """One section: its lines, and what they come to."""

    section_id: Id
    name: str
    lines: tuple[ComparedLine, ...]
    verdicts: dict[str, int]
    planned: Amounts
    done: Amounts
    compliance: Compliance


class SessionComparison(Document, frozen=True, kw_only=True):
    """A session's plan beside its deed; amounts and verdicts are the sums of its sections'."""

    session_id: Id
    user_id: Id
    workout_name: str
    status: SessionStatus
    standing: Standing
    scheduled_date: Date
    performed_date: Date | None = None
    sections: tuple[ComparedSection, ...]
    verdicts: dict[str, int]
    planned: Amounts
    done: Amounts
    compliance: Compliance


def compare(
    session: WorkoutSession,
    snapshot: WorkoutSnapshot | None,
    log: WorkoutPerformanceLog | None,
    resolved: Resolved | None,
    today: Date,
) -> SessionComparison:
    """Compare a session's plan with its deed.

    `resolved` holds the loads and targets as they were on the day; `snapshot` is None, or `log` although the
    session has one, where they can't be read. `today` is the athlete's.
    """
    standing = _standing(session, snapshot, log, today)
    pairs = []
    if snapshot is not None and resolved is not None:
        seen = EMPTY if log is None or standing is Standing.UNRECORDED else log
        planned = [(section, list(section_lines(section, resolved))) for section in snapshot.sections]
        run = whole_run((line for _, lines in planned for line in lines), seen)
        pairs = [(section, list(section_pairs(section, lines, seen, run))) for section, lines in planned]
    judged = standing is Standing.COMPARED
    sections = [_section(section, lines, judged=judged) for section, lines in pairs]
    shares = [share for _, lines in pairs for share in _shares(lines)]
    verdicts: Counter[str] = Counter()
    for section in sections:
        verdicts.update(section.verdicts)
    return SessionComparison(
        session_id=session.id,
        user_id=session.user_id,
        workout_name="" if snapshot is None else snapshot.name,
        status=session.status,
        standing=standing,
        scheduled_date=session.scheduled_date,
        performed_date=session.performed_date,
        sections=tuple(sections),
        verdicts=_counted(verdicts),
        planned=total(section.planned for section in sections),
        done=total(section.done for section in sections),
        compliance=_whole(standing, shares),
    )


def _standing(
    session: WorkoutSession, snapshot: WorkoutSnapshot | None, log: WorkoutPerformanceLog | None, today: Date
) -> Standing:
    unread = snapshot is None or (log is None and session.performance_log is not None)
    empty = is_empty(log)
    match session.status:
        case SessionStatus.SCHEDULED:
            return Standing.MISSED if session.scheduled_date < today else Standing.PLANNED
        case SessionStatus.SKIPPED if empty:
            return Standing.SKIPPED
        case SessionStatus.CANCELLED if empty:
            return Standing.CANCELLED
    if unread:
        return Standing.NOT_READABLE
    if session.status is SessionStatus.IN_PROGRESS:
        return Standing.UNDER_WAY
    return Standing.UNRECORDED if empty else Standing.COMPARED


def _whole(standing: Standing, shares: Iterable[Share]) -> Compliance:
    if standing is Standing.COMPARED:
        return compliance(shares)
    return NOT_DONE if standing in {Standing.SKIPPED, Standing.MISSED} else NOT_COMPARED


def _section(section: Section, pairs: list[tuple[PlannedLine | None, DoneLine]], *, judged: bool) -> ComparedSection:
    lines = tuple(_line(planned, done, judged=judged) for planned, done in pairs)
    return ComparedSection(
        section_id=section.id,
        name=section.name,
        lines=lines,
        verdicts=_counted(Counter(line.verdict.value for line in lines if line.verdict is not None)),
        planned=total(planned.amounts for planned, _ in pairs if planned is not None and planned.asks),
        done=total(done.amounts for _, done in pairs),
        compliance=compliance(_shares(pairs)) if judged else NOT_COMPARED,
    )


def _line(planned: PlannedLine | None, done: DoneLine, *, judged: bool) -> ComparedLine:
    # In a session that is not over, or of which nothing is known, what was not done is open, not omitted.
    waits = done.verdict is None or (not judged and not (done.performed_ids or done.told or done.reason))
    numbered = planned.set if planned is not None else None
    return ComparedLine(
        line_id=None if planned is None else planned.line_id,
        exercise_line_id=planned.exercise.id if planned is not None and planned.exercise is not None else None,
        name=done.name if planned is None else planned.name,
        instead=done.instead,
        set_number=done.set_number if numbered is None else numbered.set_number,
        round=done.round if planned is None else planned.round,
        inner_round=None if planned is None else planned.inner_round,
        planned=None if planned is None else planned.planned,
        verdict=None if waits else done.verdict,
        deviations=done.deviations,
        percent=None if waits or planned is None or not planned.asks else round(done.share * 100, 1),
        reason=done.reason,
        performed_ids=done.performed_ids,
        performed=done.performed,
    )


def _shares(pairs: Iterable[tuple[PlannedLine | None, DoneLine]]) -> Iterator[Share]:
    for planned, done in pairs:
        if planned is None:
            yield Share(done.weight, 1.0, planned=False)
        elif not planned.asks:
            yield Share(planned.weight, done.share, planned=False)
        elif done.verdict is not None:
            yield Share(planned.weight, done.share)


def _counted(verdicts: Counter[str]) -> dict[str, int]:
    """Give the counts in the order of the verdicts, none left out."""
    return {verdict.value: verdicts[verdict.value] for verdict in Verdict}
