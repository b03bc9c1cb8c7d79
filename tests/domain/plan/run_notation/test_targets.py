"""What a run's steps aim at, as it is typed after `@`."""

import pytest

from mesocycle.domain.plan.run_notation import parse_run
from mesocycle.domain.plan.workout import Step, Target
from mesocycle.domain.refusal import NotationNotUnderstood


def _pace(low: int | None, high: int | None, unit: str = "s/km") -> Target:
    return Target(metric="pace", low=low, high=high, unit=unit, basis="absolute")


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("4:00/km", (_pace(240, 240),)),
        ("4:10-4:00/km", (_pace(240, 250),)),
        ("6:30/mile", (_pace(390, 390, "s/mile"),)),
        ("no slower than 4:00/km", (_pace(None, 240),)),
        ("no faster than 4:00/km", (_pace(240, None),)),
        (
            "HR 140-150",
            (Target(metric="heart-rate", low=140, high=150, unit="bpm", basis="absolute"),),
        ),
        (
            "up to HR 150",
            (Target(metric="heart-rate", high=150, unit="bpm", basis="absolute"),),
        ),
        (
            "zone 2-3",
            (Target(metric="heart-rate", low=2, high=3, unit="zone", basis="zone", of="heartRateZones"),),
        ),
        (
            "pace zone 3",
            (Target(metric="pace", low=3, high=3, unit="zone", basis="zone", of="paceZones"),),
        ),
        (
            "85-90% max HR",
            (Target(metric="heart-rate", low=85, high=90, unit="percent", basis="percent", of="maxHeartRate"),),
        ),
        (
            "98% threshold pace",
            (Target(metric="pace", low=98, high=98, unit="percent", basis="percent", of="thresholdPace"),),
        ),
        ("RPE 6-7", (Target(metric="rpe", low=6, high=7, unit="rpe", basis="absolute"),)),
        ("250 W", (Target(metric="power", low=250, high=250, unit="W", basis="absolute"),)),
        (
            "4-6% grade",
            (Target(metric="grade", low=4, high=6, unit="percent", basis="absolute"),),
        ),
        (
            "800 m/h 100 m up",
            (
                Target(metric="vertical-speed", low=800, high=800, unit="m/h", basis="absolute"),
                Target(metric="elevation-gain", low=100, high=100, unit="m", basis="absolute"),
            ),
        ),
    ],
)
def test_each_target_becomes_the_fields_it_stands_for(text: str, targets: tuple[Target, ...]) -> None:
    (step,) = parse_run(f"800 m @ {text}")

    assert isinstance(step, Step)
    assert step.targets == targets


@pytest.mark.parametrize(
    ("text", "column", "reason"),
    [
        ("800 m @", 8, "after @ belongs a target"),
        ("800 m @ fast", 9, "after @ belongs a target"),
        ("800 m @ 4:00", 9, "a pace needs its unit"),
        ("800 m @ 150", 9, "here belongs a target"),
        ("800 m @ 4:75/km", 9, "after a colon stand 00 to 59"),
        ("800 m @ zone 3-2", 14, "the range begins with its higher end"),
        ("800 m @ RPE 11", 13, "RPE goes from 1 to 10 in halves"),
        ("800 m @ zone 2 HR 140", 16, "this kind of target is there already"),
        ("800 m @ up to 4:00/km", 9, "up to can't stand before this target"),
        ("800 m @ no slower than HR 150", 9, "no slower than can't stand before this target"),
        ("800 m @ up to HR 140-150", 18, "after up to stands one number"),
    ],
)
def test_a_target_that_is_none_is_refused_with_a_caret_under_it(text: str, column: int, reason: str) -> None:
    with pytest.raises(NotationNotUnderstood) as refused:
        parse_run(text)

    assert reason in refused.value.sentence
    assert refused.value.facts == {"line": 1, "column": column}
