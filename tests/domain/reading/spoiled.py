"""What the tests of reading share."""

import json
from typing import Any

import pytest

from mesocycle.domain.document import encode
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.reading.strict import read
from mesocycle.domain.refusal import DocumentNotValid
from tests.builders import a_version

SET = "workouts[0].sections[0].exercises[0].sets[0]"


def changed(path: str, change: dict[str, Any]) -> bytes:
    """Give a valid version in which the object at the path has got other fields."""
    version = json.loads(encode(a_version()))
    place = version
    for step in path.replace("]", "").replace("[", ".").split("."):
        place = place[int(step)] if step.isdigit() else place[step]
    place.update(change)
    return json.dumps(version).encode()


def refused(body: bytes, kind: type[Any] = RoutineVersion) -> DocumentNotValid:
    with pytest.raises(DocumentNotValid) as caught:
        read(body, kind)
    return caught.value


def paths(no: DocumentNotValid) -> list[str]:
    return [error.path for error in no.errors or ()]
