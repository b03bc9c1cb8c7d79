"""Where an assignment is to begin, as the options say it."""

from collections.abc import Mapping
from typing import Any

from mesocycle.cli.frame.moments import said_day
from mesocycle.cli.frame.refusals import CommandNotUnderstood
from mesocycle.domain.assignment.assignment import ReplacementWish
from mesocycle.domain.document import Instant
from mesocycle.domain.people.user import User

_REMEDY = "Write pairs of the plan's day and yours: --weekday-map monday=tuesday,thursday=friday"


def beginning(
    *,
    start_date: str | None,
    start_week: int | None,
    start_day: int | None,
    race_date: str | None,
    cycles: int | None,
    weekday_map: str | None,
    default_time: str | None,
    of: User,
    now: Instant,
) -> dict[str, Any]:
    """Give the fields of a wish that say where a version begins; what today is, the clock `of` somebody says."""
    return {
        "start_date": said_day(start_date, of, now),
        "start_week": start_week,
        "start_day": start_day,
        "race_date": said_day(race_date, of, now),
        "cycles": cycles,
        "weekday_map": None if weekday_map is None else parse_weekday_map(weekday_map),
        "default_time": default_time,
    }


def group_wish(said: Mapping[str, Any], *, continues: bool, notes: str | None = None) -> ReplacementWish:
    """Give the wish for many athletes: where no beginning is said, each goes on where they stand."""
    begins = any(value is not None for value in said.values())
    return ReplacementWish(**said, notes_for_user=notes, continue_=True if continues or not begins else None)


def parse_weekday_map(text: str) -> dict[str, str]:
    """Read `monday=tuesday,thu=fri`; a day in short form has three letters or more."""
    days: dict[str, str] = {}
    for pair in text.split(","):
        planned, equals, own = pair.partition("=")
        if not equals:
            raise CommandNotUnderstood(f"{pair.strip()[:40]!r} is no pair of weekdays.", _REMEDY)
        if (key := _weekday(planned)) in days:
            raise CommandNotUnderstood(f"{key.capitalize()} stands twice in the weekday map.", _REMEDY)
        days[key] = _weekday(own)
    return days


def _weekday(text: str) -> str:
    from mesocycle.domain.plan.placement import WEEKDAYS

    wanted = text.strip().casefold()
    found = [name for name in WEEKDAYS if len(wanted) >= 3 and name.startswith(wanted)]
    if len(found) != 1:
        raise CommandNotUnderstood(f"{text.strip()[:40]!r} is no weekday.", _REMEDY)
    return found[0]
