"""Accepted lines change what they name, and nothing else."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesocycle.domain.document import encode
from mesocycle.domain.plan.library import LibraryExercise
from mesocycle.domain.plan.proposal import (
    Proposal,
    ProposalEvidence,
    ProposalKind,
    ProposedLine,
    chosen_lines,
    proposed_id,
    with_accepted,
)
from mesocycle.domain.refusal import NotProposed
from tests.builders import a_section, a_set, a_version, a_workout, an_exercise
from tests.domain.plans import a_library_exercise

_EXERCISES = tuple(
    an_exercise(
        id=f"exercise-{n}",
        order_index=n,
        sets=tuple(a_set(id=f"{n}-{m}", set_number=m) for m in (1, 2, 3)),
    )
    for n in (0, 1)
)
VERSION = a_version(workouts=(a_workout(sections=(a_section(exercises=_EXERCISES),)),))
BENCH: dict[str, LibraryExercise] = {"bench-press": a_library_exercise("Bench press")}
_PLAIN: dict[str, Any] = msgspec.json.decode(encode(VERSION))


def _line(kind: ProposalKind, *ids: str, **given: Any) -> ProposedLine:  # noqa: ANN401  # any field of a line
    evidence = ProposalEvidence(times=8, of=8, share=1.0, sessions=8, athletes=2)
    return ProposedLine(
        id=proposed_id(kind, ids, None),
        kind=kind,
        line_ids=ids,
        workout_name="",
        exercise_name="",
        before="",
        evidence=evidence,
        why="",
        **given,
    )


LINES = (
    *(_line("leave-out-set", f"{n}-{m}") for n in (0, 1) for m in (1, 2, 3)),
    _line("leave-out-exercise", "exercise-1"),
    _line("change-load", "0-1", "0-2", set_fields={"weight": 110}),
    _line("swap-exercise", "exercise-0", exercise_variant_id="bench-press"),
)


def _lines_of(plain: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Give exercises and sets by id, without what is inside them and without their numbers."""
    found: dict[str, dict[str, Any]] = {}
    for exercise in plain["workouts"][0]["sections"][0]["exercises"]:
        found[exercise["_id"]] = {k: v for k, v in exercise.items() if k not in {"sets", "orderIndex"}}
        found |= {each["_id"]: {k: v for k, v in each.items() if k != "setNumber"} for each in exercise["sets"]}
    return found


def test_accepting_nothing_changes_nothing() -> None:
    assert with_accepted(VERSION, (), BENCH) == _PLAIN


@given(st.lists(st.sampled_from(LINES), unique_by=lambda each: each.id))
def test_accepted_lines_change_only_what_they_name(accepted: list[ProposedLine]) -> None:
    changed = with_accepted(VERSION, accepted, BENCH)

    before, after = _lines_of(_PLAIN), _lines_of(changed)
    named = {id_ for each in accepted for id_ in each.line_ids}
    inside = {f"1-{m}" for m in (1, 2, 3)} if "exercise-1" in named else set()
    assert {id_ for id_ in before if before[id_] != after.get(id_)} <= named | inside
    assert {k: v for k, v in changed.items() if k != "workouts"} == {k: v for k, v in _PLAIN.items() if k != "workouts"}


def test_each_kind_of_line_does_what_it_says() -> None:
    after = _lines_of(with_accepted(VERSION, (LINES[1], LINES[-3], LINES[-2], LINES[-1]), BENCH))

    assert set(after) == {"exercise-0", "0-1", "0-3"}
    assert (after["0-1"]["weight"], after["0-3"]["weight"]) == (110, 100)
    assert (after["exercise-0"]["name"], after["exercise-0"]["exerciseVariantId"]) == ("Bench press", "bench-press")


def test_a_section_whose_exercises_all_fall_away_does_not_stand_empty() -> None:
    sections = tuple(a_section(id=f"section-{n}", order_index=n, exercises=(_EXERCISES[n],)) for n in (0, 1))
    version = a_version(workouts=(a_workout(sections=sections),))

    changed = with_accepted(version, (_line("leave-out-exercise", "exercise-0"),), BENCH)

    (section,) = changed["workouts"][0]["sections"]
    assert (section["_id"], [each["_id"] for each in section["exercises"]]) == ("section-1", ["exercise-1"])
    assert "orderIndex" not in section  # whoever publishes numbers what is left


def test_what_is_not_proposed_is_refused() -> None:
    proposal = Proposal(parent_routine_id="r", routine_version_id="v", version=1, lines=LINES[:2])

    assert chosen_lines(proposal, [LINES[1].id, LINES[1].id]) == [LINES[1]]
    with pytest.raises(NotProposed):
        chosen_lines(proposal, [LINES[2].id])
