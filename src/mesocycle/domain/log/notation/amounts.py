"""How much was done: of one set, or of several that are told together."""

from typing import Any

from msgspec.structs import replace

from mesocycle.domain.log.performance import Performance, PerformedMiniSet
from mesocycle.domain.plan.notation.amounts import take_measure
from mesocycle.domain.plan.notation.cursor import Cursor, form
from mesocycle.domain.plan.notation.reading import MOST_SETS
from mesocycle.domain.quantity import DURATION, KM_PER_MILE, PACE, parse_duration, parse_pace
from mesocycle.domain.refusal import QuantityNotUnderstood

Amount = tuple[Performance, int]
"""What one set came to, and where it was said."""

_COUNT = form(r"([0-9]+) *[x×]")
_CLUSTER = form(r"\( *([0-9]+(?: *\+ *[0-9]+)*) *\)")
_PARTS = form(r"([0-9]+)((?: *\+ *[0-9]+)+)")
_REPS = form(r"([0-9]+)(?![0-9:.]|[-–+])")
_RANGE = form(r"[0-9]+ *(?:[-–]|\+)")
_AMRAP = form(r"AMRAP\b")
_LIMIT = form(r"max(?:imum)? +hold\b")
_SIDE = form(r"/ *side\b")
_IN = form(r"in\b")
_AT_PACE = form(r"(?:at|@)(?= *[0-9]+:[0-9]{2}[^,;\n]*/)")
_COMMA = form(r",")

_FORMS = "Write what was done: 8, 3x10, 8,7,6, 45s, 1:30, 400 m, 5 km in 22:10, 15 cal, 12+4+3 or (2+2+2)."


def take_amounts(cursor: Cursor) -> list[Amount]:
    """Read amounts parted by commas, at least one; a time behind `1 km in 3:58` is of the same distance."""
    amounts: list[Amount] = []
    while True:
        at = cursor.next
        count = _count(cursor)
        done = _take_amount(cursor)
        if amounts and _only_time(done) and (same := _timed_distance(amounts[-1][0])) is not None:
            done = replace(done, distance=same)
        if len(amounts) + count > MOST_SETS:
            raise cursor.refusal(f"there are more than {MOST_SETS} sets", "Write fewer sets.", at)
        amounts += [(done, at)] * count
        if not cursor.take(_COMMA):
            return amounts


def take_pace(cursor: Cursor) -> tuple[float, int] | None:
    """Read `at 5:10/km` or `@ 5:10/km` as seconds a metre, where it stands next."""
    if cursor.take(_AT_PACE) is None:
        return None
    at = cursor.next
    found = cursor.take(PACE)
    if found is None:
        raise cursor.refusal("here belongs a pace", "Write it like 5:10/km or 8:20/mile.", at)
    try:
        pace = parse_pace(found[0])
    except QuantityNotUnderstood as refused:
        raise cursor.refusal(refused.sentence.rstrip("."), refused.remedy, at) from refused
    metres = 1000 if pace.unit == "s/km" else KM_PER_MILE * 1000
    return pace.seconds / metres, at


def _count(cursor: Cursor) -> int:
    found = cursor.take(_COUNT)
    return 1 if found is None else cursor.whole(found[1], found.start(), "the number of sets")


def _take_amount(cursor: Cursor) -> Performance:
    done = _take_small_sets(cursor) or _take_measure(cursor)
    if done is None and (found := cursor.take(_REPS)):
        done = Performance(reps=int(cursor.number(found[1], found.start())))
    if done is None:
        raise cursor.refusal(*_unread(cursor))
    cursor.take(_SIDE)  # said or not: repetitions of a set for each side are those of one side
    return done


def _unread(cursor: Cursor) -> tuple[str, str]:
    if cursor.peek(_AMRAP):
        return "it is not said how many", "Write the repetitions that were done, like 14."
    if cursor.peek(_LIMIT):
        return "it is not said how long", "Write how long it was held, like 45s or 1:30."
    if cursor.peek(_RANGE):
        return "what was done is one number", "Write the repetitions that were done, like 8; of several sets 8,7,6."
    return "here belongs what was done", _FORMS


def _take_small_sets(cursor: Cursor) -> Performance | None:
    if found := cursor.take(_CLUSTER):
        return Performance(mini_sets=_small(cursor, found[1], found.start(1)))
    if found := cursor.take(_PARTS):
        first = int(cursor.number(found[1], found.start(1)))
        return Performance(reps=first, mini_sets=_small(cursor, found[2].lstrip(" +"), found.start(2)))
    return None


def _small(cursor: Cursor, parts: str, at: int) -> tuple[PerformedMiniSet, ...]:
    return tuple(PerformedMiniSet(reps=int(cursor.number(part.strip(), at))) for part in parts.split("+"))


def _take_measure(cursor: Cursor) -> Performance | None:
    fields: dict[str, Any] | None = take_measure(cursor)
    if fields is None:
        return None
    del fields["rep_type"]
    if "distance" not in fields:
        return Performance(**fields)
    if cursor.take(_IN):
        fields["duration"] = _time(cursor)
    elif pace := take_pace(cursor):
        fields["duration"] = round(fields["distance"] * pace[0], 1)
    return Performance(**fields)


def _time(cursor: Cursor) -> int | float:
    at = cursor.next
    found = cursor.take(DURATION)
    if found is None:
        raise cursor.refusal("after in belongs the time", "Write it like 5 km in 22:10, or 400 m in 75s.", at)
    try:
        return parse_duration(found[0])
    except QuantityNotUnderstood as refused:
        raise cursor.refusal(refused.sentence.rstrip("."), refused.remedy, at) from refused


def _only_time(done: Performance) -> bool:
    return done.duration is not None and done == Performance(duration=done.duration)


def _timed_distance(before: Performance) -> int | float | None:
    return before.distance if before.duration is not None else None
