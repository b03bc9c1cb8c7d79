"""The examples on the page of the routine file are loaded as a reader would load them."""

import re
from typing import get_args

import pytest

from mesocycle.actions.plans.create_routine import create_routine
from mesocycle.domain.plan.workout import Section
from mesocycle.formats.documents.routine import parse_routine
from mesocycle.storage.engine.database import Database
from tests.arrange import a_user, an_act
from tests.docs.console import ROOT

PAGE = (ROOT / "docs/reference/routine-file.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```yaml ?(\w*)\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
DAYS = re.findall(r"^\| `(\{.*\})` \|", PAGE, re.MULTILINE)
SECTIONS = re.findall(r"\btype: (\w+)", "".join(text for kind, text in EXAMPLES if kind == "sections"))
_HEAD = """name: Tried
difficulty: beginner
goal: general
duration: 4
workouts:
  - name: Day
    type: strength
"""


def _whole(kind: str, text: str) -> str:
    """Put a part of a routine in the place where the page says it stands."""
    match kind:
        case "":
            return text
        case "sections":
            return f"{_HEAD}    sections:\n{_deeper(text, 6)}"
        case "exercises":
            lifts = "      - name: Lifts\n        type: basic\n        exercises:\n"
            return f"{_HEAD}    sections:\n{lifts}{_deeper(text, 10)}"
        case _:
            run = "      - name: Run\n        type: run\n        duration: 30m\n        targets:\n"
            return f"{_HEAD}    sections:\n{run}{_deeper(text, 10)}"


def _deeper(text: str, by: int) -> str:
    return "".join(f"{' ' * by}{line}\n" for line in text.splitlines())


@pytest.mark.parametrize(("kind", "text"), EXAMPLES)
def test_an_example_of_a_routine_file_is_taken_as_it_stands(db: Database, kind: str, text: str) -> None:
    ann = a_user(db, "ann")

    version = create_routine(db, parse_routine(_whole(kind, text).encode()), an_act(ann))

    assert version.workouts[0].sections


@pytest.mark.parametrize("entry", DAYS)
def test_an_example_of_a_schedule_is_taken_as_it_stands(db: Database, entry: str) -> None:
    ann = a_user(db, "ann")
    text = f"{_HEAD}    schedule: [{entry}]\n    sections: [{{name: Run, type: run, duration: 30m}}]\n"

    version = create_routine(db, parse_routine(text.encode()), an_act(ann))

    assert len(version.workouts[0].schedule) == 1


def test_the_page_shows_every_type_of_section() -> None:
    known = {kind.__struct_config__.tag for kind in get_args(Section)}

    assert known <= set(SECTIONS)
