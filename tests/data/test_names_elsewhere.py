"""What other programs call our exercises: every name leads somewhere, once, and says what the words alone do not."""

from collections import Counter
from importlib.resources import files

import pytest
import yaml

from mesocycle.actions.plans.library import named_elsewhere, shipped
from mesocycle.domain.imports.names import How, Matcher
from mesocycle.domain.plan.library import Library, normal_name

LIBRARY = Library(shipped())
NAMED: dict[str, list[str]] = yaml.load(
    files("mesocycle").joinpath("data/names_elsewhere.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader
)
PAIRS = [(name, variant) for variant, names in NAMED.items() for name in names]
NEVER_OURS = {"Toe Touch"}
"""Names that another program has for another exercise than the one that we call so."""


def test_every_name_leads_to_an_exercise_that_is_there() -> None:
    assert [variant for variant in NAMED if LIBRARY.variant(variant) is None] == []


def test_every_name_is_there_once_however_it_is_typed() -> None:
    assert [name for name, times in Counter(normal_name(name) for name, _ in PAIRS).items() if times > 1] == []


def test_no_name_is_there_that_its_words_alone_lead_where_it_should() -> None:
    alone = Matcher(LIBRARY, {})

    assert [name for name, variant in PAIRS if alone.match(name).exercise_variant_id == variant] == []


def test_a_name_takes_the_place_of_one_of_ours_only_where_it_was_decided() -> None:
    assert {name for name, _ in PAIRS if LIBRARY.find(name) is not None} == NEVER_OURS


@pytest.mark.parametrize(("name", "variant"), PAIRS)
def test_a_name_of_another_program_is_a_sure_match(name: str, variant: str) -> None:
    match = Matcher(LIBRARY, {}, named_elsewhere()).match(name)

    assert (match.how, match.exercise_variant_id) == (How.EXACT, variant)
