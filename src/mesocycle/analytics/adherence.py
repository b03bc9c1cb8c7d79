"""How much of what was planned was done: by assignment, version, week and athlete.

Due is what was completed, skipped or missed; the rate is completed / due, absent where nothing was due. What was
called off (cancelled), lies in a pause, is under way or still to come is counted and not due. A session that was
overdue when a replacement, cancellation or completion removed it is missed: assigning again wipes nothing out.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import field

from mesocycle.domain.assignment.assignment import Origin
from mesocycle.domain.document import Date, Document, Id
from mesocycle.domain.history.outcome import DONE, LEFT, Outcome, OutcomeCount, RunOfSessions, VersionName

UNSAID = "unsaid"
"""Skipped without a reason (imported)."""


class AdherenceCounts(Document, frozen=True, kw_only=True):
    """Sessions planned, and what became of them; all but the first, `due` and the details add up to `planned`."""

    planned: int
    due: int
    completed: int
    on_another_day: int
    """How many of the completed."""
    skipped: int
    skipped_by_reason: dict[str, int]
    missed: int
    missed_removed: int
    """How many of the missed were removed since."""
    cancelled: int
    in_pause: int
    in_progress: int
    upcoming: int
    rate: float | None = None
    """Completed of due, 0 to 1."""


class Streak(Document, frozen=True, kw_only=True):
    """Due sessions completed in a row: up to the latest, and at most."""

    current: int
    longest: int


class AssignmentAdherence(Document, frozen=True, kw_only=True):
    """One assignment's counts."""

    assignment_id: Id
    routine_version_id: Id
    routine_name: str | None = None
    version: int | None = None
    counts: AdherenceCounts


class VersionAdherence(Document, frozen=True, kw_only=True):
    """One version's counts, over all its assignments."""

    routine_version_id: Id
    routine_name: str | None = None
    version: int | None = None
    counts: AdherenceCounts


class WeekAdherence(Document, frozen=True, kw_only=True):
    """One calendar week's counts; done sessions count in the week they were done in."""

    week: Date
    """Its first day."""
    counts: AdherenceCounts


class Adherence(Document, frozen=True, kw_only=True):
    """One athlete's adherence; `total` is the sum over assignments, over versions and over weeks alike."""

    user_id: Id
    today: Date
    from_: Date | None = field(name="from", default=None)
    to: Date | None = None
    total: AdherenceCounts
    streak: Streak
    beside: AdherenceCounts
    """One-off sessions, which no routine planned."""
    assignments: tuple[AssignmentAdherence, ...]
    versions: tuple[VersionAdherence, ...]
    weeks: tuple[WeekAdherence, ...]


class MemberAdherence(Document, frozen=True, kw_only=True):
    """One athlete of a roster."""

    user_id: Id
    name: str
    total: AdherenceCounts
    streak: Streak


class RosterAdherence(Document, frozen=True, kw_only=True):
    """A roster's adherence; `total` and `versions` are sums over its members."""

    from_: Date | None = field(name="from", default=None)
    to: Date | None = None
    members: tuple[MemberAdherence, ...]
    versions: tuple[VersionAdherence, ...]
    total: AdherenceCounts


NO_RUN = RunOfSessions(0, 0)


def adherence(
    user_id: Id,
    today: Date,
    rows: Iterable[OutcomeCount],
    run: RunOfSessions,
    names: Mapping[Id, VersionName],
    *,
    between: tuple[Date | None, Date | None] = (None, None),
) -> Adherence:
    """Sum one athlete's outcomes."""
    every = list(rows)
    planned = [row for row in every if row.origin is Origin.ASSIGNED]
    return Adherence(
        user_id=user_id,
        today=today,
        from_=between[0],
        to=between[1],
        total=counts(planned),
        streak=Streak(current=run.current, longest=run.longest),
        beside=counts(row for row in every if row.origin is Origin.OWN),
        assignments=tuple(
            AssignmentAdherence(
                assignment_id=assignment_id,
                routine_version_id=those[0].version_id,
                routine_name=_name(names, those[0].version_id),
                version=_version(names, those[0].version_id),
                counts=counts(those),
            )
            for assignment_id, those in _grouped(planned, lambda row: row.assignment_id)
        ),
        versions=_versions(planned, names),
        weeks=tuple(
            WeekAdherence(week=week, counts=counts(those))
            for week, those in _grouped(planned, lambda row: row.week or "")
        ),
    )


def roster_adherence(
    members: Sequence[tuple[Id, str]],
    rows: Iterable[OutcomeCount],
    runs: Mapping[Id, RunOfSessions],
    names: Mapping[Id, VersionName],
    *,
    between: tuple[Date | None, Date | None] = (None, None),
) -> RosterAdherence:
    """Sum a roster's outcomes, (id, name) by (id, name)."""
    planned = [row for row in rows if row.origin is Origin.ASSIGNED]
    of_user = dict(_grouped(planned, lambda row: row.user_id))
    return RosterAdherence(
        from_=between[0],
        to=between[1],
        members=tuple(_member(user_id, name, of_user, runs) for user_id, name in members),
        versions=_versions(planned, names),
        total=counts(planned),
    )


def counts(rows: Iterable[OutcomeCount]) -> AdherenceCounts:
    """Add outcomes up."""
    of: Counter[Outcome] = Counter()
    reasons: Counter[str] = Counter()
    for row in rows:
        of[row.outcome] += row.count
        if row.outcome is Outcome.SKIPPED:
            reasons[row.reason or UNSAID] += row.count
    completed = sum(of[outcome] for outcome in DONE)
    due = completed + sum(of[outcome] for outcome in LEFT)
    return AdherenceCounts(
        planned=sum(of.values()),
        due=due,
        completed=completed,
        on_another_day=of[Outcome.ON_ANOTHER_DAY],
        skipped=of[Outcome.SKIPPED],
        skipped_by_reason=dict(sorted(reasons.items())),
        missed=of[Outcome.MISSED] + of[Outcome.MISSED_REMOVED],
        missed_removed=of[Outcome.MISSED_REMOVED],
        cancelled=of[Outcome.CANCELLED],
        in_pause=of[Outcome.PAUSED],
        in_progress=of[Outcome.IN_PROGRESS],
        upcoming=of[Outcome.UPCOMING],
        rate=round(completed / due, 4) if due else None,
    )


def _member(
    user_id: Id, name: str, of_user: Mapping[str, Sequence[OutcomeCount]], runs: Mapping[Id, RunOfSessions]
) -> MemberAdherence:
    run = runs.get(user_id, NO_RUN)
    return MemberAdherence(
        user_id=user_id,
        name=name,
        total=counts(of_user.get(user_id, ())),
        streak=Streak(current=run.current, longest=run.longest),
    )


def _versions(rows: Iterable[OutcomeCount], names: Mapping[Id, VersionName]) -> tuple[VersionAdherence, ...]:
    return tuple(
        VersionAdherence(
            routine_version_id=version_id,
            routine_name=_name(names, version_id),
            version=_version(names, version_id),
            counts=counts(those),
        )
        for version_id, those in _grouped(rows, lambda row: row.version_id)
    )


def _grouped(rows: Iterable[OutcomeCount], key: Callable[[OutcomeCount], str]) -> list[tuple[str, list[OutcomeCount]]]:
    groups: defaultdict[str, list[OutcomeCount]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return sorted(groups.items())


def _name(names: Mapping[Id, VersionName], version_id: Id) -> str | None:
    found = names.get(version_id)
    return None if found is None else found.name


def _version(names: Mapping[Id, VersionName], version_id: Id) -> int | None:
    found = names.get(version_id)
    return None if found is None else found.version
