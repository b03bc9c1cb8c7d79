"""An account full of worst documents around today, and every list, report, page and export that is made of them."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from mesocycle.domain.log.size import MOST_ENTRIES
from mesocycle.domain.plan.rules.version import MOST_WORKOUT_BYTES
from tests.prove.run import NotProvenError
from tests.prove.worst import documents
from tests.prove.worst.attacker import PAGES, Attacker

_TODAY = datetime.now(UTC).date()
_REFUSED = (404, 409, 413, 422)


def fill(attacker: Attacker, chance: random.Random, number: int) -> str:
    """Add a session of a workout that is as much, or as long, as may be; two in three are done. Give its id."""
    workout = documents.a_workout(chance) if number % 2 else _long_workout(number)
    day = _TODAY + timedelta(days=number % 20 - 6)
    made = attacker.ask("POST", "/workout-sessions", {"scheduledDate": day.isoformat(), "workout": workout})
    session_id: str = made.json()["_id"]
    if number % 3:
        path = f"/workout-sessions/{session_id}"
        attacker.ask("POST", f"{path}/start", {})
        log = documents.a_log(chance, workout) if number % 2 else _long_log(number, workout["sections"][0]["_id"])
        attacker.ask("PUT", f"{path}/performance-log", log, may=(422,))
        attacker.ask("POST", f"{path}/complete", {})
    return session_id


def look_at_all(attacker: Attacker, session_id: str) -> None:
    """Ask for everything that is made of many sessions, as widely as it may be asked for."""
    for path in _paths(session_id):
        attacker.ask("GET", path, may=_REFUSED)


def pages_through(attacker: Attacker, path: str) -> set[str]:
    """Follow a list to its end, and give the ids in it."""
    found: set[str] = set()
    after = ""
    for _ in range(10_000):
        page = attacker.ask("GET", f"{path}{after}").json()
        found |= {each["_id"] for each in page["items"]}
        if page.get("next") is None:
            return found
        after = f"&after={page['next']}"
    raise NotProvenError(f"{path} comes to no end.")


def _paths(session_id: str) -> Iterator[str]:
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    year = f"from={_TODAY - timedelta(days=180)}&to={_TODAY + timedelta(days=180)}"
    month = f"from={_TODAY - timedelta(days=6)}&to={_TODAY + timedelta(days=24)}"
    yield from (f"/workout-sessions?limit=500{more}" for more in ("", f"&asOf={now}", "&fields=summary"))
    yield from ("/workout-sessions/roster", "/changes?limit=500", "/routine-assignments?limit=500")
    yield from ("/receipts?limit=500", "/analytics/adherence", "/analytics/adherence/chart")
    for report in ("weeks", "weeks/chart", "records", "running", "running/chart", "running/pace-chart", "load"):
        yield f"/analytics/{report}?{year}"
    yield from (f"/analytics/load/chart?{year}", f"/analytics/exercises/back-squat?{year}")
    yield from (f"/workout-files?{month}&format={form}" for form in ("fit", "tcx", "zwo"))
    yield from ("/exports/calendar.ics", f"/exports/paper?{year}")
    yield from (f"/workout-sessions/{session_id}/events?limit=500", f"/analytics/sessions/{session_id}/chart")
    for page in ("today", "calendar", "calendar?view=agenda", "progress", "player/kept", f"sessions/{session_id}"):
        yield f"{PAGES}{page}"
    for chart in ("load", "weeks", "volume", "running", "adherence", "strength"):
        yield f"{PAGES}progress/charts/{chart}"


def _long_workout(number: int) -> documents.Document:
    """Give a workout that is as long as one may be: nearly all of it is text that no other one says."""
    note = f"{number} {'x' * 1_900}"
    steps = [
        {"type": "step", "_id": documents.new_id("step"), "phase": "active", "goal": {"open": True}, "notes": note}
        for _ in range(MOST_WORKOUT_BYTES * 9 // 10 // 2_000 // 12)
    ]
    blocks = [
        {"type": "block", "_id": documents.new_id("block"), "rounds": 1, "steps": _renamed(steps)} for _ in range(12)
    ]
    section = {"_id": documents.new_id("section"), "name": "Long", "orderIndex": 0, "type": "steps", "rounds": 4}
    return {
        "_id": documents.new_id("workout"),
        "name": f"Long {number}",
        "type": "running",
        "orderIndex": 0,
        "objective": "",
        "schedule": [],
        "sections": [{**section, "steps": blocks}],
    }


def _renamed(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**step, "_id": documents.new_id("step")} for step in steps]


def _long_log(number: int, section_id: str) -> documents.Document:
    entries = [
        {
            "_id": documents.new_id("done"),
            "setNumber": place + 1,
            "setType": "working",
            "performance": {"reps": 5, "weight": 100.5},
            "notes": f"{number} {'y' * 800}",
        }
        for place in range(MOST_ENTRIES)
    ]
    exercise = {"_id": documents.new_id("added"), "added": True, "orderIndex": 0, "exercise": {"name": "Long"}}
    return {"sections": [{"sectionId": section_id, "orderIndex": 0, "exercises": [{**exercise, "sets": entries}]}]}
