"""Days and moments as people write and read them: in the athlete's own civil time."""

import re
from datetime import date, datetime, timedelta
from typing import overload

from mesocycle.cli.frame.refusals import CommandNotUnderstood
from mesocycle.domain.document import Date, Instant
from mesocycle.domain.instant import civil_day, end_of_day, instant, moment, zone
from mesocycle.domain.people.user import User

_TIME = re.compile(r"\d{1,2}:\d\d")
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_DAYS_AWAY = re.compile(r"([+-]\d{1,4}) ?d(?:ays?)?", re.ASCII)
_NAMED = re.compile(r"(?:(next|last) )?([a-z]{3,9})", re.ASCII)
_AWAY = {"today": 0, "yesterday": -1, "tomorrow": 1}
_FULL_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def day_words(on: Date) -> str:
    """Write a day with its weekday: `Mon 2026-11-23`."""
    return f"{_WEEKDAYS[date.fromisoformat(on).weekday()]} {on}"


def moment_words(at: Instant, athlete: User) -> str:
    """Write an instant as the athlete's clock showed it."""
    return f"{moment(at).astimezone(zone(athlete.time_zone)):%Y-%m-%d %H:%M}"


@overload
def said_day(text: str, athlete: User, now: Instant, *, back: bool = False) -> str: ...
@overload
def said_day(text: None, athlete: User, now: Instant, *, back: bool = False) -> None: ...
@overload
def said_day(text: str | None, athlete: User, now: Instant, *, back: bool = False) -> str | None: ...
def said_day(text: str | None, athlete: User, now: Instant, *, back: bool = False) -> str | None:
    """Give the day of `today`, `yesterday`, `tomorrow`, `-2d`, `mon` or `next monday`; other texts stay as they are.

    A weekday alone is today or the next such day, and with `back`, of what was done, today or the last one.
    """
    if text is None:
        return None
    written = " ".join(text.casefold().split())
    here = date.fromisoformat(civil_day(now, athlete.time_zone))
    away = _AWAY.get(written)
    if found := _DAYS_AWAY.fullmatch(written):
        away = int(found[1])
    elif found := _NAMED.fullmatch(written):
        places = [place for place, name in enumerate(_FULL_NAMES) if name.startswith(found[2])]
        if len(places) == 1:
            ahead = (places[0] - here.weekday()) % 7
            away = {"next": ahead or 7, "last": ahead - 7}.get(found[1], ahead - 7 if back and ahead else ahead)
    try:
        return text if away is None else (here + timedelta(days=away)).isoformat()
    except OverflowError:
        return text


def asked_moment(option: str, text: str | None, athlete: User, now: Instant) -> Instant | None:
    """Read `18:30` (today), `2026-11-22 18:30`, `yesterday 18:30` (on the athlete's clock) or an instant, or refuse."""
    if text is None:
        return None
    written = text.strip()
    named, _, time = written.rpartition(" ")
    if named and _TIME.fullmatch(time):
        written = f"{said_day(named.strip(), athlete, now, back=True)} {time:0>5}"
    if _TIME.fullmatch(written):
        written = f"{civil_day(now, athlete.time_zone)}T{written:0>5}"
    if _DAY.fullmatch(written):
        raise CommandNotUnderstood(f"{option} {text!r} says no time.", f"Write it like {written} 18:30.")
    try:
        read = datetime.fromisoformat(written)
        return instant(read if read.tzinfo else read.replace(tzinfo=zone(athlete.time_zone)))
    except (ValueError, OverflowError):
        raise CommandNotUnderstood(
            f"{option} {text[:40]!r} is no moment.", "Write 18:30 (today), 2026-11-22 18:30, or an instant with Z."
        ) from None


def asked_past(text: str | None, athlete: User, now: Instant) -> Instant | None:
    """Read the moment a calendar is looked at as of; a day means its end."""
    text = said_day(text, athlete, now, back=True)
    if text is None or not _DAY.fullmatch(text.strip()):
        return asked_moment("--as-of", text, athlete, now)
    asked_day("--as-of", text)
    return end_of_day(text.strip(), athlete.time_zone)


def asked_day(option: str, text: str) -> date:
    """Read a day, or refuse."""
    try:
        return date.fromisoformat(text if _DAY.fullmatch(text) else "")
    except ValueError:
        raise CommandNotUnderstood(
            f"{option} {text[:40]!r} is no day.", "Write a day that exists, like 2026-11-22, today, -2d or mon."
        ) from None


def two_weeks(today: Date, first: str | None, last: str | None, begins: int = 0) -> tuple[Date, Date]:
    """Give the days to look at: as asked, else from the begin of this week (or of the last day's) on, two weeks."""
    if first is None and last is not None:
        end = asked_day("--to", last)
        begin = min(end, date.fromisoformat(today))
    else:
        begin = asked_day("--from", first or today)
    if first is None:
        begin -= timedelta(days=(begin.weekday() - begins) % 7)
    until = min(begin.toordinal() - (begin.weekday() - begins) % 7 + 13, date.max.toordinal())
    end = asked_day("--to", last) if last is not None else date.fromordinal(until)
    if end < begin:
        raise CommandNotUnderstood(f"--to {end} is before --from {begin}.", "Give the earlier day to --from.")
    return begin.isoformat(), end.isoformat()
