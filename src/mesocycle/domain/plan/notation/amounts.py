"""How much one set is: repetitions, time, distance, calories, or small sets."""

import re
from typing import Any

from mesocycle.domain.plan.notation.cursor import WRITTEN_NUMBER, Cursor, form, reason_of
from mesocycle.domain.quantity import DURATION, parse_distance, parse_duration
from mesocycle.domain.refusal import Phrase, QuantityNotUnderstood

Fields = dict[str, Any]
"""Fields of a set that is still being read."""

_AMRAP = form(r"AMRAP\b")
_TO_THE_LIMIT = form(r"(?:max(?:imum)?|longest) +hold\b|hold +max\b")
_CLUSTER = form(r"\(([0-9+ ]*)\)")
_DISTANCE = form(rf"{WRITTEN_NUMBER} *(?:km|mi|m)\b")
_METRES = form(rf"{WRITTEN_NUMBER} *m")
_BARE_M = form(r"[0-9] *(m)(?![a-z])")
_CALORIES = form(rf"({WRITTEN_NUMBER}) *k?cals?\b")
_REPETITIONS = form(rf"({WRITTEN_NUMBER})(?:(\+)|[-–]({WRITTEN_NUMBER}))?")
_MEASURE = form(r"(?:s|secs?|seconds?|mins?|minutes?|h|m|km|mi|k?cals?)\b")
_SIDE = form(r"/ *side\b")
_SLASH = form(r"/")

_FORMS = "Write an amount: 5, 8-12, 5+, AMRAP, 30s, 1:30, 2min, max hold, 40 m, 15 cal or a cluster (2+2+2)."


def take_amount(cursor: Cursor) -> Fields:
    """Read the amount and `/side`; what a `cluster` holds still lacks its rest."""
    fields = _take_cluster(cursor) or take_measure(cursor) or _take_repetitions(cursor)
    if fields is None and cursor.take(_AMRAP):
        fields = {"rep_type": "max"}
    if fields is None and cursor.take(_TO_THE_LIMIT):
        fields = {"rep_type": "time"}  # a time that nobody says is as long as it can be held
    if fields is None:
        raise cursor.refusal(Phrase("set-amount", "here belongs the amount of one set"), _FORMS)
    if cursor.take(_SIDE):
        return {**fields, "per_side": True}
    if cursor.peek(_SLASH):
        raise cursor.refusal(
            Phrase("only-side", "only /side can follow here"), "Write /side where the amount is for each side."
        )
    return fields


def read_range(cursor: Cursor, found: re.Match[str], low: int, high: int, what: str) -> tuple[int, int | None]:
    """Read the groups of `8` or `8-12` as whole numbers, the lower first."""
    first = cursor.whole(found[low], found.start(low), what)
    if found[high] is None:
        return first, None
    last = cursor.whole(found[high], found.start(high), what)
    if first > last:
        raise cursor.refusal(
            Phrase("range-order", "the range begins with its higher end"), f"Write {last}-{first}.", found.start(low)
        )
    return first, last


def _take_cluster(cursor: Cursor) -> Fields | None:
    found = cursor.take(_CLUSTER)
    if found is None:
        return None
    at = found.start(1)
    parts = [part.strip() for part in found[1].split("+")]
    if not all(part.isdigit() for part in parts):
        raise cursor.refusal(
            Phrase("cluster-form", "the parts of a cluster are numbers joined by +"), "Write it like (2+2+2).", at
        )
    reps = {cursor.whole(part, at, "a part of a cluster") for part in parts}
    if len(reps) > 1:
        raise cursor.refusal(
            Phrase("cluster-differs", "the parts of a cluster differ"),
            "Make them equal, like (2+2+2), or write single sets.",
            at,
        )
    return {"rep_type": "fixed", "cluster": {"count": len(parts), "reps": reps.pop()}}


def take_measure(cursor: Cursor) -> Fields | None:
    """Read a time, a distance or calories above 0, where one stands next."""
    at = cursor.next
    try:
        fields = _take_time_or_metres(cursor)
    except QuantityNotUnderstood as refused:
        raise cursor.refusal(reason_of(refused), refused.remedy, at) from refused
    if fields is None and (found := cursor.take(_CALORIES)):
        fields = {"rep_type": "calories", "calories": cursor.number(found[1], at)}
    if fields is not None and 0 in fields.values():
        raise cursor.refusal(Phrase("amount-nothing", "the amount is nothing"), "Write an amount above 0.", at)
    return fields


def _take_time_or_metres(cursor: Cursor) -> Fields | None:
    """Tell `2 m` (metres) from `2min`; what could be meant as either, like `2m30s`, is refused."""
    if (time := cursor.peek(DURATION)) and not _METRES.fullmatch(time[0]):
        minutes = None if time[0][:1] in "Pp" else _BARE_M.search(time[0])
        if minutes:
            raise cursor.refusal(
                Phrase("metres-here", "m is metres here"),
                "Write minutes as min, or with a colon: 2:30.",
                time.start() + minutes.start(1),
            )
        cursor.take(DURATION)
        return {"rep_type": "time", "duration": parse_duration(time[0])}
    if distance := cursor.take(_DISTANCE):
        return {"rep_type": "distance", "distance": parse_distance(distance[0])}
    return None


def _take_repetitions(cursor: Cursor) -> Fields | None:
    found = cursor.take(_REPETITIONS)
    if found is None:
        return None
    if found[3] and cursor.peek(_MEASURE):
        raise cursor.refusal(
            Phrase("only-reps-range", "only repetitions can be a range"),
            "Write one amount, like 30s, 40 m or 15 cal.",
            found.start(),
        )
    low, high = read_range(cursor, found, 1, 3, "a number of repetitions")
    if found[2]:
        return {"rep_type": "max", "reps_min": low}
    if high is not None:
        return {"rep_type": "range", "reps_min": low, "reps_max": high}
    return {"rep_type": "fixed", "reps": low}
