"""Two small routines in several states each, as files would say them: one by weekdays, one by counted days."""

from typing import Any

WEEKDAYS, COUNTED = "by weekdays", "by counted days"
STATES = 5
"""How many different contents each routine can be published with."""

Plain = dict[str, Any]


def routine_file(routine: str, state: int) -> Plain:
    """Give what a file says of a routine; other states have other days, weeks, workouts and sets."""
    return _by_weekdays(state % STATES) if routine == WEEKDAYS else _by_counted_days(state % STATES)


def _by_weekdays(state: int) -> Plain:
    days = [["monday", "thursday"], ["monday", "thursday"], ["tuesday", "friday"], ["monday"], ["monday", "thursday"]]
    squat = _workout("Squat day", "2x5 @ 100 kg" if state != 1 else "3x5 @ 100 kg", days[state])
    if state == 1:
        squat["schedule"] = [{"weekday": "monday", "time": "18:30"}, {"weekday": "thursday"}]
    press = _workout("Press day", "1x8 @ 40 kg, 1x5+ @ 45 kg", ["saturday"])
    return _routine("Weekdays", 1 if state == 2 else 2, [squat, press] if state in {2, 4} else [squat])


def _by_counted_days(state: int) -> Plain:
    squat = _workout("Squats", "2x5 @ 60 kg", [])
    every = 2 if state == 1 else 3
    squat["schedule"] = [{"day": 1 + (state == 2), "repeatEvery": every}]
    if state == 3:
        squat["sections"][0]["exercises"][0]["sets"] = {"1": "2x5 @ 60 kg", "2": "1x5 @ 70 kg"}
    press = _workout("Presses", "2x5 @ 30 kg", [])
    press["schedule"] = [{"day": 2}, {"day": 5, "weeks": [1 if state == 4 else 2]}]
    return _routine("Counted days", 1 if state == 4 else 2, [squat] if state < 3 else [squat, press])


def _routine(name: str, weeks: int, workouts: list[Plain]) -> Plain:
    return {
        "name": name,
        "difficulty": "beginner",
        "goal": "strength",
        "duration": weeks,
        "isPublic": name == "Weekdays",
        "workouts": workouts,
    }


def _workout(name: str, sets: str, weekdays: list[str]) -> Plain:
    exercise = {"name": "Back Squat", "type": "strength", "restBetweenSets": "2m", "sets": sets}
    return {
        "name": name,
        "type": "strength",
        "objective": "Lift.",
        "schedule": [{"weekday": weekday} for weekday in weekdays],
        "sections": [{"name": "Main lift", "type": "basic", "exercises": [exercise]}],
    }
