"""What the tests of cli share."""

from pathlib import Path

from tests.cli.running import Mesocycle
from tests.cli.training import ANN, a_file, done


def linear(mesocycle: Mesocycle, tmp_path: Path) -> list[str]:
    """Let Ann squat 2 x 5 at 80 kg each Tuesday, 5 kg more each time; gives the ids of those sessions."""
    exercise = {
        "name": "Squat",
        "sets": "2x5 @ 80 kg",
        "progressionMethod": "linear",
        "progression": {"increment": 5, "incrementUnit": "kg", "every": "session", "appliesTo": "load"},
    }
    section = {"name": "Main", "type": "basic", "exercises": [exercise]}
    workout = {"name": "Heavy", "type": "strength", "objective": "More", "sections": [section]}
    file = a_file(
        tmp_path,
        "linear.yaml",
        {
            "name": "Linear",
            "difficulty": "beginner",
            "goal": "strength",
            "duration": 4,
            "workouts": [{**workout, "schedule": [{"weekday": "tuesday"}]}],
        },
    )
    done(mesocycle("routine create", file))
    done(mesocycle("assignment create Linear", *ANN))
    return [
        each["_id"]
        for each in done(mesocycle("--json session list", *ANN)).json
        if each["workoutSnapshot"]["name"] == "Heavy"
    ]
