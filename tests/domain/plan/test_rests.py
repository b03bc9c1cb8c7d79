"""Rests: set before exercise before section, the superset's round, and drops that follow at once."""

from typing import Any

import pytest

from mesocycle.domain.plan.rests import NO_REST, Rest, rest_after
from mesocycle.domain.plan.workout import Section
from mesocycle.domain.reading.strict import convert

LINE = {"_id": "section", "name": "Work", "orderIndex": 0, "type": "basic"}
TWO_MINUTES = Rest(120, 120)


def an_exercise_line(name: str, *sets: dict[str, Any], **fields: object) -> dict[str, Any]:
    """Give an exercise whose sets are called `<name>1`, `<name>2` and so on."""
    own = {"_id": name, "exerciseId": "x", "exerciseVariantId": "x", "name": name, "type": "strength"}
    lines = [
        {"_id": f"{name}{n}", "setNumber": n, "setType": "working", "repType": "fixed", "reps": 5, **each}
        for n, each in enumerate(sets, 1)
    ]
    return {**own, "sets": lines, **fields}


def a_section_of(*exercises: dict[str, Any], **fields: object) -> Section:
    lines = [{**each, "orderIndex": n} for n, each in enumerate(exercises)]
    return convert({**LINE, "exercises": lines, **fields}, Section)  # type: ignore[arg-type]  # a union is no class


def pair(first: int = 2, second: int = 2, **of_second: object) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give two exercises in a superset with so many sets each."""
    together = {"supersetGroupId": "one"}
    return (
        an_exercise_line("a", *[{}] * first, **together),
        an_exercise_line("b", *[{}] * second, **together, **of_second),
    )


def test_between_its_sets_an_exercise_says_the_rest_as_a_range_in_seconds() -> None:
    section = a_section_of(an_exercise_line("a", {}, {}, restBetweenSets="2-3min", restAfter="5m"))

    assert rest_after(section, "a1") == Rest(120, 180)


def test_the_rest_of_a_set_goes_before_that_of_its_exercise() -> None:
    section = a_section_of(an_exercise_line("a", {"restAfter": "2m"}, {}, restBetweenSets="5m"))

    assert rest_after(section, "a1") == TWO_MINUTES


def test_after_its_last_set_an_exercise_says_another_rest_and_between_sets_no_more() -> None:
    section = a_section_of(an_exercise_line("a", {}, restBetweenSets="5m", restAfter="2m"), an_exercise_line("b", {}))

    assert rest_after(section, "a1") == TWO_MINUTES


def test_the_section_says_the_rest_after_its_last_set_where_the_exercise_does_not() -> None:
    section = a_section_of(an_exercise_line("a", {}), an_exercise_line("b", {}), restAfter="2m")

    assert [rest_after(section, each) for each in ("a1", "b1")] == [None, TWO_MINUTES]


def test_a_drop_follows_without_rest_whatever_the_set_before_it_says() -> None:
    drops: tuple[dict[str, Any], ...] = ({"restAfter": "2m"}, {"setType": "drop"}, {"setType": "drop"}, {})
    section = a_section_of(an_exercise_line("a", *drops, restBetweenSets="2m"))

    assert [rest_after(section, f"a{n}") for n in (1, 2, 3)] == [NO_REST, NO_REST, TWO_MINUTES]


def test_in_a_superset_the_pause_comes_after_the_round_as_its_last_exercise_says() -> None:
    section = a_section_of(*pair(restBetweenSets="2m", restAfter="5m"))

    assert [rest_after(section, each) for each in ("a1", "b1", "a2", "b2")] == [
        NO_REST,
        TWO_MINUTES,
        NO_REST,
        Rest(300, 300),
    ]


def test_an_exercise_inside_a_superset_may_ask_for_a_breath_before_the_next() -> None:
    first, second = pair(restBetweenSets="2m")
    section = a_section_of({**first, "restBetweenSets": "15s"}, second)

    assert [rest_after(section, each) for each in ("a1", "a2")] == [Rest(15, 15)] * 2


def test_a_superset_in_which_one_exercise_has_fewer_sets_pauses_as_before() -> None:
    section = a_section_of(*pair(3, 1, restBetweenSets="2m", restAfter="5m"))

    assert [rest_after(section, each) for each in ("a1", "b1", "a2", "a3")] == [
        NO_REST,
        TWO_MINUTES,
        TWO_MINUTES,
        Rest(300, 300),
    ]


def test_drops_at_the_end_of_a_superset_belong_to_its_last_round() -> None:
    first, second = pair(2, 3, restBetweenSets="2m")
    second["sets"][2]["setType"] = "drop"
    section = a_section_of(first, second, restAfter="5m")

    assert [rest_after(section, each) for each in ("b1", "a2", "b2", "b3")] == [
        TWO_MINUTES,
        NO_REST,
        NO_REST,
        Rest(300, 300),
    ]


@pytest.mark.parametrize(("set_id", "round_", "seconds"), [("a1", 1, 20), ("b1", 1, 90), ("a1", 2, 20), ("b1", 2, 60)])
def test_in_a_circuit_the_section_says_the_rest_of_stations_and_rounds(set_id: str, round_: int, seconds: int) -> None:
    rests = {"restBetweenExercises": "20s", "restBetweenRounds": "90s", "restAfter": "60s"}
    section = a_section_of(an_exercise_line("a", {}), an_exercise_line("b", {}), type="circuit", rounds=2, **rests)

    assert rest_after(section, set_id, round_=round_) == Rest(seconds, seconds)


@pytest.mark.parametrize(
    "fields", [{"type": "emom", "emomDuration": 10, "rounds": 10}, {"type": "amrap", "timeCap": "9m"}]
)
def test_where_a_clock_decides_nothing_is_said(fields: dict[str, Any]) -> None:
    section = a_section_of(an_exercise_line("a", {}), **fields)

    assert rest_after(section, "a1") is None


def test_a_rest_that_cannot_be_read_is_none() -> None:
    section = a_section_of(an_exercise_line("a", {"restAfter": "a while"}))

    assert rest_after(section, "a1") is None


def test_a_set_that_the_section_does_not_have_has_no_rest() -> None:
    assert rest_after(a_section_of(an_exercise_line("a", {})), "elsewhere") is None
