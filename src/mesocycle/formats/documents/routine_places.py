"""Where in a routine file a fault stands: line and column, and of which workout and exercise."""

import re
from collections.abc import Iterable
from typing import Any

from mesocycle.domain.refusal import DocumentNotValid, PathMessage
from mesocycle.formats.documents.routine import parse_routine
from mesocycle.formats.text.yaml_text import LineAndColumn, places_in

_STEP = re.compile(r"[^.\[\]]+|\[\d+\]")
_NOWHERE = LineAndColumn(0, 0)
_LINES = ("workouts", "sections", "exercises", "steps")


def placed(body: bytes, no: DocumentNotValid) -> DocumentNotValid:
    """Give a refusal of a routine file with the place and the names of each of its faults."""
    if not no.errors:
        return no
    places, raw = places_in(body), parse_routine(body)
    found = [(next((places[path] for path in _up(each.path) if path in places), _NOWHERE), each) for each in no.errors]
    told = tuple(_placed(each, place, raw) for place, each in sorted(found, key=lambda one: one[0]))
    return DocumentNotValid(no.sentence, no.remedy, errors=told, facts=no.facts)


def _placed(error: PathMessage, place: LineAndColumn, raw: dict[str, Any]) -> PathMessage:
    where = [] if place == _NOWHERE else [f"line {place.line}, column {place.column}"]
    of = [" > ".join(names)] if (names := _names(error.path, raw)) else []
    head = ", ".join(where + of)
    return PathMessage(
        path=error.path, message=f"{head}: {error.message}" if head else error.message, remedy=error.remedy
    )


def _up(path: str) -> Iterable[str]:
    """Give a path and those of all that holds it, the nearest first."""
    ends = [0, *(found.end() for found in _STEP.finditer(path))]
    return (path[:end] for end in reversed(ends))


def _names(path: str, raw: dict[str, Any]) -> list[str]:
    """Name the workout, section and exercise that a path leads through."""
    names, node = [], raw
    before = ""
    for found in _STEP.finditer(path):
        step = found[0]
        node = _below(node, step)
        if step.startswith("[") and before in _LINES and isinstance(node, dict) and isinstance(node.get("name"), str):
            names.append(node["name"][:60])
        before = step
    return names


def _below(node: Any, step: str) -> Any:  # noqa: ANN401  whatever stands in a file
    try:
        return node[int(step[1:-1])] if step.startswith("[") else node[step]
    except (KeyError, IndexError, TypeError):
        return None
