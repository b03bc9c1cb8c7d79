"""A plan as plain text, as calendars show it."""

from mesocycle.domain.plan.snapshot import WorkoutSnapshot, snapshot
from mesocycle.domain.plan.text import plan_lines
from mesocycle.domain.plan.workout import (
    Block,
    CircuitSection,
    Goal,
    IntervalsSection,
    RunSection,
    Step,
    StepsSection,
    TabataExercise,
    TabataSection,
    Target,
)
from tests.builders import a_section, a_set, a_workout, an_exercise


def _told(*sections: object) -> list[str]:
    made: WorkoutSnapshot = snapshot(a_workout(sections=sections, notes="Bring water."), 1, 4)
    return list(plan_lines(made))


def test_a_strength_workout_reads_exercise_by_exercise() -> None:
    assert _told(a_section()) == [
        "Squat heavy.",
        "Bring water.",
        "",
        "Main lift",
        "- Back squat: 1x5 @ 100 kg, rest 3m",
    ]


def test_intervals_read_as_their_steps() -> None:
    section = IntervalsSection(
        id="fast", name="Fast", order_index=0, rounds=5, work_distance=1000, rest_duration="2m", intensity="threshold"
    )

    assert _told(section)[3:] == ["Fast (5 rounds)", "- 1000 m", "- recovery: 2:00"]


def test_a_block_reads_on_one_line_with_its_aims() -> None:
    aim = Target(metric="pace", low=235, high=245, unit="s/km", basis="absolute")
    steps = (
        Step(id="a", phase="active", goal=Goal(distance=400), targets=(aim,)),
        Step(id="b", name="Jog", phase="recovery", goal=Goal(duration=60)),
    )
    section = StepsSection(
        id="steps", name="Track", order_index=0, rounds=1, steps=(Block(id="block", rounds=6, steps=steps),)
    )

    assert _told(section)[3:] == ["Track", "- 6 × 400 m at 3:55-4:05/km; Jog, recovery: 1:00"]


def test_clocks_and_rests_that_no_set_says_stand_with_their_section() -> None:
    burpee = TabataExercise(
        id="burpee", exercise_id="burpee", exercise_variant_id="burpee.standard", name="Burpee", order_index=0
    )
    tabata = TabataSection(
        id="t",
        name="Four minutes",
        order_index=0,
        work_interval="20s",
        rest_interval="10s",
        rounds=8,
        exercises=(burpee,),
    )
    circuit = CircuitSection(id="c", name="Round", order_index=1, rounds=3, rest_between_rounds="2m")

    assert _told(tabata, circuit)[3:] == [
        "Four minutes (8 rounds, 20s of work, 10s of rest)",
        "- Burpee",
        "",
        "Round (3 rounds, 2m between rounds)",
    ]


def test_exercises_done_together_say_so_and_every_rest_is_told() -> None:
    pair = an_exercise(superset_group_id="A", rest_after="3m")

    assert _told(a_section(exercises=(pair,)))[-1] == (
        "- Back squat (superset A): 1x5 @ 100 kg, rest 3m, 3m of rest afterwards"
    )


def test_a_run_says_where_it_goes_and_with_what() -> None:
    run = RunSection(
        id="long", name="Long run", order_index=0, distance=30000, terrain="mountain", equipment=("poles", "vest")
    )

    assert _told(run)[-1] == "- 30 km, mountain, with poles, vest"


def test_a_session_of_one_week_does_not_speak_of_weeks() -> None:
    wave = an_exercise(sets=(a_set(weeks=(1,)), a_set(id="b", set_number=2, weeks=(2,))), rest_between_sets=None)

    assert _told(a_section(exercises=(wave,)))[-1] == "- Back squat: 1x5 @ 100 kg"
