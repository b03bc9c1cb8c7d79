import xml.etree.ElementTree as ET

import pytest

from mesocycle.domain.plan.workout import Goal, Target
from mesocycle.domain.watch.plan import WatchPlan
from mesocycle.domain.watch.step import LeftOut
from mesocycle.formats.workouts.run_only import NotForThisFormat
from mesocycle.formats.workouts.zwo_workout import write_zwo
from tests.builders import an_exercise
from tests.domain.watch.test_sets import strength
from tests.formats.workouts.plans import a_plan, a_step, a_steps_section, intervals

THRESHOLD_MS = 1000 / 240


def elements(plan: WatchPlan, threshold_ms: float | None = THRESHOLD_MS) -> list[ET.Element]:
    workout = ET.fromstring(write_zwo(plan, threshold_ms=threshold_ms).body).find("workout")  # noqa: S314 - our own
    assert workout is not None
    return list(workout)


def test_a_file_of_distances_counts_in_metres() -> None:
    (body,) = [write_zwo(a_plan(intervals(rest_duration=None, rest_distance=400)), threshold_ms=THRESHOLD_MS).body]

    root = ET.fromstring(body)  # noqa: S314 - our own
    assert (root.findtext("durationType"), root.findtext("sportType")) == ("distance", "run")


def test_intervals_without_a_pace_in_their_rest_stand_as_often_as_they_are_done() -> None:
    found = elements(a_plan(intervals(rest_duration=None, rest_distance=400)))

    assert [(each.tag, each.get("Duration")) for each in found] == [("SteadyState", "1000"), ("FreeRide", "400")] * 4
    assert float(found[0].get("Power") or 0) == pytest.approx(1.0, abs=0.02)


def test_two_steps_with_a_pace_in_turn_are_one_element() -> None:
    fast = Target(metric="pace", low=220, high=230, unit="s/km", basis="absolute")
    slow = Target(metric="pace", low=330, high=350, unit="s/km", basis="absolute")
    on = a_step(id="a", name="Fast", goal=Goal(duration=60), targets=(fast,))
    off = a_step(id="b", name="Slow", goal=Goal(duration=90), targets=(slow,))

    (only,) = elements(a_plan(a_steps_section(on, off, rounds=6)))

    assert (only.tag, only.get("Repeat")) == ("IntervalsT", "6")
    assert (only.get("OnDuration"), only.get("OffDuration")) == ("60", "90")
    assert float(only.get("OnPower") or 0) > 1 > float(only.get("OffPower") or 0)


def test_a_distance_among_times_is_worked_out_and_told() -> None:
    slow = Target(metric="pace", low=300, high=300, unit="s/km", basis="absolute")
    mile = a_step(id="a", name="Mile", goal=Goal(distance=1000), targets=(slow,))
    plan = a_plan(a_steps_section(mile, a_step(id="b", name="Jog", goal=Goal(duration=60))))

    assert [each.get("Duration") for each in elements(plan)] == ["300", "60"]
    told = write_zwo(plan, threshold_ms=THRESHOLD_MS).left_out
    assert LeftOut(line="Mile", what="its length of 1000 m: the file counts otherwise") in told


def test_without_a_threshold_the_pace_is_left_out_and_told() -> None:
    plan = a_plan(intervals())

    assert {each.tag for each in elements(plan, None)} == {"FreeRide"}
    assert any("threshold pace" in each.what for each in write_zwo(plan, threshold_ms=None).left_out)


def test_a_workout_without_running_is_refused() -> None:
    with pytest.raises(NotForThisFormat):
        write_zwo(strength(an_exercise()), threshold_ms=None)
