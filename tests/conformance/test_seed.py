"""Documents of the contract's own family go through assign, log and replace, and satisfy the contract's interface.

Checked with the TypeScript compiler: every session that comes out is a literal of the interface.
"""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import msgspec
import pytest

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.actions.plans.create_routine import create_routine
from mesocycle.actions.plans.publish_version import publish_version
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.actions.sessions.skip_session import skip_session
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.assignment.assignment import AssignmentRequest, ReplacementRequest
from mesocycle.domain.log.performance import Feedback
from mesocycle.domain.people.user import User
from mesocycle.domain.session.inputs import Completion, Skip
from mesocycle.formats.documents.routine import parse_routine
from mesocycle.storage.engine.database import Database
from mesocycle.storage.sessions import sessions
from tests.arrange import a_trainer, an_act
from tests.builders import a_session

HERE = Path(__file__).parent
ROUTINES = sorted((HERE / "routines").glob("*.json"))
WEEKDAYS = ("monday", "wednesday", "friday", "sunday")
TSC = shutil.which("tsc")

needs_compiler = pytest.mark.skipif(TSC is None, reason="the TypeScript compiler (Debian: node-typescript) is not here")


def _with_days(raw: dict[str, Any]) -> dict[str, Any]:
    """Give the family's workouts days of the week: its own documents say nothing of when."""
    for workout, weekday in zip(raw["workouts"], WEEKDAYS, strict=False):
        workout.setdefault("schedule", [{"weekday": weekday}])
    return raw


def _lived_through(db: Database, tom: User, path: Path) -> None:
    """Assign a family's routine, start, complete and skip, then replace it by a second version."""
    raw = _with_days(parse_routine(path.read_bytes()))
    first = create_routine(db, raw, an_act(tom))
    given = assign_routine(db, "tom", first.id, AssignmentRequest(start_date="2026-01-05"), an_act(tom))
    done, begun, skipped, *_ = (created.session_id for created in given.created)
    start_session(db, "tom", done, an_act(tom))
    feedback = Feedback(rpe=7, feeling=4)
    complete_session(db, "tom", done, an_act(tom), given=Completion(as_planned=True, notes="Good", feedback=feedback))
    start_session(db, "tom", begun, an_act(tom))
    skip_session(db, "tom", skipped, Skip(reason="travel"), an_act(tom))
    again = _with_days(parse_routine(path.read_bytes()))
    second = publish_version(db, first.parent_routine_id, {**again, "name": "Second edition"}, an_act(tom), note="II")
    assert given.new_assignment_id is not None
    replace_assignment(db, "tom", given.new_assignment_id, second.id, ReplacementRequest(continue_=True), an_act(tom))


def _compile(folder: Path, literals: str) -> subprocess.CompletedProcess[str]:
    for name in ("seed.ts", "documents.ts"):
        shutil.copy(HERE / name, folder / name)
    program = folder / "program.ts"
    program.write_text(
        'import { HouseSession, WorkoutSession } from "./seed";\n'
        f"const sessions: HouseSession[] = {literals};\n"
        "export const asTheContractHasThem: WorkoutSession[] = sessions;\n",
        encoding="utf-8",
    )
    assert TSC is not None
    command = [TSC, "--strict", "--noEmit", "--target", "es2020", "--module", "commonjs", str(program)]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # our own compiler call


@needs_compiler
def test_what_comes_out_satisfies_the_contract_s_interface(db: Database, tmp_path: Path) -> None:
    tom = a_trainer(db)
    for path in ROUTINES:
        _lived_through(db, tom, path)
    with db.read() as read:
        lived = sessions.between(read, "tom", "2025-01-01", "2030-12-31")
    assert {session.status.value for session in lived} == {"completed", "in-progress", "skipped", "scheduled"}

    compiled = _compile(tmp_path, msgspec.json.encode(lived).decode())

    assert compiled.returncode == 0, compiled.stdout[:2000]


@needs_compiler
@pytest.mark.parametrize(
    ("right", "wrong"), [('"scheduledDate"', '"day"'), ('"status":"scheduled"', '"status":"done"')]
)
def test_the_compiler_refuses_what_does_not_satisfy_it(right: str, wrong: str, tmp_path: Path) -> None:
    literal = msgspec.json.encode([a_session()]).decode()
    assert right in literal

    compiled = _compile(tmp_path, literal.replace(right, wrong))

    assert compiled.returncode != 0
    assert wrong.rsplit(":", maxsplit=1)[-1].strip('"') in compiled.stdout


def test_every_kind_of_section_is_among_the_family_s_documents() -> None:
    found = {
        section["type"]
        for path in ROUTINES
        for workout in parse_routine(path.read_bytes())["workouts"]
        for section in workout["sections"]
    }

    assert found >= {
        *("warmup", "cooldown", "basic", "emom", "tabata", "circuit", "amrap"),
        *("intervals", "tempo", "fartlek", "hill_repeats", "run"),
    }
