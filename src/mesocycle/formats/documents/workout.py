"""Workout files: one workout as YAML or JSON, to be completed to the content of one session."""

from typing import Any

from mesocycle.domain.refusal import DocumentNotValid
from mesocycle.formats.text.yaml_text import parse_yaml


def parse_workout(body: bytes) -> dict[str, Any]:
    """Read a workout file; of a whole session document its snapshot is taken.

    Refuses what is no YAML (JSON is), with line and column, and what is no workout.
    """
    if not body.strip():
        raise DocumentNotValid("The file is empty.", "Write a workout into it: `name: …`, `type: …`, `sections:`.")
    content = parse_yaml(body)
    if isinstance(content, dict) and isinstance(content.get("workoutSnapshot"), dict):
        content = content["workoutSnapshot"]
    if not isinstance(content, dict):
        raise DocumentNotValid(
            "The file holds no workout: it has no fields.",
            "Begin it with lines like `name: …`, `type: strength` and `sections:`.",
        )
    if "workouts" in content:
        raise DocumentNotValid(
            "The file holds a whole routine.", "Give a file with one workout: what stands below `workouts:`."
        )
    return content
