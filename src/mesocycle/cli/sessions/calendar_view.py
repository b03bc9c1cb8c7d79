"""How a calendar reads: the sessions of some weeks, grouped by week and day."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from mesocycle.cli.frame.answers import text
from mesocycle.cli.frame.moments import day_words
from mesocycle.domain.document import Date
from mesocycle.domain.instant import day
from mesocycle.domain.session.session import WorkoutSession, standing

if TYPE_CHECKING:  # shown to people only
    from rich.console import RenderableType
    from rich.table import Table

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


def calendar_view(sessions: Sequence[WorkoutSession], today: Date, *, none: str) -> "RenderableType":
    """Show sessions by day; today is bold, weeks are parted by an empty line."""
    if not sessions:
        return none
    shown = _grid()
    before: Date | None = None
    for session in sessions:
        on = day_of(session)
        if before is not None and _week(on) != _week(before):
            shown.add_row()
        _add(shown, session, today, first_of_day=on != before)
        before = on
    return shown


def _grid() -> "Table":
    from rich.table import Table

    shown = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name, broken in (("day", False), ("time", False), ("workout", True), ("status", False), ("planned", False)):
        shown.add_column(name, no_wrap=not broken, overflow="fold")
    shown.add_column("_id", no_wrap=True)
    return shown


def _add(shown: "Table", session: WorkoutSession, today: Date, *, first_of_day: bool) -> None:
    from rich.text import Text

    on, stands = day_of(session), standing_words(session, today)
    shown.add_row(
        Text(day_words(on) if first_of_day else "", style="bold" if on == today else ""),
        time_words(session),
        Text(text(workout_name(session)), style="bold" if on == today else ""),
        Text(stands, style=style_of(stands)),
        Text(planned_words(session), style="dim"),
        Text(text(session.id), style="dim"),
    )


def _week(on: Date) -> tuple[int, int]:
    return day(on).isocalendar()[:2]
