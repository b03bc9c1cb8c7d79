"""A draft of the next version, drawn from what was done: one line for each change, taken or left."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Literal, NamedTuple

import msgspec
from msgspec import field

from mesocycle.domain.document import Date, Document, Id, Number, encode
from mesocycle.domain.plan.library import LibraryExercise
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.reading.fault import Fault
from mesocycle.domain.reading.strict import refusal
from mesocycle.domain.refusal import NotProposed, Phrase

ProposalKind = Literal["leave-out-set", "leave-out-exercise", "change-load", "swap-exercise"]


class Trained(NamedTuple):
    """From whose training it is drawn, and from when to when: nobody named, of all in sight; no day, without an end."""

    members: Sequence[Id] | None = None
    first: Date | None = None
    last: Date | None = None


ALL_TRAINED = Trained()


class ProposalEvidence(Document, frozen=True, kw_only=True):
    """How often it was so: `times` of `of`, in so many sessions of so many athletes."""

    times: int
    of: int
    share: float
    sessions: int
    athletes: int


class ProposedLine(Document, frozen=True, kw_only=True):
    """One change of a plan, with what speaks for it."""

    id: Id = field(name="_id")
    """What is proposed, in short: another proposal of the same line has another id."""
    kind: ProposalKind
    line_ids: tuple[Id, ...]
    """The sets or the exercise that it changes; it changes nothing else."""
    workout_name: str
    exercise_name: str
    before: str
    after: str | None = None
    """Absent where the line falls away."""
    set_fields: dict[str, Number] | None = None
    """What the sets then say, by field."""
    exercise_variant_id: Id | None = None
    """The exercise that then stands there."""
    set_number: int | None = None
    """Which of its exercise's sets falls away."""
    done_with: Literal["more", "less"] | None = None
    """Whether it was done with a higher load than planned, or a lower one."""
    evidence: ProposalEvidence
    why: str


class Proposal(Document, frozen=True, kw_only=True):
    """What training by a version says of its next one."""

    parent_routine_id: Id
    routine_version_id: Id
    version: int
    first: Date | None = None
    last: Date | None = None
    lines: tuple[ProposedLine, ...]


def proposed_id(kind: ProposalKind, line_ids: Sequence[Id], change: object) -> Id:
    """Give the id of a change: the same as long as the same is proposed."""
    return hashlib.sha256(encode([kind, *line_ids, change])).hexdigest()[:16]


def chosen_lines(proposal: Proposal, ids: Sequence[Id]) -> list[ProposedLine]:
    """Give the lines that were accepted; refuses what is not proposed any more."""
    by_id = {each.id: each for each in proposal.lines}
    gone = [each for each in ids if each not in by_id]
    if gone:
        raise NotProposed(
            f"This is not proposed, or not any more: {', '.join(gone)[:200]}.",
            "Look at the proposal again: what was trained or published meanwhile may have changed it.",
        )
    return [by_id[each] for each in dict.fromkeys(ids)]


def require_lines(ids: Sequence[Id]) -> None:
    """Refuse to take nothing of a proposal."""
    if not ids:
        raise refusal(
            [
                Fault(
                    "lines", Phrase("no-entry", "has no entry"), "Name the lines that you accept, or leave it as it is."
                )
            ]
        )


def with_accepted(
    version: RoutineVersion, lines: Collection[ProposedLine], exercises: Mapping[Id, LibraryExercise]
) -> dict[str, Any]:
    """Give the version as a file says it, with the changes of the lines and nothing else changed.

    A section whose exercises all fall away falls away with them: it can't stand empty.
    """
    plain: dict[str, Any] = msgspec.json.decode(encode(version))
    out = {id_ for each in lines if each.kind.startswith("leave-out") for id_ in each.line_ids}
    loads = {id_: each.set_fields or {} for each in lines if each.kind == "change-load" for id_ in each.line_ids}
    swaps = {each.line_ids[0]: each.exercise_variant_id or "" for each in lines if each.kind == "swap-exercise"}
    for workout in plain["workouts"]:
        stays = [each for each in workout["sections"] if not _falls_away(each, out)]
        if len(stays) < len(workout["sections"]):
            workout["sections"] = [_without(each, "orderIndex") for each in stays]
        for section in workout["sections"]:
            kept = [each for each in section.get("exercises", []) if each["_id"] not in out]
            if len(kept) < len(section.get("exercises", [])):
                section["exercises"] = [_without(each, "orderIndex") for each in kept]
            for exercise in section.get("exercises", []):
                if exercise["_id"] in swaps:
                    exercise.update(_named(exercises[swaps[exercise["_id"]]], exercise["type"]))
                _change_sets(exercise, out, loads)
    return plain


def _falls_away(section: dict[str, Any], out: set[Id]) -> bool:
    exercises = section.get("exercises", [])
    return bool(exercises) and all(each["_id"] in out for each in exercises)


def _change_sets(exercise: dict[str, Any], out: set[Id], loads: Mapping[Id, Mapping[str, Number]]) -> None:
    sets = exercise.get("sets", [])
    kept = [{**each, **loads.get(each["_id"], {})} for each in sets if each["_id"] not in out]
    if "sets" in exercise:
        exercise["sets"] = kept if len(kept) == len(sets) else [_without(each, "setNumber") for each in kept]


def _named(exercise: LibraryExercise, kind: str) -> dict[str, Any]:
    own = {"running": "bodyweight"}.get(exercise.kind, exercise.kind)
    return {
        "exerciseId": exercise.exercise_id,
        "exerciseVariantId": exercise.exercise_variant_id,
        "name": exercise.name,
        "type": kind if kind == "tabata" else own,
    }


def _without(line: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in line.items() if key != name}
