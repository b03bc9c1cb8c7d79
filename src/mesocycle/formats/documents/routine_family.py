"""Routine documents of the session document's own family: told by a `schemaVersion` that is text.

That form has no schedule, exercise names or weight units, some words of its own, and holds counters of an
application beside the plan. What can be said here is said here; what can't becomes a note or open steps.
"""

from collections.abc import Callable
from types import MappingProxyType
from typing import Any

Plain = dict[str, Any]

_APPLICATION = frozenset(
    {"userId", "templateType", "targetAudience", "isActive", "isFavorite", "lastUsed", "purgeAt"}
    | {"completedWorkouts", "totalWorkouts"}
)
_OF_COLLECTION = frozenset(
    {"schemaVersion", "version", "isLatest", "isArchived", "parentWorkoutId", "parentSectionId", "purgeAt"}
    | {"createdAt", "updatedAt", "createdBy", "isPublic", "tags"}
)
"""What workouts and sections carry where they are kept in collections of their own."""
_GOALS = MappingProxyType(
    {
        "power": "strength",
        "weight_loss": "weight-loss",
        "general_fitness": "general",
        "mobility": "general",
        "sport_specific": "general",
    }
)


def adapt(routine: Plain) -> Plain:
    """Turn a routine of the family into the house's form; any other routine stays as it is."""
    if not isinstance(routine.get("schemaVersion"), str):
        return routine
    kept = _without(routine, _APPLICATION | {"schemaVersion"})
    goal = kept.get("goal")
    if isinstance(goal, str):
        kept["goal"] = _GOALS.get(goal, goal)
    return _with_each(kept, "workouts", _workout)


def _workout(workout: Plain) -> Plain:
    return _with_each(_without(workout, _OF_COLLECTION), "sections", _section)


def _section(section: Plain) -> Plain:
    plain = _without(section, _OF_COLLECTION)
    match plain.get("type"):
        case "tempo" if "duration" in plain and "distance" in plain:
            return _tempo(plain)
        case "intervals" if "workDistance" in plain and "workDuration" in plain:
            noted = f"Each round about {plain['workDuration']}."
            return _noted(_without(plain, {"workDuration"}), noted)
        case "intervals" if not {"workDistance", "workDuration"} & plain.keys():
            return _open_rounds(plain, "rounds", {"duration": plain.get("restDuration")}, {"intensity"})
        case "hill_repeats" if not {"hillLength", "workDuration", "elevationGain"} & plain.keys():
            return _open_rounds(plain, "repeats", {"open": True}, {"restType"})
        case _:
            return plain


def _tempo(section: Plain) -> Plain:
    """Keep the duration, which the family requires; the distance's unit is told by the pace alone."""
    unit = "miles" if "/mi" in str(section.get("targetPace")) else "km"
    return _noted(_without(section, {"distance"}), f"About {section['distance']} {unit}.")


def _open_rounds(section: Plain, rounds: str, recovery: Plain, words: set[str]) -> Plain:
    """Write rounds that say neither how far nor how long as steps that end when the athlete says so."""
    kept = _without(section, {rounds, "restDuration"} | words)
    steps = [
        {"type": "step", "phase": "active", "goal": {"open": True}},
        {"type": "step", "phase": "recovery", "goal": recovery},
    ]
    told = ", ".join(f"{name} {section[name]}" for name in sorted(words) if name in section)
    spelled = {**kept, "type": "steps", "rounds": section.get(rounds), "steps": steps}
    return _noted(spelled, f"{told.replace('restType', 'rest').replace('_', ' ').capitalize()}.") if told else spelled


def _noted(line: Plain, more: str) -> Plain:
    before = line.get("notes")
    return {**line, "notes": f"{before} {more}" if isinstance(before, str) and before.strip() else more}


def _without(line: Plain, names: frozenset[str] | set[str]) -> Plain:
    return {name: value for name, value in line.items() if name not in names}


def _with_each(line: Plain, name: str, change: Callable[[Plain], Plain]) -> Plain:
    inner = line.get(name)
    if not isinstance(inner, list):
        return line
    return {**line, name: [change(each) if isinstance(each, dict) else each for each in inner]}
