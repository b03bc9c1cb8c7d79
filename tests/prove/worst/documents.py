"""Worst valid documents: as much as the rules let anybody say, in many shapes, from a seed."""

import random
from itertools import count
from typing import Any

from mesocycle.domain.log.size import MOST_ENTRIES
from mesocycle.domain.plan.turns import MOST_TURNS

Document = dict[str, Any]

_NUMBERS = count()


def new_id(kind: str) -> str:
    """Give an id that no other document has."""
    return f"{kind}-{next(_NUMBERS)}"


def a_workout(chance: random.Random) -> Document:
    """Give a workout whose rounds come to nearly as many turns as one may have, with long texts in some."""
    parts = chance.choice([1, 1, 2, 5, 20])
    text = "x" * chance.choice([1, 1, 1, 200, 2_000])
    sections = [
        {**_section(chance, MOST_TURNS // parts, text), "_id": new_id("section"), "name": "Part", "orderIndex": place}
        for place in range(parts)
    ]
    return {
        "_id": new_id("workout"),
        "name": "Worst",
        "type": "running",
        "orderIndex": 0,
        "objective": "",
        "notes": text,
        "schedule": [],
        "sections": sections,
    }


def _section(chance: random.Random, turns: int, text: str) -> Document:
    kinds = (_steps, _steps, _circuit, _tabata, _emom, _sets, _intervals)
    return chance.choice(kinds)(chance, turns, text)


def _split(chance: random.Random, turns: int, most_rounds: int, most_lines: int) -> tuple[int, int]:
    """Part turns into rounds and lines of each round."""
    lines = chance.choice([1, 2, 7, most_lines, chance.randint(1, most_lines)])
    lines = max(1, min(lines, most_lines, turns))
    return max(1, min(most_rounds, turns // lines)), lines


def _step(chance: random.Random, text: str) -> Document:
    targets = [
        {"metric": "pace", "low": 200, "high": 240 + n, "unit": "s/km", "basis": "absolute"}
        for n in range(chance.choice([0, 1, 10]))
    ]
    goal = chance.choice([{"distance": 1000}, {"duration": 60}, {"open": True}, {"elevationGain": 50}])
    step: Document = {"type": "step", "_id": new_id("step"), "phase": "active", "goal": goal, "notes": text}
    return {**step, "targets": targets} if targets else step


def _steps(chance: random.Random, turns: int, text: str) -> Document:
    outer = chance.choice([1, 5, 50, 1_000])
    outer = min(outer, turns)
    rounds, lines = _split(chance, turns // outer, 1_000, 40)
    text = text if lines * len(text) < 400_000 else "x"
    block = {
        "type": "block",
        "_id": new_id("block"),
        "rounds": rounds,
        "steps": [_step(chance, text) for _ in range(lines)],
    }
    return {"type": "steps", "rounds": outer, "steps": [block]}


def _exercise(chance: random.Random, place: int, sets: list[Document] | None, kind: str = "strength") -> Document:
    line: Document = {
        "type": kind,
        "_id": new_id("line"),
        "exerciseId": "squat",
        "exerciseVariantId": "back-squat",
        "name": "Back squat",
        "orderIndex": place,
        "restBetweenSets": "60s",
    }
    if sets is not None and chance.random() < 0.3:
        line["supersetGroupId"] = "A"
    return line if sets is None else {**line, "sets": sets}


def _set(number: int, **given: object) -> Document:
    load = {"percentOfTrainingMax": 80} if number % 2 else {"weight": 100, "weightUnit": "kg"}
    return {
        "_id": new_id("set"),
        "setNumber": number,
        "setType": "working",
        "repType": "fixed",
        "reps": 5,
        **load,
        **given,
    }


def _circuit(chance: random.Random, turns: int, _text: str) -> Document:
    rounds, lines = _split(chance, turns, 1_000, 100)
    exercises = [_exercise(chance, place, [_set(1)]) for place in range(lines)]
    return {"type": "circuit", "rounds": rounds, "restBetweenRounds": "60s", "exercises": exercises}


def _emom(chance: random.Random, turns: int, _text: str) -> Document:
    rounds, lines = _split(chance, turns, 1_000, 100)
    exercises = [_exercise(chance, place, [_set(1)]) for place in range(lines)]
    alternating = chance.choice([True, False])
    return {"type": "emom", "rounds": rounds, "emomDuration": 60, "alternating": alternating, "exercises": exercises}


def _tabata(chance: random.Random, turns: int, _text: str) -> Document:
    rounds, lines = _split(chance, turns, 1_000, 100)
    exercises = [_exercise(chance, place, None, "tabata") for place in range(lines)]
    return {"type": "tabata", "rounds": rounds, "workInterval": "20s", "restInterval": "10s", "exercises": exercises}


def _sets(chance: random.Random, turns: int, _text: str) -> Document:
    minis = chance.choice([0, 0, 10, 100])
    each = max(1, min(50, turns // (1 + minis)))
    lines = max(1, min(100, turns // (1 + minis) // each))
    given = {"miniSets": {"count": minis, "reps": 3, "rest": "20s"}} if minis else {}
    exercises = [
        _exercise(chance, place, [_set(number + 1, **given) for number in range(each)]) for place in range(lines)
    ]
    return {"type": "basic", "exercises": exercises}


def _intervals(chance: random.Random, turns: int, _text: str) -> Document:
    rest: Document = chance.choice([{"restDistance": 200}, {"restDuration": "2-3min"}])
    return {
        "type": "intervals",
        "rounds": max(1, min(1_000, turns // 2)),
        "workDistance": 400,
        **rest,
        "intensity": "vo2max",
        "skipLastRest": chance.choice([True, False]),
    }


def a_log(chance: random.Random, workout: Document) -> Document:
    """Give a log of a workout with as many added entries as there may be."""
    section = workout["sections"][0]["_id"]
    minis = chance.choice([0, 0, 9, 99])
    sets = MOST_ENTRIES // (1 + minis)
    efforts = chance.choice([0, sets // 2]) if not minis else 0
    notes = "x" * chance.choice([0, 0, 50])
    performance: Document = {"reps": 5, "weight": 100.5, "weightUnit": "lb", "duration": 60}
    if minis:
        performance["miniSets"] = [{"reps": 3, "rest": 20}] * minis
    lines = chance.choice([1, 5, sets // 10 or 1])
    exercises = [
        {
            "_id": new_id("added"),
            "added": True,
            "orderIndex": place,
            "exercise": {"name": f"Exercise {place}"},
            "sets": [
                {
                    "_id": new_id("done"),
                    "setNumber": number % 10_000 + 1,
                    "setType": "working",
                    "performance": performance,
                    **({"notes": notes} if notes else {}),
                }
                for number in range((sets - efforts) // lines)
            ],
        }
        for place in range(lines)
    ]
    laps = [
        {
            "_id": new_id("lap"),
            "added": True,
            "round": 1,
            "phase": "active",
            "performance": {"distance": 1000, "duration": 300},
        }
        for _ in range(efforts)
    ]
    part: Document = {"sectionId": section, "orderIndex": 0, "exercises": exercises}
    return {"sections": [{**part, "efforts": laps} if laps else part]}


def a_batch(chance: random.Random, session_id: str) -> list[Document]:
    """Give a thousand operations on one session, of one kind or in turns."""
    kinds = chance.choice([("log-set",), ("note",), ("log-set", "note"), ("complete", "reopen"), ("put-log",)])
    return [_operation(kinds[place % len(kinds)], session_id, place) for place in range(1_000)]


def _operation(kind: str, session_id: str, place: int) -> Document:
    entry = {
        "_id": new_id("late"),
        "setNumber": place + 1,
        "setType": "working",
        "performance": {"reps": 5},
        "performedAt": "2026-01-05T17:00:00.000Z",
    }
    bodies: dict[str, Document] = {
        "log-set": {
            "sectionId": "main",
            "addedExerciseId": "late-exercise",
            "exercise": {"name": "Late"},
            "set": entry,
        },
        "note": {"notes": f"note {place}"},
        "put-log": {"sections": []},
    }
    return {
        "_id": new_id("op"),
        "seenSeq": 0,
        "sessionId": session_id,
        "kind": kind,
        "at": "2026-01-05T17:00:00.000Z",
        "body": bodies.get(kind, {}),
    }


def a_plan(chance: random.Random) -> Document:
    """Give a routine file that puts nearly as many sessions on the calendar as one assignment may."""
    weeks = chance.choice([1, 4, 52])
    workouts = chance.choice([1, 3, 25])
    entries = [{"day": 1, "repeatEvery": 1}] if chance.random() < 0.7 else [{"weekday": "monday"}]
    return {
        "name": "Worst plan",
        "difficulty": "beginner",
        "goal": "general",
        "duration": weeks,
        "workouts": [
            {
                "name": f"Workout {place}",
                "type": "strength",
                "objective": "",
                "schedule": entries,
                "sections": [_plan_section(place)],
            }
            for place in range(workouts)
        ],
    }


def _plan_section(place: int) -> Document:
    line = {"type": "strength", "name": "Back squat", "sets": "5x5 @ 100 kg"}
    return {"name": f"Part {place}", "type": "basic", "exercises": [line]}
