"""A plan as plain text, as calendars show it."""

from mesocycle.domain.plan import Block, Goal, IntervalsSection, Step, StepsSection, Target
from mesocycle.domain.plan_text import plan_lines
from mesocycle.domain.snapshot import WorkoutSnapshot, snapshot
from tests.builders import a_section, a_workout


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

    assert _told(section)[3:] == ["Fast (5 rounds)", "- Fast, active 1000 m", "- recovery 120 s"]


def test_a_block_reads_on_one_line_with_its_aims() -> None:
    aim = Target(metric="pace", low=235, high=245, unit="s/km", basis="absolute")
    steps = (
        Step(id="a", phase="active", goal=Goal(distance=400), targets=(aim,)),
        Step(id="b", name="Jog", phase="recovery", goal=Goal(duration=60)),
    )
    section = StepsSection(
        id="steps", name="Track", order_index=0, rounds=1, steps=(Block(id="block", rounds=6, steps=steps),)
    )

    assert _told(section)[3:] == ["Track", "- 6 × active 400 m at pace 235-245 s/km; Jog, recovery 60 s"]
