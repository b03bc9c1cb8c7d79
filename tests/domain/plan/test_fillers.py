"""Sets filled in by a scheme, beside the figures of its source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesocycle.domain.plan.fillers import (
    MOST_SETS_FILLED,
    Filler,
    FiveThreeOne,
    Pyramid,
    WarmupRamp,
    Wave,
    fill,
)
from mesocycle.domain.plan.notation import parse, print_sets
from mesocycle.domain.refusal import DocumentNotValid, NotationNotUnderstood


@pytest.mark.parametrize(
    ("filler", "sets"),
    [
        (
            WarmupRamp(sets="3x5 @ 100 kg", bar="20 kg"),
            "2x5 warmup @ 20 kg; 1x5 warmup @ 40% top; 1x3 warmup @ 60% top; 1x2 warmup @ 80% top; 3x5 @ 100 kg",
        ),
        (
            WarmupRamp(sets="1x3@90%", steps=5, low=50, high=90),
            (
                "1x4 warmup @ 50% top; 1x3 warmup @ 60% top; 1x2 warmup @ 70% top; 1x2 warmup @ 80% top; "
                "1x1 warmup @ 90% top; 1x3 @ 90% 1RM"
            ),
        ),
        (WarmupRamp(sets="1x5 @ 60 kg", steps=1, low=50), "1x4 warmup @ 50% top; 1x5 @ 60 kg"),
    ],
)
def test_a_ramp_rises_in_even_steps_with_fewer_repetitions(filler: WarmupRamp, sets: str) -> None:
    assert fill(filler).sets == sets


@pytest.mark.parametrize(
    ("filler", "sets"),
    [
        # Epley turned round: 14, 12, 10 and 8 repetitions to the limit are 68.2, 71.4, 75 and 78.9 % of the 1RM.
        (Pyramid(), "1x12 @ 68% 1RM; 1x10 @ 71% 1RM; 1x8 @ 75% 1RM; 1x6 @ 79% 1RM"),
        (Pyramid(reps=(6, 8), shape="descending"), "1x6 @ 79% 1RM; 1x8 @ 75% 1RM"),
        (
            Pyramid(reps=(5, 3, 1), shape="full", reserve=0),
            "1x5 @ 86% 1RM; 1x3 @ 91% 1RM; 1x1 @ 97% 1RM; 1x3 @ 91% 1RM; 1x5 @ 86% 1RM",
        ),
        (Pyramid(reps=(8, 8, 8)), "3x8 @ 75% 1RM"),
    ],
)
def test_a_pyramid_is_the_heavier_the_fewer_repetitions(filler: Pyramid, sets: str) -> None:
    assert fill(filler).sets == sets
    assert fill(filler).progression_method == "pyramid"


def test_each_wave_repeats_the_one_before_and_is_heavier() -> None:
    assert fill(Wave()).sets == (
        "1x3 @ 86% 1RM; 1x2 @ 88% 1RM; 1x1 @ 91% 1RM; 1x3 @ 88.5% 1RM; 1x2 @ 90.5% 1RM; 1x1 @ 93.5% 1RM"
    )
    assert fill(Wave(reps=(7, 5, 3), waves=1, reserve=0)).sets == "1x7 @ 81% 1RM; 1x5 @ 86% 1RM; 1x3 @ 91% 1RM"


def test_five_three_one_has_the_percentages_of_the_book() -> None:
    assert fill(FiveThreeOne()).sets == {
        "1": "1x5 @ 65% TM; 1x5 @ 75% TM; 1x5+ @ 85% TM",
        "2": "1x3 @ 70% TM; 1x3 @ 80% TM; 1x3+ @ 90% TM",
        "3": "1x5 @ 75% TM; 1x3 @ 85% TM; 1x1+ @ 95% TM",
        "4": "1x5 @ 40% TM; 1x5 @ 50% TM; 1x5 @ 60% TM",
    }


def test_five_three_one_goes_on_through_the_weeks_with_what_goes_with_it() -> None:
    found = fill(FiveThreeOne(weeks=8, deload=False, warmup=True, supplement="first-set-last")).sets

    assert isinstance(found, dict)
    assert list(found) == ["1,4,7", "2,5,8", "3,6"]
    assert found["2,5,8"] == (
        "1x5 warmup @ 40% TM; 1x5 warmup @ 50% TM; 1x3 warmup @ 60% TM; "
        "1x3 @ 70% TM; 1x3 @ 80% TM; 1x3+ @ 90% TM; 5x5 @ 70% TM"
    )
    with_volume = fill(FiveThreeOne(weeks=4, warmup=True, supplement="boring-but-big")).sets
    assert isinstance(with_volume, dict)
    assert with_volume["1"].endswith("1x5+ @ 85% TM; 5x10 @ 50% TM")
    assert with_volume["4"] == "1x5 @ 40% TM; 1x5 @ 50% TM; 1x5 @ 60% TM"


@pytest.mark.parametrize(
    ("filler", "path"),
    [
        (WarmupRamp(sets="3x5", steps=0), "filler.steps"),
        (WarmupRamp(sets="3x5", low=90, high=50), "filler.low"),
        (WarmupRamp(sets="3x5", high=float("nan")), "filler.high"),
        (Pyramid(reps=()), "filler.reps"),
        (Pyramid(reps=(5, 0)), "filler.reps[1]"),
        (Pyramid(reserve=-1), "filler.reserve"),
        (Wave(waves=MOST_SETS_FILLED + 1), "filler.waves"),
        (Wave(step=-1), "filler.step"),
        (FiveThreeOne(weeks=53), "filler.weeks"),
    ],
)
def test_numbers_that_make_no_sense_are_named(filler: Filler, path: str) -> None:
    with pytest.raises(DocumentNotValid) as refused:
        fill(filler)

    assert [each.path for each in refused.value.errors or ()] == [path]


def test_work_that_is_no_set_notation_is_refused_where_it_was_typed() -> None:
    with pytest.raises(NotationNotUnderstood) as refused:
        fill(WarmupRamp(sets="3x5 @ 100"))

    assert refused.value.facts == {"line": 1, "column": 7}


_REPS = st.lists(st.integers(1, 50), min_size=1, max_size=MOST_SETS_FILLED).map(tuple)
FILLERS = st.one_of(
    st.builds(
        WarmupRamp, sets=st.just("3x5 @ 100 kg"), steps=st.integers(1, 12), low=st.integers(10, 100), high=st.just(100)
    ),
    st.builds(
        Pyramid, reps=_REPS, shape=st.sampled_from(["ascending", "descending", "full"]), reserve=st.integers(0, 10)
    ),
    st.builds(
        Wave, reps=_REPS, waves=st.integers(1, 12), step=st.sampled_from([0, 1, 2.5, 0.1]), reserve=st.integers(0, 10)
    ),
    st.builds(FiveThreeOne, weeks=st.integers(1, 52), deload=st.booleans(), warmup=st.booleans()),
)


@given(FILLERS)
def test_what_is_filled_in_is_set_notation_in_its_one_form(filler: Filler) -> None:
    found = fill(filler).sets

    for text in [found] if isinstance(found, str) else found.values():
        assert print_sets(parse(text)) == text


@given(st.integers(1, 52), st.booleans())
def test_every_week_of_the_plan_has_its_sets_once(weeks: int, deload: bool) -> None:  # Hypothesis gives it
    found = fill(FiveThreeOne(weeks=weeks, deload=deload)).sets

    assert isinstance(found, dict)
    assert sorted(int(week) for key in found for week in key.split(",")) == list(range(1, weeks + 1))
