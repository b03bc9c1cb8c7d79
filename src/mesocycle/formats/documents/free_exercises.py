"""Importer for exercise collections in the form of free-exercise-db: one JSON array of flat exercises."""

import json
import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import Any, Literal

import msgspec

from mesocycle.domain.document import is_id
from mesocycle.domain.plan.library import LibraryExercise
from mesocycle.domain.reading.reject import Reject

_BETWEEN = re.compile(r"[\s,]*")
_ONE_SIDED = re.compile(r"\b(one|single|unilateral|alternat\w*)\b[- ]?", re.IGNORECASE)
_ON_FOOT = re.compile(r"\b(run\w*|jog\w*|walk\w*|sprint\w*)\b", re.IGNORECASE)
_MUSCLES = MappingProxyType(
    {
        "quadriceps": ("quads",),
        "abdominals": ("abs",),
        "middle back": ("upper-back",),
        "lower back": ("lower-back",),
        "shoulders": ("front-delts", "side-delts"),
    }
)
_EQUIPMENT = MappingProxyType(
    {
        None: (),
        "body only": (),
        "e-z curl bar": ("ez-bar",),
        "kettlebells": ("kettlebell",),
        "bands": ("band",),
        "exercise ball": ("stability-ball",),
        "foam roll": ("foam-roller",),
        "medicine ball": ("medicine-ball",),
    }
)


class _Foreign(msgspec.Struct, frozen=True):
    """The fields that are taken over; others (instructions, images) are left."""

    id: str
    name: str
    category: str
    primaryMuscles: tuple[str, ...]  # noqa: N815 - the collection's own name
    secondaryMuscles: tuple[str, ...]  # noqa: N815 - the collection's own name
    equipment: str | None = None


def read_exercises(body: bytes) -> Iterator[LibraryExercise | Reject]:
    """Read exercise by exercise; a bad one is a `Reject` with its line, and the rest goes on."""
    taken: set[str] = set()
    for line, entry in _entries(body):
        if isinstance(entry, Reject):
            yield entry
            continue
        try:
            foreign = msgspec.convert(entry, _Foreign)
        except msgspec.ValidationError as no:
            yield Reject(line, f"this is no exercise: {no}", "Give it id, name, category and muscles.")
            continue
        yield _taken_over(line, foreign, taken)


def _taken_over(line: int, foreign: _Foreign, taken: set[str]) -> LibraryExercise | Reject:
    if not is_id(foreign.id):
        return Reject(line, f"the id {foreign.id[:80]!r} can't be used", "Use 1-64 of A-Z a-z 0-9 . _ : -")
    if foreign.id in taken:
        return Reject(line, f"the id {foreign.id!r} stood before", "Keep one of the two.")
    if not foreign.name.strip():
        return Reject(line, "it has no name", "Give it a name.")
    taken.add(foreign.id)
    return LibraryExercise(
        id=foreign.id,
        exercise_id=foreign.id,
        exercise_variant_id=foreign.id,
        name=foreign.name.strip(),
        aliases=(),
        kind=_kind(foreign),
        primary_muscles=_muscles(foreign.primaryMuscles),
        secondary_muscles=_muscles(foreign.secondaryMuscles),
        equipment=_equipment(foreign.equipment),
        unilateral=_ONE_SIDED.search(foreign.name) is not None,
    )


def _entries(body: bytes) -> Iterator[tuple[int, Any]]:
    """Walk through the array and give each entry with the line it begins on."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as no:
        line = body.count(b"\n", 0, no.start) + 1
        yield line, Reject(line, "this is not UTF-8 text", "Save the file as UTF-8.")
        return
    at = _skip(text, 0)
    if not text.startswith("[", at):
        yield 1, Reject(1, "the file is no JSON array", "Give a file that begins with [.")
        return
    at, decoder = _skip(text, at + 1), json.JSONDecoder()
    while not text.startswith("]", at):
        line = text.count("\n", 0, at) + 1
        try:
            entry, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as no:
            reason = no.msg if isinstance(no, json.JSONDecodeError) else "nested too deeply"
            yield (
                line,
                Reject(line, f"here the file stops being JSON: {reason}", "Mend the file from here on."),
            )
            return
        at = _skip(text, at)
        yield line, entry


def _skip(text: str, at: int) -> int:
    blanks = _BETWEEN.match(text, at)
    return blanks.end() if blanks else at


def _kind(foreign: _Foreign) -> Literal["strength", "bodyweight", "mobility", "running"]:
    if foreign.category == "stretching":
        return "mobility"
    if foreign.category == "cardio":
        return "running" if _ON_FOOT.search(foreign.name) else "bodyweight"
    own_body = foreign.equipment == "body only" or (foreign.category == "plyometrics" and not foreign.equipment)
    return "bodyweight" if own_body else "strength"


def _muscles(foreign: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(ours for each in foreign for ours in _MUSCLES.get(each, (each.replace(" ", "-"),)))


def _equipment(foreign: str | None) -> tuple[str, ...]:
    known = _EQUIPMENT.get(foreign)
    return known if known is not None else ((foreign or "").replace(" ", "-"),)
