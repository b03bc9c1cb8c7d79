"""Training load day by day and week by week, every figure with its definition beside it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import fsum

from msgspec import field

from mesocycle.analytics.load import training_load as formulas
from mesocycle.analytics.weeks import days_before, days_between, week_of, weeks_between
from mesocycle.domain.document import Date, Document
from mesocycle.domain.history.done import DoneSession
from mesocycle.domain.plan.targets import ReferenceKind
from mesocycle.domain.reference.in_force import in_force
from mesocycle.domain.reference.value import ReferenceValue

LEAD_DAYS = formulas.CHRONIC_DAYS
"""How many days before the first are needed so that its chronic load is known."""


MOST_MINUTES = 48 * 60
"""A session said to be longer has no load: it was left open, or is days of racing that session-RPE says nothing of."""


class LoadDay(Document, frozen=True, kw_only=True):
    """One day's load, and what it is by then in the short and the long run."""

    day: Date
    load: float
    acute: float
    chronic: float


class LoadWeek(Document, frozen=True, kw_only=True):
    """One calendar week; `monotony` and `strain` are absent where they are undefined."""

    week: Date
    load: float
    sessions: int
    unrated: int
    """Sessions without an RPE or a duration, or of more than two days: they are in no load."""
    monotony: float | None = None
    strain: float | None = None
    trimp: float | None = None
    """Absent where no heart rate, or no resting and highest heart rate, is known."""


class LoadReport(Document, frozen=True, kw_only=True):
    """Load between two days; ratios are as of the last. A description, never a prediction."""

    first: Date = field(name="from")
    last: Date = field(name="to")
    days: tuple[LoadDay, ...]
    weeks: tuple[LoadWeek, ...]
    acute: float
    chronic: float
    ratio: float | None = None
    ratio_uncoupled: float | None = None
    ratio_weighted: float | None = None
    definitions: dict[str, str]


def session_load(session: DoneSession) -> float | None:
    """Give a session's load by session-RPE; None where it was not rated or nobody knows how long it took."""
    if session.rpe is None or not session.duration_min or session.duration_min > MOST_MINUTES:
        return None
    return formulas.session_rpe(session.rpe, session.duration_min)


def session_trimp(session: DoneSession, values: Sequence[ReferenceValue]) -> float | None:
    """Give a session's TRIMP over its efforts' average heart rates; None where it can't be known."""
    resting = in_force(values, ReferenceKind.RESTING_HEART_RATE, session.day)
    highest = in_force(values, ReferenceKind.MAX_HEART_RATE, session.day)
    if resting is None or highest is None or resting.value is None or highest.value is None:
        return None
    parts = []
    for effort in session.efforts:
        if effort.average_heart_rate and effort.duration_s:
            share = formulas.reserve_share(effort.average_heart_rate, float(resting.value), float(highest.value))
            if share is not None:
                parts.append(formulas.trimp(effort.duration_s / 60, share))
    return fsum(parts) if parts else None


def load_report(
    sessions: Iterable[DoneSession], values: Sequence[ReferenceValue], *, first: Date, last: Date, begins: int = 0
) -> LoadReport:
    """Report on the days between two; sessions of the 28 days before the first are wanted too."""
    done = [each for each in sessions if each.day <= last]
    begin = days_before(first, LEAD_DAYS - 1)
    daily = daily_loads(done, begin, last)
    days = list(daily)
    loads = [daily[day] for day in days]
    shown = [place for place, day in enumerate(days) if day >= first]
    inner = {days[place]: loads[place] for place in shown}
    return LoadReport(
        first=first,
        last=last,
        days=tuple(_day(days, loads, place) for place in shown),
        weeks=tuple(_week(week, inside, inner, values) for week, inside in _by_week(done, first, last, begins).items()),
        acute=round(formulas.acute(loads), 2),
        chronic=round(formulas.chronic(loads), 2),
        ratio=_rounded(formulas.acute_to_chronic(loads)),
        ratio_uncoupled=_rounded(formulas.acute_to_chronic(loads, coupled=False)),
        ratio_weighted=_rounded(formulas.acute_to_chronic_weighted(loads)),
        definitions=dict(formulas.DEFINITIONS),
    )


def daily_loads(sessions: Iterable[DoneSession], first: Date, last: Date) -> dict[Date, float]:
    """Give every day's load between two, rest days as 0."""
    parts: dict[Date, list[float]] = defaultdict(list)
    for session in sessions:
        load = session_load(session)
        if load is not None:
            parts[session.day].append(load)
    return {day: fsum(parts.get(day, ())) for day in days_between(first, last)}


def _day(days: Sequence[Date], loads: Sequence[float], place: int) -> LoadDay:
    until = loads[max(0, place + 1 - formulas.CHRONIC_DAYS) : place + 1]
    return LoadDay(
        day=days[place],
        load=round(loads[place], 2),
        acute=round(formulas.acute(until), 2),
        chronic=round(formulas.chronic(until), 2),
    )


def _by_week(sessions: Iterable[DoneSession], first: Date, last: Date, begins: int) -> dict[Date, list[DoneSession]]:
    weeks: dict[Date, list[DoneSession]] = {week: [] for week in weeks_between(first, last, begins)}
    for session in sessions:
        if first <= session.day <= last:
            weeks[week_of(session.day, begins)].append(session)
    return weeks


def _week(
    week: Date, sessions: Sequence[DoneSession], daily: dict[Date, float], values: Sequence[ReferenceValue]
) -> LoadWeek:
    """Sum a week; monotony and strain want all its seven days among those reported on."""
    days = [daily[day] for day in days_between(week, days_before(week, -6)) if day in daily]
    whole = len(days) == 7
    trimps = [each for each in (session_trimp(session, values) for session in sessions) if each is not None]
    loads = [session_load(session) for session in sessions]
    return LoadWeek(
        week=week,
        load=round(fsum(load for load in loads if load is not None), 2),
        sessions=len(loads),
        unrated=sum(load is None for load in loads),
        monotony=_rounded(formulas.monotony(days)) if whole else None,
        strain=_rounded(formulas.strain(days)) if whole else None,
        trimp=round(fsum(trimps), 2) if trimps else None,
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
