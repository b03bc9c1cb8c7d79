"""A stretch of an athlete's calendar in the demo: for each session its main set as planned, and what was done."""

from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace
from rich.table import Table
from rich.text import Text

from mesocycle.cli.frame.amounts import performance_words, weight_words
from mesocycle.demo.demo import Demo
from mesocycle.domain.document import Date
from mesocycle.domain.instant import civil_day, day
from mesocycle.domain.log.editing import each_set
from mesocycle.domain.people.user import User
from mesocycle.domain.plan.lines import sets_of
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.words import set_words
from mesocycle.domain.plan.workout import ExerciseSet, WarmupSection
from mesocycle.domain.reference.resolution import resolve
from mesocycle.domain.reference.value import ReferenceValue
from mesocycle.domain.session.session import SessionStatus, WorkoutSession
from mesocycle.domain.session.stored_log import find_log, get_snapshot
from mesocycle.storage.engine.database import Read
from mesocycle.storage.plans import reference_values
from mesocycle.storage.sessions import sessions, tombstones

SHOWN_DAYS = 4
"""How many days before and after today are shown."""
_MARKS = {
    SessionStatus.COMPLETED: ("✓", "green"),
    SessionStatus.IN_PROGRESS: ("●", "bold yellow"),
    SessionStatus.SKIPPED: ("–", "dim"),
    SessionStatus.CANCELLED: ("–", "dim"),
    SessionStatus.SCHEDULED: ("○", "cyan"),
}
_MISSED = ("✗", "red")


class _Row(NamedTuple):
    """One session as it is shown; `word` is its status, or that it was missed."""

    session: WorkoutSession
    word: str
    mark: tuple[str, str]


def calendar_table(read: Read, athlete: User, demo: Demo, days: tuple[str, str]) -> Table:
    """Show the sessions between two days, missed ones that gave way too."""
    today = civil_day(demo.replacement.at, athlete.time_zone)
    values = reference_values.of_user(read, athlete.id)
    shown = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for name in ("", "day", "workout", "", "main set as planned", "as done", ""):
        shown.add_column(name, no_wrap=True)
    rows = [*_standing(read, athlete, days), *_missed(read, athlete, demo, days)]
    for row in sorted(rows, key=lambda each: each.session.scheduled_date):
        snapshot = get_snapshot(row.session)
        main = _main_set(snapshot)
        version = "v2" if row.session.routine_version_id == demo.second_version_id else "v1"
        shown.add_row(
            Text(row.mark[0], style=row.mark[1]),
            Text(short_day(row.session.scheduled_date), style="bold" if row.session.scheduled_date == today else ""),
            snapshot.name,
            Text(version, style="cyan" if version == "v2" else ""),
            "" if main is None else _planned(main, snapshot, values, athlete, row.session.scheduled_date),
            "" if main is None else _done(main, row.session),
            Text(row.word, style=row.mark[1]),
        )
    return shown


def short_day(on: Date) -> str:
    """Write a day as on a wall calendar: `Tue 24 Nov`."""
    return f"{day(on):%a %d %b}"


def _standing(read: Read, athlete: User, days: tuple[str, str]) -> Iterator[_Row]:
    for session in sessions.between(read, athlete.id, *days):
        word = session.status.value.replace("-", " ")
        if session.duration_minutes is not None:
            word = f"{word}, {session.duration_minutes} min"
        yield _Row(session, word, _MARKS[session.status])


def _missed(read: Read, athlete: User, demo: Demo, days: tuple[str, str]) -> Iterator[_Row]:
    for removed in demo.replacement.removed:
        if removed.overdue and days[0] <= removed.scheduled_date <= days[1]:
            laid = tombstones.find(read, athlete.id, removed.session_id)
            if laid is not None:
                yield _Row(laid.tombstone.session, "missed", _MISSED)


def _main_set(snapshot: WorkoutSnapshot) -> ExerciseSet | None:
    """Give the last working set of the first exercise after the warm-up."""
    for section in snapshot.sections:
        for exercise in section.exercises or ():
            working = [each for each in sets_of(exercise) if each.set_type == "working"]
            if working and not isinstance(section, WarmupSection):
                return working[-1]
    return None


def _planned(main: ExerciseSet, snapshot: WorkoutSnapshot, values: list[ReferenceValue], athlete: User, on: str) -> str:
    """Write a set as it was prescribed, and what that means on the bar."""
    load = resolve(snapshot, values, on, athlete.load_step, athlete.units).loads.get(main.id)
    words = set_words(replace(main, weeks=None, rest_after=None))
    return words if load is None else f"{words} = {weight_words(load.weight, load.weight_unit)}"


def _done(main: ExerciseSet, session: WorkoutSession) -> str:
    log = find_log(session)
    performed = [] if log is None else [each for _, each in each_set(log)]
    for each in performed:
        if each.set_id == main.id:
            return performance_words(each.performance)
    return f"{len(performed)} sets so far" if performed else ""
