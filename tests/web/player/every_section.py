"""A workout that has every type of section, and sets of every kind."""

from typing import Any

from tests.web.player.gym import a_section, a_workout, an_exercise


def everything() -> dict[str, Any]:
    """Give it: lifting in all its forms, clocks, and running."""
    warmup = an_exercise(
        "bike", 1, line={"repType": "time", "duration": 60, "reps": None, "weight": None, "weightUnit": None}
    )
    bench = an_exercise("bench", 2, supersetGroupId="A", rest="90s")
    pull = an_exercise("pull", 2, weight=40, supersetGroupId="A", rest="90s")
    drops = an_exercise("curl", 2, weight=15)
    drops["sets"][1] |= {"setType": "drop", "weight": 10}
    myo = an_exercise("raise", 1, weight=8, line={"miniSets": {"count": 3, "reps": 3, "rest": "15s"}, "reps": 12})
    cluster = an_exercise(
        "clean", 1, weight=70, line={"miniSets": {"count": 3, "reps": 2, "rest": "20s"}, "reps": None}
    )
    hold = an_exercise(
        "plank", 1, line={"repType": "time", "duration": 30, "reps": None, "weight": None, "weightUnit": None}
    )
    carry = an_exercise("carry", 1, weight=32, line={"repType": "distance", "distance": 40, "reps": None})
    lunge = an_exercise("lunge", 1, weight=20, unilateralMode="sequential", line={"perSide": True})
    open_ended = an_exercise("press", 1, weight=50, line={"repType": "max", "reps": None, "repsMin": 5})
    lifts = [bench, pull, drops, myo, cluster, hold, carry, lunge, open_ended]
    tabata = {
        "_id": "burpee",
        "type": "tabata",
        "exerciseId": "burpee",
        "exerciseVariantId": "burpee",
        "name": "Burpee",
        "orderIndex": 0,
    }
    step = {"type": "step", "_id": "tread", "phase": "active", "goal": {"distance": 1000}, "name": "Treadmill"}
    return a_workout(
        sections=[
            a_section("warmup", "warm", exercises=[warmup]),
            a_section("basic", "lifts", exercises=lifts),
            a_section(
                "circuit",
                "circuit",
                rounds=2,
                restBetweenRounds="30s",
                exercises=[an_exercise("swing", 1), an_exercise("jump", 1)],
            ),
            a_section("amrap", "amrap", timeCap="5m", exercises=[an_exercise("row-amrap", 1)]),
            a_section("emom", "emom", emomDuration=2, rounds=2, exercises=[an_exercise("snatch", 1)]),
            a_section("tabata", "tabata", workInterval="20s", restInterval="10s", rounds=2, exercises=[tabata]),
            a_section(
                "intervals",
                "intervals",
                rounds=2,
                workDistance=400,
                restDuration="60s",
                intensity="vo2max",
                skipLastRest=True,
            ),
            a_section("tempo", "tempo", duration="10m", targetPace="4:30/km"),
            a_section("fartlek", "fartlek", duration="10m", description="Play."),
            a_section("hill_repeats", "hills", repeats=1, hillLength=100, restType="walk_down"),
            a_section("run", "run", distance=2000),
            a_section("steps", "steps", rounds=1, steps=[step]),
            a_section("cooldown", "cool", duration=5),
        ]
    )


LOGGED = [
    *["bike-1#1", "bench-1#1", "pull-1#1", "bench-2#1", "pull-2#1", "curl-1#1", "curl-2#1", "raise-1#1", "clean-1#1"],
    *["plank-1#1", "carry-1#1", "lunge-1#1left", "lunge-1#1right", "press-1#1"],
    *["swing-1#1", "swing-1#2", "jump-1#1", "jump-1#2", "snatch-1#1", "snatch-1#2", "burpee#1", "burpee#2"],
    *["intervals:work#1", "intervals:recovery#1", "intervals:work#2", "tempo:work#1", "fartlek:work#1"],
    *["hills:work#1", "hills:recovery#1", "run:work#1", "tread#1", "cool:recovery#1"],
]
"""Every set and effort of it, once."""
