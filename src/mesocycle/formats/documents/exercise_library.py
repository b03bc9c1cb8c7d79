"""The shipped exercise library: movements with their variants, as YAML."""

from collections.abc import Iterator
from typing import Literal

from mesocycle.domain.document import Document, Id
from mesocycle.domain.plan.library import LibraryExercise, normal_name
from mesocycle.domain.reading.strict import convert
from mesocycle.formats.text.yaml_text import parse_yaml


class _Variant(Document, frozen=True, kw_only=True):
    id: str
    name: str
    aliases: tuple[str, ...]
    kind: Literal["strength", "bodyweight", "mobility", "running"]
    equipment: tuple[str, ...]
    unilateral: bool | None = None
    primary: tuple[str, ...] | None = None
    secondary: tuple[str, ...] | None = None


class _Movement(Document, frozen=True, kw_only=True):
    """A movement's muscles hold for each variant that does not list its own."""

    movement: str
    primary: tuple[str, ...]
    secondary: tuple[str, ...]
    variants: tuple[_Variant, ...]


def parse_library(body: bytes) -> tuple[LibraryExercise, ...]:
    """Read the library's YAML; an exercise's `_id` is its variant's."""
    movements = convert(parse_yaml(body), tuple[_Movement, ...])
    return tuple(each for movement in movements for each in _variants(movement))


def parse_names_elsewhere(body: bytes) -> dict[str, Id]:
    """Read what other programs call our exercises: variant ids by `normal_name`."""
    named = convert(parse_yaml(body), dict[str, tuple[str, ...]])
    return {normal_name(name): variant for variant, names in named.items() for name in names}


def _variants(movement: _Movement) -> Iterator[LibraryExercise]:
    for variant in movement.variants:
        primary = movement.primary if variant.primary is None else variant.primary
        secondary = movement.secondary if variant.secondary is None else variant.secondary
        yield LibraryExercise(
            id=variant.id,
            exercise_id=movement.movement,
            exercise_variant_id=variant.id,
            name=variant.name,
            aliases=variant.aliases,
            kind=variant.kind,
            primary_muscles=primary,
            secondary_muscles=secondary,
            equipment=variant.equipment,
            unilateral=bool(variant.unilateral),
        )
