import re
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec
import pytest
import yaml


class Variant(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    name: str
    aliases: tuple[str, ...]
    kind: Literal["strength", "bodyweight", "mobility", "running"]
    equipment: tuple[str, ...]
    unilateral: bool = False
    primary: tuple[str, ...] | None = None
    secondary: tuple[str, ...] | None = None


class Movement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    movement: str
    primary: tuple[str, ...]
    secondary: tuple[str, ...]
    variants: tuple[Variant, ...]


@cache
def text() -> str:
    return files("mesocycle").joinpath("data/exercises.yaml").read_text(encoding="utf-8")


@cache
def movements() -> tuple[Movement, ...]:
    return msgspec.convert(yaml.load(text(), yaml.CSafeLoader), tuple[Movement, ...])


def variants() -> list[tuple[Movement, Variant]]:
    return [(movement, variant) for movement in movements() for variant in movement.variants]


def vocabulary(noun: str) -> list[str]:
    """Read the words a comment at the top of the file allows for `noun`."""
    return [word for line in re.findall(rf"^# {noun}: (.*)$", text(), re.MULTILINE) for word in line.split(", ")]


def primary_muscles(movement: Movement, variant: Variant) -> tuple[str, ...]:
    return movement.primary if variant.primary is None else variant.primary


def secondary_muscles(movement: Movement, variant: Variant) -> tuple[str, ...]:
    return movement.secondary if variant.secondary is None else variant.secondary


def folded(name: str) -> str:
    """Leave only what a hurried typist would type the same each time."""
    return re.sub(r"[\s'-]", "", name.casefold())


def owners_by_folded_name() -> dict[str, list[str]]:
    owners: dict[str, list[str]] = {}
    for _, variant in variants():
        for name in (variant.name, *variant.aliases):
            owners.setdefault(folded(name), []).append(variant.id)
    return owners


def repeated(words: list[str]) -> list[str]:
    return [word for word, times in Counter(words).items() if times > 1]


def test_the_library_holds_at_least_three_hundred_exercises() -> None:
    assert len(variants()) >= 300


@pytest.mark.parametrize(("kind", "least"), [("strength", 150), ("bodyweight", 100), ("mobility", 40), ("running", 40)])
def test_every_kind_of_training_is_covered(kind: str, least: int) -> None:
    assert sum(variant.kind == kind for _, variant in variants()) >= least


def test_every_variant_id_is_there_once() -> None:
    assert repeated([variant.id for _, variant in variants()]) == []


def test_every_movement_is_there_once_and_has_variants() -> None:
    assert repeated([movement.movement for movement in movements()]) == []
    assert [movement.movement for movement in movements() if not movement.variants] == []


def test_every_id_is_a_slug_of_at_most_64_characters_that_begins_with_its_movement() -> None:
    slug = r"[a-z0-9]+(-[a-z0-9]+)*"

    misshapen = [
        variant.id
        for movement, variant in variants()
        if not re.fullmatch(rf"{re.escape(movement.movement)}\.{slug}", variant.id)
        or not re.fullmatch(slug, movement.movement)
        or len(variant.id) > 64
    ]

    assert misshapen == []


def test_a_name_or_alias_leads_to_one_variant_however_it_is_typed() -> None:
    assert {name: ids for name, ids in owners_by_folded_name().items() if len(ids) > 1} == {}


def test_no_name_has_blanks_at_its_ends_or_is_empty() -> None:
    names = [name for _, variant in variants() for name in (variant.name, *variant.aliases)]

    assert [name for name in names if name != " ".join(name.split()) or not folded(name)] == []


@pytest.mark.parametrize("noun", ["kinds", "muscles", "equipment"])
def test_the_file_names_each_word_of_its_vocabularies_once(noun: str) -> None:
    assert vocabulary(noun) != []
    assert repeated(vocabulary(noun)) == []


def test_muscles_are_exactly_those_the_file_declares() -> None:
    used = {
        muscle
        for movement, variant in variants()
        for muscle in (*primary_muscles(movement, variant), *secondary_muscles(movement, variant))
    }

    assert used == set(vocabulary("muscles"))


def test_equipment_is_exactly_what_the_file_declares() -> None:
    used = {item for _, variant in variants() for item in variant.equipment}

    assert used == set(vocabulary("equipment"))


def test_kinds_are_exactly_those_the_file_declares() -> None:
    assert {variant.kind for _, variant in variants()} == set(vocabulary("kinds"))


def test_every_exercise_but_those_of_the_whole_body_has_primary_muscles() -> None:
    bare = {movement.movement for movement, variant in variants() if not primary_muscles(movement, variant)}

    assert bare == {"whole-body-mobility"}


def test_no_exercise_names_a_muscle_twice() -> None:
    doubled = [
        variant.id
        for movement, variant in variants()
        if repeated([*primary_muscles(movement, variant), *secondary_muscles(movement, variant)])
    ]

    assert doubled == []


def test_no_row_gives_a_field_twice() -> None:
    library = yaml.compose(text(), yaml.CSafeLoader)
    assert isinstance(library, yaml.SequenceNode)

    def fields_given_twice(node: yaml.Node) -> list[str]:
        inner: list[yaml.Node] = []
        own: list[str] = []
        if isinstance(node, yaml.SequenceNode):
            inner = node.value
        elif isinstance(node, yaml.MappingNode):
            inner = [value for _, value in node.value]
            own = repeated([key.value for key, _ in node.value])
        return own + [name for child in inner for name in fields_given_twice(child)]

    assert fields_given_twice(library) == []


@pytest.mark.parametrize(
    ("typed", "variant_id"),
    [
        ("Squat", "squat.barbell-back"),
        ("deadlift", "deadlift.barbell"),
        ("Bench Press", "bench-press.barbell"),
        ("Overhead Press", "overhead-press.barbell"),
        ("OHP", "overhead-press.barbell"),
        ("Barbell Row", "bent-over-row.barbell"),
        ("RDL", "romanian-deadlift.barbell"),
        ("Pull-up", "pull-up.standard"),
        ("pull ups", "pull-up.standard"),
        ("pullup", "pull-up.standard"),
        ("Chin-up", "pull-up.chin-up"),
        ("Push-up", "push-up.standard"),
        ("push ups", "push-up.standard"),
        ("Dips", "dip.parallel-bar"),
        ("Plank", "plank.forearm"),
        ("Burpees", "burpee.standard"),
        ("Farmers Walk", "loaded-carry.farmer"),
        ("Hip Flexor Stretch", "hip-flexor-stretch.half-kneeling"),
        ("Easy Run", "run.easy"),
        ("Strides", "strides.flat"),
        ("A-Skip", "running-skip.a"),
        ("a skips", "running-skip.a"),
        ("Hill Sprints", "sprint.hill"),
        ("Downhill Running", "hill-run.downhill"),
        ("Power Hiking", "walk.power-hike"),
    ],
)
def test_the_common_name_of_an_exercise_leads_to_its_plain_variant(typed: str, variant_id: str) -> None:
    assert owners_by_folded_name().get(folded(typed)) == [variant_id]
