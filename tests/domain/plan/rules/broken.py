"""What the tests of rules share."""

from typing import Any

from mesocycle.domain.document import encode
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.plan.rules.version import check_version
from mesocycle.domain.reading.strict import convert, read
from mesocycle.domain.refusal import DocumentNotValid
from tests.builders import a_version

LINE = {"_id": "line", "name": "Line", "orderIndex": 0}


EXERCISE = {"_id": "e", "exerciseId": "x", "exerciseVariantId": "x", "name": "X", "orderIndex": 0}


SET = {"_id": "s", "setNumber": 1, "setType": "working", "repType": "fixed", "reps": 5}


def version_with(section: dict[str, Any]) -> RoutineVersion:
    """Give a version of four weeks that has this one section."""
    plain = read(encode(a_version()), dict)
    plain["workouts"][0]["sections"] = [LINE | section]
    return convert(plain, RoutineVersion)


def places(version: RoutineVersion) -> list[str]:
    """List where a version breaks a rule."""
    try:
        check_version(version)
    except DocumentNotValid as no:
        return [error.path for error in no.errors or ()]
    return []


def places_in_section(section: dict[str, Any]) -> list[str]:
    found = places(version_with(section))
    assert all(path.startswith("workouts[0].sections[0]") for path in found)
    return [path.removeprefix("workouts[0].sections[0]").removeprefix(".") for path in found]


def said(fields: dict[str, Any]) -> dict[str, Any]:
    """Leave out what a test took away by None."""
    return {name: value for name, value in fields.items() if value is not None}


PACE = {"metric": "pace", "unit": "s/km", "basis": "absolute", "low": 240}
