"""What a step aims at: pace, heart rate, zone, power, effort."""

import re
from typing import Literal

from mesocycle.domain.document import Number
from mesocycle.domain.plan.notation.cursor import WRITTEN_NUMBER, Cursor, form, reason_of
from mesocycle.domain.plan.notation.targets import require_rpe
from mesocycle.domain.plan.targets import HEART_RATE_RESERVE, ZONES_OF, ReferenceKind
from mesocycle.domain.plan.workout import Target, TargetMetric
from mesocycle.domain.quantity import parse_pace
from mesocycle.domain.refusal import Phrase, QuantityNotUnderstood

PERCENT_WORDS: dict[tuple[TargetMetric, str], str] = {
    ("heart-rate", ReferenceKind.MAX_HEART_RATE): "max HR",
    ("heart-rate", ReferenceKind.THRESHOLD_HEART_RATE): "threshold HR",
    ("heart-rate", ReferenceKind.RESTING_HEART_RATE): "resting HR",
    ("heart-rate", HEART_RATE_RESERVE): "HR reserve",
    ("pace", ReferenceKind.THRESHOLD_PACE): "threshold pace",
    ("pace", ReferenceKind.RACE_PACE): "race pace",
    ("speed", ReferenceKind.THRESHOLD_PACE): "threshold speed",
    ("speed", ReferenceKind.RACE_PACE): "race speed",
    ("power", ReferenceKind.THRESHOLD_POWER): "threshold power",
}
"""What a percentage is of, as written, by the metric and the kind of reference value."""
UNITS: dict[str, tuple[TargetMetric, str]] = {
    "bpm": ("heart-rate", "bpm"),
    "W": ("power", "W"),
    "km/h": ("speed", "km/h"),
    "mph": ("speed", "mph"),
    "m/s": ("speed", "m/s"),
    "spm": ("cadence", "spm"),
    "rpm": ("cadence", "rpm"),
    "m/h": ("vertical-speed", "m/h"),
    "m up": ("elevation-gain", "m"),
}
"""The units that stand behind their number, and the metric and unit that each of them is."""

_ALSO_OF: dict[str, tuple[TargetMetric, str]] = {
    "hrmax": ("heart-rate", ReferenceKind.MAX_HEART_RATE),
    "lthr": ("heart-rate", ReferenceKind.THRESHOLD_HEART_RATE),
    "hrr": ("heart-rate", HEART_RATE_RESERVE),
    "ftp": ("power", ReferenceKind.THRESHOLD_POWER),
}
_OF = {text.lower(): key for key, text in PERCENT_WORDS.items()} | _ALSO_OF
_ENDS = rf"({WRITTEN_NUMBER})(?:[-–]({WRITTEN_NUMBER}))?"
_CLOCK = r"[0-9]{1,3}:[0-9]{2}(?::[0-9]{2})?"
_PACE = form(rf"({_CLOCK})(?:[-–]({_CLOCK}))? *(/ *(?:km|miles?|mi)\b)")
_BARE_PACE = form(rf"{_CLOCK}(?:[-–]{_CLOCK})?")
_ZONE = form(rf"(?:(HR|pace|speed) +)?(?:zones? *|Z){_ENDS}")
_LED = form(rf"(HR|RPE) *{_ENDS}(?: *bpm\b)?")
_PERCENT = form(rf"{_ENDS} *% *(?:of +)?(grade\b|{'|'.join(map(re.escape, _OF))})(?![a-z])")
_UNIT = form(rf"{_ENDS} *({'|'.join(unit.replace(' ', ' +') for unit in UNITS)})(?![a-z/])")
_NUMBER = form(rf"{WRITTEN_NUMBER}")
_BOUND = form(r"(no slower than|no faster than|up to|from)(?![a-z])")

_FORMS = (
    "Write a target: 4:00-4:10/km, HR 140-150, zone 2, pace zone 3, RPE 6-7, 250 W, 14 km/h, 85-90% max HR, "
    "98% threshold pace, 4% grade; with up to or from before it, and no slower than before a pace."
)
_BOUNDED = {"no slower than": "high", "no faster than": "low", "up to": "high", "from": "low"}

_Aim = tuple[TargetMetric, list[tuple[Number, int]], str, str | None]
"""TargetMetric, its numbers with their places, unit or basis, and what it is of."""


def take_run_targets(cursor: Cursor) -> tuple[Target, ...]:
    """Read one target after the other, at least one, no metric twice."""
    targets: list[Target] = []
    while True:
        at = cursor.next
        target = _take_target(cursor)
        if target is None:
            break
        if any(target.metric == other.metric for other in targets):
            raise cursor.refusal(
                Phrase("run-target-twice", "this kind of target is there already"),
                "Write each kind of target once.",
                at,
            )
        targets.append(target)
    if not targets:
        raise cursor.refusal(Phrase("no-run-target-after", "after @ belongs a target"), _FORMS)
    if cursor.peek(_NUMBER):
        raise cursor.refusal(Phrase("number-no-target", "this number is no target"), _FORMS)
    return tuple(targets)


def _take_target(cursor: Cursor) -> Target | None:
    at = cursor.next
    bound = cursor.take(_BOUND)
    aim = _take_aim(cursor)
    if aim is None:
        if bound or cursor.peek(_NUMBER):
            unit_lacks, lacks = (
                Phrase("pace-needs-unit", "a pace needs its unit"),
                Phrase("run-target-here", "here belongs a target"),
            )
            lack = unit_lacks if cursor.peek(_BARE_PACE) else lacks
            raise cursor.refusal(lack, _FORMS)
        return None
    metric, ends, unit, of = aim
    numbers = _ascending(cursor, metric, ends)
    basis: Literal["absolute", "zone", "percent"] = (
        "zone" if unit == "zone" else "absolute" if of is None else "percent"
    )
    low, high = numbers[0], numbers[-1]
    target = Target(metric=metric, low=low, high=high, unit=unit, basis=basis, of=of)
    if bound is None:
        return target
    word = " ".join(bound[1].lower().split())
    if (word in {"up to", "from"}) == (metric == "pace"):
        remedy = "Write no slower than or no faster than before a pace, up to or from before anything else."
        raise cursor.refusal(Phrase("bound-not-here", "{word} can't stand before this target", word=word), remedy, at)
    if len(numbers) > 1:
        raise cursor.refusal(
            Phrase("bound-one", "after {word} stands one number", word=word),
            "Write one end, or the range alone.",
            ends[0][1],
        )
    if _BOUNDED[word] == "high":
        return Target(metric=metric, high=high, unit=unit, basis=basis, of=of)
    return Target(metric=metric, low=low, unit=unit, basis=basis, of=of)


def _take_aim(cursor: Cursor) -> _Aim | None:
    if found := cursor.take(_PACE):
        return _pace(cursor, found)
    if found := cursor.take(_ZONE):
        metric: TargetMetric = "heart-rate"
        if (found[1] or "").lower() in {"pace", "speed"}:
            metric = "pace" if found[1].lower() == "pace" else "speed"
        return metric, _placed(cursor, found, 2, 3), "zone", ZONES_OF[metric]
    if found := cursor.take(_LED):
        ends = _placed(cursor, found, 2, 3)
        if found[1].lower() == "hr":
            return "heart-rate", ends, "bpm", None
        for value, at in ends:
            require_rpe(cursor, value, at)
        return "rpe", ends, "rpe", None
    if found := cursor.take(_PERCENT):
        ends = _placed(cursor, found, 1, 2)
        said = " ".join(found[3].lower().split())
        if said == "grade":
            return "grade", ends, "percent", None
        metric, of = _OF[said]
        return metric, ends, "percent", of
    if found := cursor.take(_UNIT):
        said = " ".join(found[3].lower().split())
        metric, unit = next(meant for name, meant in UNITS.items() if name.lower() == said)
        return metric, _placed(cursor, found, 1, 2), unit, None
    return None


def _pace(cursor: Cursor, found: re.Match[str]) -> _Aim:
    ends: list[tuple[Number, int]] = []
    unit = ""
    for group in (1, 2):
        if found[group]:
            try:
                pace = parse_pace(f"{found[group]}{found[3]}")
            except QuantityNotUnderstood as refused:
                raise cursor.refusal(reason_of(refused), refused.remedy, found.start(group)) from refused
            ends.append((pace.seconds, found.start(group)))
            unit = pace.unit
    # `4:10-4:00/km` is said as often as the other way round, and means one thing.
    return "pace", sorted(ends), unit, None


def _placed(cursor: Cursor, found: re.Match[str], *groups: int) -> list[tuple[Number, int]]:
    return [(cursor.number(found[n], found.start(n)), found.start(n)) for n in groups if found[n]]


def _ascending(cursor: Cursor, metric: str, ends: list[tuple[Number, int]]) -> list[Number]:
    numbers = [number for number, _ in ends]
    if numbers[0] > numbers[-1]:
        raise cursor.refusal(
            Phrase("range-order", "the range begins with its higher end"),
            f"Write the lower {metric} first.",
            ends[0][1],
        )
    return numbers
