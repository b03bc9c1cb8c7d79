"""What people say shorter in a routine file: days, minutes, targets, a rotation, this or that exercise."""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

from mesocycle.domain.plan.library import Library, LibraryExercise
from mesocycle.domain.plan.lines import alternatives
from mesocycle.domain.plan.publishing.line_ids import Plain
from mesocycle.domain.plan.rules.steps import STEP_UNITS
from mesocycle.domain.plan.targets import ZONES_OF
from mesocycle.domain.quantity import parse_duration, parse_pace
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import at
from mesocycle.domain.refusal import Phrase, Refusal

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_LEAST_LETTERS = 2
_PACES = re.compile(r"(\d{1,2}:\d{2})(?:\s*[-–]\s*(\d{1,2}:\d{2}))?\s*(/.*)", re.ASCII)
_NUMBERS = r"(\d+(?:\.\d+)?)(?:\s*[-–]\s*(\d+(?:\.\d+)?))?"
_RPE = re.compile(rf"RPE\s*{_NUMBERS}", re.ASCII | re.IGNORECASE)
_HEART = re.compile(rf"(?:HR\s*{_NUMBERS}|{_NUMBERS}\s*bpm)", re.ASCII | re.IGNORECASE)
_ZONE = re.compile(r"(?:(HR|heart rate|pace)\s*)?(?:zone|Z)\s*(\d)(?:\s*[-–]\s*(\d))?", re.ASCII | re.IGNORECASE)
_WATTS = re.compile(rf"{_NUMBERS}\s*W", re.ASCII | re.IGNORECASE)
_TARGETS = "Write it like 4:28/km, 4:20-4:30/km, RPE 7-8, HR 140-150, zone 2, pace zone 3 or 250 W."


def weekday(text: object) -> object:
    """Give the weekday that `mon` or `Thurs` means; anything else stays for the reader to refuse."""
    if not isinstance(text, str) or len(text.strip()) < _LEAST_LETTERS:
        return text
    found = [day for day in WEEKDAYS if day.startswith(text.strip().casefold().rstrip("."))]
    return found[0] if len(found) == 1 else text


def with_minutes(section: Plain) -> Plain:
    """Write minutes as the section has them: `10 min` as 10 where only that stands, 10 as `10min` where text does."""
    spelled = dict(section)
    length = section.get("emomDuration")
    if isinstance(length, str):
        try:
            minutes, rest = divmod(parse_duration(length), 60)
        except Refusal:
            minutes, rest = 0, 1  # the reader refuses it
        if not rest:
            spelled["emomDuration"] = int(minutes)
    easy = str(section.get("type")) in {"warmup", "cooldown"}
    for name in ("timeCap",) if easy else ("timeCap", "duration"):
        value = section.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            spelled[name] = f"{value}min"
    return spelled


def alternative(library: Library, name: str) -> LibraryExercise | None:
    """Give the first exercise of `dip or push-up`, where the library has all of them."""
    found = [library.find(part) for part in alternatives(name)]
    return found[0] if len(found) > 1 and None not in found else None


def targets(given: object, path: str, faults: list[Fault]) -> object:
    """Spell out targets: `4:28/km` or `RPE 7` as a text, and in objects what metric and zone already say."""
    if isinstance(given, str):
        given = [part for part in re.split(r"[,;]", given) if part.strip()]
    if not isinstance(given, list):
        return given
    return [_target(each, at(path, index), faults) for index, each in enumerate(given)]


def _target(given: object, path: str, faults: list[Fault]) -> object:
    if isinstance(given, str):
        try:
            spelled = _said(given.strip())
        except Refusal as no:
            faults.append(Fault(path, no.told or no.sentence, no.remedy))
            return {"metric": "rpe", "low": 1, "unit": "rpe", "basis": "absolute"}
        if spelled is None:
            faults.append(
                Fault(path, Phrase("no-target", "is {value}, which is no target", value=repr(given[:40])), _TARGETS)
            )
            return {"metric": "rpe", "low": 1, "unit": "rpe", "basis": "absolute"}
        return spelled
    return _completed(given, path, faults) if isinstance(given, dict) else given


def _said(text: str) -> Plain | None:
    if found := _PACES.fullmatch(text):
        ends = [parse_pace(f"{end}{found[3]}") for end in (found[1], found[2] or found[1])]
        low, high = sorted(end.seconds for end in ends)
        return {"metric": "pace", "low": low, "high": high, "unit": ends[0].unit, "basis": "absolute"}
    if found := _ZONE.fullmatch(text):
        metric = "pace" if (found[1] or "").casefold() == "pace" else "heart-rate"
        return _of_zone({"metric": metric, "low": int(found[2]), "high": int(found[3] or found[2])})
    for pattern, metric in ((_RPE, "rpe"), (_HEART, "heart-rate"), (_WATTS, "power")):
        if found := pattern.fullmatch(text):
            told = [_number(each) for each in found.groups() if each] or [0]
            return {
                "metric": metric,
                "low": told[0],
                "high": told[-1],
                "unit": STEP_UNITS[metric][0],
                "basis": "absolute",
            }
    return None


def _completed(given: Plain, path: str, faults: list[Fault]) -> Plain:
    """Fill in unit and basis where the metric leaves no choice, and read ends that are paces."""
    spelled = dict(given)
    if "zone" in spelled and "low" not in spelled and "high" not in spelled:
        zone = spelled.pop("zone")
        spelled |= {"low": zone, "high": zone, "basis": "zone"}
    for end in ("low", "high"):
        if isinstance(spelled.get(end), str) and spelled.get("metric") == "pace":
            try:
                pace = parse_pace(spelled[end])
            except Refusal as no:
                faults.append(Fault(at(path, end), no.told or no.sentence, no.remedy))
                spelled[end] = 1
                continue
            spelled |= {end: pace.seconds, "unit": spelled.get("unit", pace.unit)}
    if spelled.get("basis") == "zone":
        return _of_zone(spelled)
    spelled.setdefault("basis", "percent" if spelled.get("unit") == "percent" and "of" in spelled else "absolute")
    if spelled["basis"] == "percent":
        return {"unit": "percent", **spelled}
    units = STEP_UNITS.get(str(spelled.get("metric")), ())
    return {"unit": units[0], **spelled} if len(units) == 1 else spelled


def _of_zone(given: Plain) -> Plain:
    of = ZONES_OF.get(str(given.get("metric")))
    return {"unit": "zone", "basis": "zone", **({"of": str(of)} if of else {}), **given}


def rotated(plain: Plain, faults: list[Fault]) -> Plain:
    """Write a `rotation` over weekdays out as the schedules of the workouts, one after the other through all weeks.

    It says its weekdays; the workouts are those without a schedule of their own, in their order.
    """
    if "rotation" not in plain:
        return plain
    spelled = {name: value for name, value in plain.items() if name != "rotation"}
    days = _days(plain["rotation"])
    weeks, workouts = plain.get("duration"), plain.get("workouts")
    if not days:
        remedy = "Write `rotation: [monday, wednesday, friday]`."
        faults.append(Fault("rotation", Phrase("rotation-days", "says no weekdays"), remedy))
        return spelled
    if not isinstance(weeks, int) or not isinstance(workouts, list) or not 0 < weeks <= 52:
        return spelled
    turning = [each for each in workouts if isinstance(each, dict) and not each.get("schedule")]
    if not turning:
        faults.append(
            Fault(
                "rotation",
                Phrase("rotation-none", "has no workout to rotate"),
                "Leave out the schedule of those that rotate.",
            )
        )
        return spelled
    places: dict[int, dict[str, list[int]]] = {}
    for turn, (week, day) in enumerate(product(range(1, weeks + 1), days)):
        places.setdefault(turn % len(turning), {}).setdefault(day, []).append(week)
    schedules = {id(each): list(_entries(places.get(place, {}))) for place, each in enumerate(turning)}
    spelled["workouts"] = [
        {**each, "schedule": schedules[id(each)]} if id(each) in schedules else each for each in workouts
    ]
    return spelled


def _days(given: object) -> list[str]:
    listed = given.get("weekdays") if isinstance(given, dict) else given
    listed = re.split(r"[\s,]+", listed.strip()) if isinstance(listed, str) else listed
    days = [weekday(each) for each in listed] if isinstance(listed, list) else []
    return sorted({str(each) for each in days}, key=WEEKDAYS.index) if all(each in WEEKDAYS for each in days) else []


def _entries(places: dict[str, list[int]]) -> Iterator[dict[str, Any]]:
    for day in sorted(places, key=WEEKDAYS.index):
        yield {"weekday": day, "weeks": places[day]}


def _number(text: str) -> int | float:
    return float(text) if "." in text else int(text)
