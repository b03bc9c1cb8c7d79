"""Where an assignment is to begin, as the options say it."""

from dataclasses import asdict, dataclass
from typing import Any

from mesocycle.cli.frame import options
from mesocycle.cli.frame.moments import said_day
from mesocycle.cli.frame.refusals import CommandNotUnderstood
from mesocycle.domain.assignment.assignment import ReplacementRequest
from mesocycle.domain.document import Instant
from mesocycle.domain.people.user import User

_REMEDY = "Write pairs of the plan's day and yours: --weekday-map monday=tuesday,thursday=friday"


@dataclass(frozen=True, kw_only=True)
class Beginning:
    """The options that say where a version begins."""

    start_date: options.StartDate = None
    start_week: options.StartWeek = None
    start_day: options.StartDay = None
    race_date: options.RaceDate = None
    cycles: options.Cycles = None
    weekday_map: options.WeekdayMap = None
    default_time: options.DefaultTime = None

    def said(self, of: User, now: Instant) -> dict[str, Any]:
        """Give them as the fields of a wish; what today is, the clock `of` somebody says."""
        return {
            **asdict(self),
            "start_date": said_day(self.start_date, of, now),
            "race_date": said_day(self.race_date, of, now),
            "weekday_map": None if self.weekday_map is None else parse_weekday_map(self.weekday_map),
        }


def group_wish(
    begin: Beginning, of: User, now: Instant, *, continues: bool, notes: str | None = None
) -> ReplacementRequest:
    """Give the wish for many athletes: where no beginning is said, each goes on where they stand."""
    goes_on = continues or begin == Beginning()
    return ReplacementRequest(**begin.said(of, now), notes_for_user=notes, continue_=True if goes_on else None)


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
