"""Worst valid documents against the running server: what each request costs, and what others wait meanwhile.

No request may take more than two seconds of the server's processor or 200 MB of memory. Another user's answers are
timed alone and meanwhile; the figures of a busy machine are printed, and only the server's own costs can fail.
"""

import random
import tempfile
from collections.abc import Callable, Collection
from contextlib import closing
from pathlib import Path

from mesocycle.actions.people.issue_token import issue_token
from mesocycle.domain.people.caller import NewToken, TokenScope
from mesocycle.storage.engine.database import Database
from tests.actions.training import ann_trains
from tests.arrange import a_user, an_act
from tests.prove.run import NotProvenError, Run, ready_database
from tests.prove.worst import documents, whole_account
from tests.prove.worst.another import another_waits
from tests.prove.worst.attacker import Attacker, Costs, postmaster_of
from tests.server.served import serving

DOCUMENTS = 1_000
"""Of each kind, on each engine."""
MOST_CPU_S = 2.0
MOST_MB = 200.0


ACCOUNT = "account"
"""Many sessions at once: a tenth as many."""
KINDS = ("workouts", "logs", "batches", "plans", ACCOUNT)


def prove(run: Run) -> None:
    """Send every kind of worst document, on every engine."""
    for engine in run.engines:
        with ready_database(engine) as url:
            found = send_all(engine, url, run.times(DOCUMENTS), run.seed, tuple(run.chosen(dict.fromkeys(KINDS))))
        over = [str(each) for each in found if each.cpu_s > MOST_CPU_S or each.mb > MOST_MB]
        if over:
            raise NotProvenError("More than a request may cost: " + "; ".join(over))


def send_all(engine: str, url: str, times: int, seed: int, kinds: Collection[str]) -> list[Costs]:
    """Send so many documents of each kind to one server, tell what they cost, and give it."""
    tokens = _people(url)
    postmaster = postmaster_of(url)
    found = []
    with (
        tempfile.TemporaryDirectory(prefix="mesocycle-bounds-") as place,
        serving(url, Path(place), requests_per_minute=10_000_000, log_level="error") as server,
        closing(Attacker(server, tokens["ann"], postmaster)) as attacker,
    ):
        attacker.begin()
        for kind in [each for each in kinds if each != ACCOUNT]:
            attacker.costs = Costs(f"{engine}, {kind}")
            found.append(attacker.costs)
            with another_waits(server.address, tokens["ben"]) as waited:
                for number in range(times):
                    _SENT[kind](attacker, random.Random(f"{seed} {kind} {number}"), number)
            print(f"{attacker.costs}; {waited}", flush=True)
        if ACCOUNT in kinds:
            with closing(Attacker(server, tokens["cat"], postmaster)) as cat:
                found += _whole_account(engine, cat, max(3, times // 10), seed)
    return found


def _whole_account(engine: str, attacker: Attacker, sessions: int, seed: int) -> list[Costs]:
    """Fill an account around today, then ask for all that is made of it, twice: the first time much is read anew."""
    attacker.begin()
    filling = attacker.costs = Costs(f"{engine}, filling an account with {sessions} sessions")
    made = [whole_account.fill(attacker, random.Random(f"{seed} {number}"), number) for number in range(sessions)]
    looking = attacker.costs = Costs(f"{engine}, looking at all of it")
    for session_id in made[: 2 if sessions > 3 else 1]:
        whole_account.look_at_all(attacker, session_id)
    listed = whole_account.pages_through(attacker, "/workout-sessions?limit=500")
    print(f"{filling}\n{looking}", flush=True)
    if not listed.issuperset(made):
        raise NotProvenError(f"Of {sessions} sessions the calendar lists {len(listed.intersection(made))}.")
    return [filling, looking]


def _workout(attacker: Attacker, chance: random.Random, number: int) -> None:
    """Add a session of a worst workout, and look at it in every way."""
    new = {"scheduledDate": _day(number), "workout": documents.a_workout(chance)}
    made = attacker.ask("POST", "/workout-sessions", new)
    path = f"/workout-sessions/{made.json()['_id']}"
    looks = (path, f"/analytics{path.replace('workout-', '')}", f"/analytics{path.replace('workout-', '')}/guidance")
    for look in looks:
        attacker.ask("GET", look, may=(404, 409, 422))
    for form in ("fit", "tcx", "zwo"):
        attacker.ask("GET", f"{path}/workout-file?format={form}", may=(409, 422))
    attacker.ask("POST", f"{path}/complete", {"asPlanned": True})
    attacker.ask("GET", looks[1], may=(404, 409, 422))
    attacker.ask("GET", f"/workout-sessions?from={_day(number)}&to={_day(number)}")
    attacker.ask("GET", f"/exports/paper?from={_day(number)}&to={_day(number)}")


def _log(attacker: Attacker, chance: random.Random, number: int) -> None:
    """Put a worst log, put another, and look at what is summed of it."""
    workout = documents.a_workout(random.Random(number % 7))
    made = attacker.ask("POST", "/workout-sessions", {"scheduledDate": _day(number), "workout": workout})
    path = f"/workout-sessions/{made.json()['_id']}"
    attacker.ask("POST", f"{path}/start", {})
    for _ in range(2):
        attacker.ask("PUT", f"{path}/performance-log", documents.a_log(chance, workout), may=(422,))
    attacker.ask("POST", f"{path}/complete", {})
    attacker.ask("GET", f"/analytics/sessions/{path.rpartition('/')[2]}", may=(404, 409, 422))
    attacker.ask("GET", "/workout-sessions?limit=500")
    attacker.ask("GET", "/changes?limit=500")


def _batch(attacker: Attacker, chance: random.Random, number: int) -> None:
    """Send a thousand operations on one session, as often as it takes."""
    line = {"type": "basic", "_id": "main", "name": "Main", "orderIndex": 0, "exercises": []}
    workout = {**documents.a_workout(random.Random(1)), "sections": [line]}
    made = attacker.ask("POST", "/workout-sessions", {"scheduledDate": _day(number), "workout": workout})
    session_id = made.json()["_id"]
    attacker.ask("POST", f"/workout-sessions/{session_id}/start", {})
    batch = {"operations": documents.a_batch(chance, session_id)}
    for _ in range(50):
        if attacker.ask("POST", "/sync", batch, may=(429,)).is_success:
            return
    raise NotProvenError("A batch that is sent again and again comes to no end.")


def _plan(attacker: Attacker, chance: random.Random, number: int) -> None:
    """Publish and assign a plan of very many sessions, read what changed, and end it."""
    made = attacker.ask("POST", "/routines", {**documents.a_plan(chance), "name": f"Worst plan {number}"}).json()
    wish = {"routineVersionId": made["_id"], "startDate": "2027-01-04", "cycles": chance.choice([1, 5, 20])}
    attacker.ask("POST", "/routine-assignments/preview", wish, may=(422,))
    assigned = attacker.ask("POST", "/routine-assignments", wish, may=(422,))
    if assigned.is_success:
        receipt = assigned.json()
        attacker.ask("GET", f"/workout-sessions?routineAssignmentId={receipt['newAssignmentId']}&limit=500")
        attacker.ask("POST", f"/routine-assignments/{receipt['newAssignmentId']}/shift", {"days": 1})
        attacker.ask("POST", f"/routine-assignments/{receipt['newAssignmentId']}/cancel", {})


_SENT: dict[str, Callable[[Attacker, random.Random, int], None]] = {
    "workouts": _workout,
    "logs": _log,
    "batches": _batch,
    "plans": _plan,
}
"""How one document of each kind is sent, and looked at."""


def _day(number: int) -> str:
    return f"{2030 + number // 336}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"


def _people(url: str) -> dict[str, str]:
    database = Database.open(url)
    try:
        ann, _, _ = ann_trains(database)
        ben, cat = a_user(database, "ben"), a_user(database, "cat")
        new = NewToken(name="proof", scope=TokenScope.WRITE)
        return {user.id: issue_token(database, new, an_act(user)).secret for user in (ann, ben, cat)}
    finally:
        database.close()
