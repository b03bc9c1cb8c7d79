"""How a calendar reads: the sessions of some weeks, grouped by week and day."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from mesocycle.cli.frame.answers import text
from mesocycle.cli.frame.moments import day_words
from mesocycle.domain.document import Date, Id
from mesocycle.domain.instant import day
from mesocycle.domain.session.session import WorkoutSession, standing

if TYPE_CHECKING:  # shown to people only
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text

_SHORT = 6
_BROKEN = frozenset({"workout", "routine"})
"""Columns whose names may go on in the next line: all others have room in 80 columns."""
_STYLES = {
    "overdue": "yellow",
    "scheduled": "",
    "in progress": "bold cyan",
    "completed": "green",
    "skipped": "dim",
    "cancelled": "dim",
}


class _Named(msgspec.Struct):
    """The part of a snapshot that a calendar needs, also of a foreign one."""

    name: str = "(without a name)"


_NAMED = msgspec.json.Decoder(_Named)


def workout_name(session: WorkoutSession) -> str:
    """Give the name of a session's workout."""
    try:
        return _NAMED.decode(session.workout_snapshot).name
    except msgspec.ValidationError:
        return _Named().name


def day_of(session: WorkoutSession) -> Date:
    """Give the day a session shows and counts on."""
    return session.performed_date or session.scheduled_date


def standing_words(session: WorkoutSession, today: Date) -> str:
    """Say where a session stands."""
    return standing(session.status, session.scheduled_date, today).replace("-", " ")


def style_of(standing_word: str) -> str:
    """Give the colour of where a session stands."""
    return _STYLES.get(standing_word, "")


def time_words(session: WorkoutSession) -> str:
    """Write the time of a session, nothing where none was set."""
    return "" if session.all_day else session.scheduled_time


def planned_words(session: WorkoutSession) -> str:
    """Write where the routine had put a session, if that is another day than it shows on."""
    planned = session.planned_date
    return "" if planned in (None, day_of(session)) else str(planned)


def calendar_view(
    sessions: Sequence[WorkoutSession], routines: Mapping[Id, str], today: Date, *, none: str
) -> "RenderableType":
    """Show sessions by day; today is bold, weeks are parted by an empty line. What no line has is no column."""
    if not sessions:
        return none
    timed, moved = (any(words(each) for each in sessions) for words in (time_words, planned_words))
    shown = _grid(timed=timed, moved=moved)
    endings = short_ids([each.id for each in sessions])
    before: Date | None = None
    for session in sessions:
        on = day_of(session)
        if before is not None and _week(on) != _week(before):
            shown.add_row()
        cells = _cells(session, routines, today, first_of_day=on != before)
        shown.add_row(*(cells[str(each.header)] for each in shown.columns[:-1]), endings[session.id])
        before = on
    return shown


def short_ids(ids: Sequence[Id]) -> dict[Id, str]:
    """Give of each id its last characters, which name it among them; commands understand them."""
    longest = max(map(len, ids), default=_SHORT)
    for length in range(_SHORT, longest):
        endings = {each[-length:] for each in ids}
        if len(endings) == len(set(ids)):
            return {each: each[-length:] for each in ids}
    return {each: each for each in ids}


def _grid(*, timed: bool, moved: bool) -> "Table":
    from rich.table import Table

    shown = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    names = ("day", *(("time",) if timed else ()), "workout", "routine", "status", *(("planned",) if moved else ()))
    for name in names:
        shown.add_column(name, no_wrap=name not in _BROKEN, overflow="fold")
    shown.add_column("id", no_wrap=True, style="dim")
    return shown


def _cells(
    session: WorkoutSession, routines: Mapping[Id, str], today: Date, *, first_of_day: bool
) -> "dict[str, Text | str]":
    from rich.text import Text

    on, stands = day_of(session), standing_words(session, today)
    bold = "bold" if on == today else ""
    return {
        "day": Text(day_words(on) if first_of_day else "", style=bold),
        "time": time_words(session),
        "workout": Text(text(workout_name(session)), style=bold),
        "routine": Text(text(routines.get(session.parent_routine_id, "")), style="dim"),
        "status": Text(stands, style=style_of(stands)),
        "planned": Text(planned_words(session), style="dim"),
    }


def _week(on: Date) -> tuple[int, int]:
    return day(on).isocalendar()[:2]
