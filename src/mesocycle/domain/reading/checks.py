"""Rules of plain values: each function yields what is wrong with one value at its path."""

import math
from collections.abc import Callable, Iterable, Iterator

from mesocycle.domain.document import is_id
from mesocycle.domain.instant import day, is_time, moment
from mesocycle.domain.quantity import parse_duration, parse_rest
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import at
from mesocycle.domain.refusal import Phrase, Refusal

MOST_PLAN_WEEKS = 52
MOST_METRES = 1_000_000
MOST_SECONDS = 7 * 24 * 3600
MOST_ROUNDS = 1_000
NAME, TEXT = 200, 10_000
"""How many characters a name and a longer text may have."""

Faults = Iterator[Fault]


def check_id(path: str, value: str | None) -> Faults:
    """Look whether an id is 1-64 of `[A-Za-z0-9._:-]`."""
    if value is not None and not is_id(value):
        yield Fault(
            path,
            Phrase("no-id", "can't be {value}", value=repr(value[:80])),
            "Use 1 to 64 letters, digits and . _ : - as id.",
        )


def check_text(path: str, value: str | None, most: int = TEXT) -> Faults:
    """Look whether a text says something, and no more than is sane."""
    if value is None:
        return
    if not value.strip():
        yield Fault(path, Phrase("empty", "is empty"), "Write something, or leave it out where it is optional.")
    if len(value) > most:
        yield Fault(path, Phrase("too-long", "is longer than {most} characters", most=most), "Shorten it.")
    if "\0" in value:
        yield Fault(path, Phrase("nul", "holds the character NUL"), "Leave that character out.")


def check_texts(path: str, values: Iterable[str] | None) -> Faults:
    """Look at a list of short texts: tags, objectives, equipment, muscles."""
    listed = list(values or ())
    yield from check_size(path, len(listed), 100)
    for index, value in enumerate(listed[:100]):
        yield from check_text(at(path, index), value, 1_000)


def check_size(path: str, size: int, most: int, least: int = 0) -> Faults:
    """Look whether a list has a sane length, so that no document is gigantic."""
    if size > most:
        yield Fault(
            path, Phrase("too-many", "has {size} entries, more than {most}", size=size, most=most), "Write fewer."
        )
    if size < least:
        yield Fault(path, Phrase("no-entry", "has no entry"), "Write at least one.")


def check_number(path: str, value: float | None, least: float, most: float, *, above: bool = False) -> Faults:
    """Look whether a number is finite and within bounds; with `above` the lower one is outside."""
    if value is None:
        return
    if not math.isfinite(value):
        yield Fault(path, Phrase("not-finite", "is not a finite number"), "Write a number.")
    elif value < least or value > most or (above and value == least):
        lower = f"more than {least}" if above else f"at least {least}"
        message = Phrase(
            "not-above" if above else "out-of-bounds",
            "is {value}, but must be {lower} and at most {most}",
            value=value,
            lower=lower,
            least=least,
            most=most,
        )
        yield Fault(path, message, "Write a number in between.")


def check_metres(path: str, value: float | None) -> Faults:
    """Look whether a distance or an elevation is metres above 0."""
    yield from check_number(path, value, 0, MOST_METRES, above=True)


def check_seconds(path: str, value: float | None) -> Faults:
    """Look whether a duration of a set or a goal is seconds above 0."""
    yield from check_number(path, value, 0, MOST_SECONDS, above=True)


def check_range(path: str, low: float | None, high: float | None, names: tuple[str, str]) -> Faults:
    """Look whether the upper end of a range has a lower one and is not below it."""
    if high is None:
        return
    if low is None:
        yield Fault(
            at(path, names[1]), Phrase("without", "stands without `{name}`", name=names[0]), f"Add `{names[0]}`."
        )
    elif high < low:
        yield Fault(
            at(path, names[1]), Phrase("below", "is below `{name}`", name=names[0]), "Write the smaller number first."
        )


def check_duration(path: str, value: str | None) -> Faults:
    """Look whether a duration of work has a unit and is above 0."""
    yield from _quantity(path, value, lambda text: (parse_duration(text),) * 2, 0)


def check_rest(path: str, value: str | None) -> Faults:
    """Look whether a rest has a unit; it may be a range, and 0s."""
    yield from _quantity(path, value, parse_rest, -1)


def _quantity(path: str, value: str | None, parse: Callable[[str], tuple[float, float]], above: float) -> Faults:
    if value is None:
        return
    if len(value) > NAME:
        yield Fault(path, Phrase("duration-too-long", "is too long for a duration"), "Write it like 90s or 2m30s.")
        return
    try:
        low, high = parse(value)
    except Refusal as no:
        yield Fault(path, no.told or no.sentence, no.remedy)
        return
    if low <= above or high > MOST_SECONDS:
        yield Fault(
            path, Phrase("duration-bounds", "must be more than nothing and at most a week"), "Write another duration."
        )


def check_weeks(path: str, weeks: tuple[int, ...] | None, duration: int) -> Faults:
    """Look whether weeks are within the version's duration, each once."""
    if weeks is None:
        return
    where = at(path, "weeks")
    if not weeks:
        yield Fault(where, Phrase("empty", "is empty"), "Leave it out for every week.")
    for index, week in enumerate(weeks[:MOST_PLAN_WEEKS]):
        if not 1 <= week <= duration:
            yield Fault(
                at(where, index),
                Phrase(
                    "no-such-week",
                    "is week {week}, but the routine has weeks 1 to {duration}",
                    week=week,
                    duration=duration,
                ),
                "Write a week of the routine, or change its duration.",
            )
    if len(set(weeks)) < len(weeks):
        yield Fault(where, Phrase("week-twice", "names a week twice"), "Write each week once.")


def check_one_of(path: str, given: dict[str, object], *, least: int = 1, most: int = 1) -> Faults:
    """Look whether of several fields one is given (or `least` to `most` of them)."""
    present = [name for name, value in given.items() if value is not None]
    names = ", ".join(f"`{name}`" for name in given)
    if len(present) < least:
        yield Fault(path, Phrase("none-of", "has none of {names}", names=names), "Give one of them.")
    elif len(present) > most:
        both = " and ".join(f"`{name}`" for name in present)
        only = "one" if most == 1 else str(most)
        yield Fault(
            path, Phrase("several-of", "has {both}, of which only {only} can stand", both=both, only=only), "Keep one."
        )


def check_date(path: str, value: str | None) -> Faults:
    """Look whether a date is a day of the calendar, `YYYY-MM-DD`."""
    yield from _read_as(path, value, day, "Write a day that exists, like 2026-11-22.")


def check_instant(path: str, value: str | None) -> Faults:
    """Look whether an instant is UTC with milliseconds and `Z`."""
    yield from _read_as(path, value, moment, "Write it like 2026-11-22T18:30:00.000Z.")


def check_time(path: str, value: str | None) -> Faults:
    """Look whether a time of day is `HH:mm`."""
    if value is not None and not is_time(value):
        yield Fault(
            path,
            Phrase("no-time-of-day", "is no time of day: {value}", value=repr(value[:20])),
            "Write it like 07:00 or 18:30.",
        )


def _read_as(path: str, value: str | None, reader: Callable[[str], object], remedy: str) -> Faults:
    if value is None:
        return
    try:
        reader(value)
    except ValueError:
        yield Fault(path, Phrase("not-readable", "can't be {value}", value=repr(value[:40])), remedy)
