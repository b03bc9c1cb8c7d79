"""What Garmin's schema of TCX asks of a workout, as our files have it: bounds, and the order of elements."""

from collections.abc import Iterator

from lxml import etree

_SPACE = "{http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2}"
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_SHORT = 65_535
_BOUNDS = {
    "StepId": (1, 20),
    "Repetitions": (2, 99),
    "Seconds": (0, _SHORT),
    "Meters": (0, _SHORT),
    "Calories": (0, _SHORT),
    "Value": (1, 255),
}
_ORDER = {
    "Repeat_t": ["StepId", "Repetitions", "Child"],
    "Step_t": ["StepId", "Name", "Duration", "Intensity", "Target"],
    "CustomSpeedZone_t": ["ViewAs", "LowInMetersPerSecond", "HighInMetersPerSecond"],
    "CustomHeartRateZone_t": ["Low", "High"],
    "Cadence_t": ["Low", "High"],
}
_WORKOUT = ["Name", "Step", "Notes"]


def breaches(body: bytes) -> list[str]:
    """Say what of a workout the schema does not allow."""
    root = etree.fromstring(body)
    workouts = root.findall(f"{_SPACE}Workouts/{_SPACE}Workout")
    found = [f"{len(workouts)} workouts"] if len(workouts) != 1 else []
    ids = [each.text for each in root.iter(f"{_SPACE}StepId")]
    if len(set(ids)) != len(ids):
        found.append("a StepId stands twice")
    return [*found, *(breach for each in root.iter(f"{_SPACE}*") for breach in _of(each))]


def _of(element: etree._Element) -> Iterator[str]:
    name, inside = _name(element), [_name(each) for each in element]
    kind = element.get(_TYPE)
    if name in _BOUNDS:
        low, high = _BOUNDS[name]
        if not (element.text or "").isdigit() or not low <= int(element.text or 0) <= high:
            yield f"{name} {element.text}"
    yield from _kind(name, kind, inside)
    if name == "Name" and not 1 <= len(element.text or "") <= 15:
        yield f"Name {element.text}"
    if name == "Number":
        above = element.getparent()
        of_heart = above is not None and above.get(_TYPE) == "PredefinedHeartRateZone_t"
        if not 1 <= int(element.text or 0) <= (5 if of_heart else 10):
            yield f"Number {element.text}"
    if name.endswith("InMetersPerSecond") and not float(element.text or 0) > 0:
        yield f"{name} {element.text}"


def _kind(name: str, kind: str | None, inside: list[str]) -> Iterator[str]:
    order = _WORKOUT if name == "Workout" else _ORDER.get(kind or "")
    if order is not None and (list(dict.fromkeys(inside)) != [each for each in order if each in inside]):
        yield f"{kind or name} holds {inside}"
    if name in {"Step", "Child"} and kind not in {"Step_t", "Repeat_t"}:
        yield f"{name} of type {kind}"
    if kind == "Repeat_t" and "Child" not in inside:
        yield "a repeat of nothing"
    if name == "Workout" and "Step" not in inside:
        yield "a workout of nothing"


def _name(element: etree._Element) -> str:
    return str(element.tag).removeprefix(_SPACE)
