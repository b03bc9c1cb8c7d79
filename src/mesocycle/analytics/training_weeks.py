"""Weeks of training as a whole: sessions, volume, hard sets by muscle, distance, ascent, load."""

from collections.abc import Iterable, Mapping
from math import fsum

from msgspec import field

from mesocycle.analytics.load.load import session_load
from mesocycle.analytics.running.running import is_run
from mesocycle.analytics.strength.muscles import MuscleSets, hard_sets
from mesocycle.analytics.weeks import week_of, weeks_between
from mesocycle.domain.document import Date, Document, Id
from mesocycle.domain.history.done import DoneSession, SetSums
from mesocycle.domain.plan.library import LibraryExercise


class TrainingWeek(Document, frozen=True, kw_only=True):
    """What was done in one week; warm-up sets are in `warmupVolumeKg` alone."""

    week: Date
    sessions: int
    duration_min: float
    working_sets: int
    hard_sets: int
    reps: int
    volume_kg: float
    warmup_volume_kg: float
    unknown_loads: int
    """Working sets that are in no volume because their load is not known."""
    muscles: tuple[MuscleSets, ...]
    running_distance_m: float
    running_ascent_m: float
    load: float
    unrated: int


class WeekReport(Document, frozen=True, kw_only=True):
    """Every week between two days, those without training too."""

    first: Date = field(name="from")
    last: Date = field(name="to")
    weeks: tuple[TrainingWeek, ...]


def week_report(
    days: Iterable[SetSums],
    sessions: Iterable[DoneSession],
    exercises: Mapping[Id, LibraryExercise],
    *,
    first: Date,
    last: Date,
    begins: int = 0,
) -> WeekReport:
    """Report on the weeks between two days; of the first and the last, the days in between count."""
    sets: dict[Date, list[SetSums]] = {week: [] for week in weeks_between(first, last, begins)}
    done: dict[Date, list[DoneSession]] = {week: [] for week in sets}
    for day in days:
        if first <= day.day <= last:
            sets[week_of(day.day, begins)].append(day)
    for session in sessions:
        if first <= session.day <= last:
            done[week_of(session.day, begins)].append(session)
    weeks = tuple(_week(week, sets[week], done[week], exercises) for week in sets)
    return WeekReport(first=first, last=last, weeks=weeks)


def _week(
    week: Date, days: list[SetSums], sessions: list[DoneSession], exercises: Mapping[Id, LibraryExercise]
) -> TrainingWeek:
    loads = [session_load(each) for each in sessions]
    runs = [effort for session in sessions for effort in session.efforts if is_run(effort)]
    hard = hard_sets(days, exercises)
    return TrainingWeek(
        week=week,
        sessions=len(sessions),
        duration_min=fsum(each.duration_min or 0 for each in sessions),
        working_sets=sum(each.working_sets for each in days),
        hard_sets=hard.sets,
        reps=sum(each.reps for each in days),
        volume_kg=round(fsum(each.volume_kg for each in days), 3),
        warmup_volume_kg=round(fsum(each.warmup_volume_kg for each in days), 3),
        unknown_loads=sum(each.unknown_loads for each in days),
        muscles=hard.muscles,
        running_distance_m=round(fsum(each.distance_m or 0 for each in runs), 2),
        running_ascent_m=round(fsum(each.gain_m or 0 for each in runs), 2),
        load=round(fsum(load for load in loads if load is not None), 2),
        unrated=sum(load is None for load in loads),
    )
