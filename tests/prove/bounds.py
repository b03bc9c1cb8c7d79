"""Worst valid documents against the running server: what each request costs, and what others wait meanwhile.

No request may take more than two seconds of the server's processor or 200 MB of memory. Another user's answers are
timed alone and meanwhile; the figures of a busy machine are printed, and only the server's own costs can fail.
"""

import json
import os
import random
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import httpx

from mesocycle.actions.people.issue_token import issue_token
from mesocycle.domain.people.caller import NewToken, TokenScope
from mesocycle.storage.engine.database import Database
from tests.actions.training import ann_trains
from tests.arrange import a_user, an_act
from tests.prove import worst
from tests.prove.run import NotProvenError, Run, ready_database
from tests.server.served import Served, serving

DOCUMENTS = 1_000
"""Of each kind, on each engine."""
MOST_CPU_S = 2.0
MOST_MB = 200.0
_TICKS = os.sysconf("SC_CLK_TCK")

Document = dict[str, Any]


class Costs:
    """What the requests of one kind have cost at most."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.requests = 0
        self.cpu_s = 0.0
        self.mb = 0.0
        self.slowest = ""
        self.largest = ""

    def note(self, what: str, cpu_s: float, mb: float) -> None:
        """Count a request."""
        self.requests += 1
        if cpu_s > self.cpu_s:
            self.cpu_s, self.slowest = cpu_s, what
        if mb > self.mb:
            self.mb, self.largest = mb, what

    def __str__(self) -> str:
        return (
            f"{self.kind}: {self.requests} requests; most processor {self.cpu_s:.2f} s ({self.slowest}), "
            f"most memory {self.mb:.0f} MB ({self.largest})"
        )


class Attacker:
    """A signed-in athlete who sends whatever is valid, and weighs what the server spends on it."""

    def __init__(self, server: Served, token: str) -> None:
        self._pid = server.process.pid
        self._http = httpx.Client(
            base_url=f"{server.address}/api/v1", headers={"authorization": f"Bearer {token}"}, timeout=120
        )
        self.costs = Costs("")
        self.held_mb = 0.0
        """What the server holds that has answered ordinary requests."""

    def begin(self) -> None:
        """Let the server load what its first requests need: that is none of the documents' cost."""
        for _ in range(20):
            self.ask("GET", "/workout-sessions")
        self.held_mb = self._peak_mb(begin=True)

    def close(self) -> None:
        """Close the connection."""
        self._http.close()

    def ask(self, method: str, path: str, body: object = None, *, may: tuple[int, ...] = ()) -> httpx.Response:
        """Send a request and weigh it; 5xx and what nobody expected fail the proof."""
        headers = {"content-type": "application/json"} if body is not None else {}
        if method == "PUT":
            headers["if-match"] = "*"
        cpu = self._cpu_s()
        self._peak_mb(begin=True)
        answer = self._http.request(
            method, path, content=None if body is None else json.dumps(body).encode(), headers=headers
        )
        self.costs.note(f"{method} {path.partition('?')[0]}", self._cpu_s() - cpu, self._peak_mb() - self.held_mb)
        if not answer.is_success and answer.status_code not in may:
            raise NotProvenError(f"{method} {path}: {answer.status_code} {answer.text[:300]}")
        return answer

    def _cpu_s(self) -> float:
        fields = Path(f"/proc/{self._pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def _peak_mb(self, *, begin: bool = False) -> float:
        """Give the most memory held since the last beginning."""
        if begin:
            Path(f"/proc/{self._pid}/clear_refs").write_text("5", encoding="ascii")
        for line in Path(f"/proc/{self._pid}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
        raise AssertionError("the system tells no peak of memory")


def prove(run: Run) -> None:
    """Send every kind of worst document, on every engine."""
    for engine in run.engines:
        with ready_database(engine) as url:
            prove_on(engine, url, run.times(DOCUMENTS), run.seed)


def prove_on(engine: str, url: str, times: int, seed: int) -> None:
    """Send so many documents of each kind to one server; raises where one costs too much."""
    over = [str(each) for each in send_all(engine, url, times, seed) if each.cpu_s > MOST_CPU_S or each.mb > MOST_MB]
    if over:
        raise NotProvenError("More than a request may cost: " + "; ".join(over))


def send_all(engine: str, url: str, times: int, seed: int) -> list[Costs]:
    """Send so many documents of each kind, tell what they cost, and give it."""
    tokens = _people(url)
    found = []
    with (
        tempfile.TemporaryDirectory(prefix="mesocycle-bounds-") as place,
        serving(url, Path(place), requests_per_minute=10_000_000, log_level="error") as server,
        closing(Attacker(server, tokens["ann"])) as attacker,
    ):
        attacker.begin()
        for kind, send in _KINDS.items():
            attacker.costs = Costs(f"{engine}, {kind}")
            found.append(attacker.costs)
            with _another(server, tokens["ben"]) as waited:
                for number in range(times):
                    send(attacker, random.Random(f"{seed} {kind} {number}"), number)
            print(f"{attacker.costs}; {waited}", flush=True)
    return found


def _workout(attacker: Attacker, chance: random.Random, number: int) -> None:
    """Add a session of a worst workout, and look at it in every way."""
    new = {"scheduledDate": _day(number), "workout": worst.a_workout(chance)}
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
    workout = worst.a_workout(random.Random(number % 7))
    made = attacker.ask("POST", "/workout-sessions", {"scheduledDate": _day(number), "workout": workout})
    path = f"/workout-sessions/{made.json()['_id']}"
    attacker.ask("POST", f"{path}/start", {})
    for _ in range(2):
        attacker.ask("PUT", f"{path}/performance-log", worst.a_log(chance, workout), may=(422,))
    attacker.ask("POST", f"{path}/complete", {})
    attacker.ask("GET", f"/analytics/sessions/{path.rpartition('/')[2]}", may=(404, 409, 422))
    attacker.ask("GET", "/workout-sessions?limit=500")
    attacker.ask("GET", "/changes?limit=500")


def _batch(attacker: Attacker, chance: random.Random, number: int) -> None:
    """Send a thousand operations on one session, as often as it takes."""
    line = {"type": "basic", "_id": "main", "name": "Main", "orderIndex": 0, "exercises": []}
    workout = {**worst.a_workout(random.Random(1)), "sections": [line]}
    made = attacker.ask("POST", "/workout-sessions", {"scheduledDate": _day(number), "workout": workout})
    session_id = made.json()["_id"]
    attacker.ask("POST", f"/workout-sessions/{session_id}/start", {})
    batch = {"operations": worst.a_batch(chance, session_id)}
    for _ in range(50):
        if attacker.ask("POST", "/sync", batch, may=(429,)).is_success:
            return
    raise NotProvenError("A batch that is sent again and again comes to no end.")


def _plan(attacker: Attacker, chance: random.Random, number: int) -> None:
    """Publish and assign a plan of very many sessions, read what changed, and end it."""
    made = attacker.ask("POST", "/routines", {**worst.a_plan(chance), "name": f"Worst plan {number}"}).json()
    wish = {"routineVersionId": made["_id"], "startDate": "2027-01-04", "cycles": chance.choice([1, 5, 20])}
    attacker.ask("POST", "/routine-assignments/preview", wish, may=(422,))
    assigned = attacker.ask("POST", "/routine-assignments", wish, may=(422,))
    if assigned.is_success:
        receipt = assigned.json()
        attacker.ask("GET", f"/workout-sessions?routineAssignmentId={receipt['newAssignmentId']}&limit=500")
        attacker.ask("POST", f"/routine-assignments/{receipt['newAssignmentId']}/shift", {"days": 1})
        attacker.ask("POST", f"/routine-assignments/{receipt['newAssignmentId']}/cancel", {})


_KINDS: dict[str, Callable[[Attacker, random.Random, int], None]] = {
    "workouts": _workout,
    "logs": _log,
    "batches": _batch,
    "plans": _plan,
}


def _day(number: int) -> str:
    return f"{2030 + number // 336}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"


class _Waited:
    """How long another user waited for a small answer: alone, and meanwhile."""

    def __init__(self) -> None:
        self.alone: list[float] = []
        self.meanwhile: list[float] = []

    def __str__(self) -> str:
        if not self.meanwhile:
            return "nobody else asked meanwhile"
        alone, meanwhile = (statistics.median(each) * 1_000 for each in (self.alone, self.meanwhile))
        return f"another's answers {alone:.1f} ms alone, {meanwhile:.1f} ms meanwhile ({meanwhile / alone:.1f} x)"


@contextmanager
def _another(server: Served, token: str) -> Iterator[_Waited]:
    """Have another user ask for their calendar, first alone, then while the body of this runs."""
    waited, done = _Waited(), threading.Event()
    address, headers = f"{server.address}/api/v1/users/me", {"authorization": f"Bearer {token}"}

    def ask(client: httpx.Client, into: list[float]) -> None:
        began = time.perf_counter()
        if not client.get(address, headers=headers).is_success:
            raise NotProvenError("Another user got no answer.")
        into.append(time.perf_counter() - began)

    def go_on() -> None:
        with httpx.Client(timeout=60) as client:
            while not done.wait(0.02):
                ask(client, waited.meanwhile)

    with httpx.Client(timeout=60) as client:
        for _ in range(50):
            ask(client, waited.alone)
    asking = threading.Thread(target=go_on)
    asking.start()
    try:
        yield waited
    finally:
        done.set()
        asking.join()


def _people(url: str) -> dict[str, str]:
    database = Database.open(url)
    try:
        ann, _, _ = ann_trains(database)
        ben = a_user(database, "ben")
        new = NewToken(name="proof", scope=TokenScope.WRITE)
        return {user.id: issue_token(database, new, an_act(user)).secret for user in (ann, ben)}
    finally:
        database.close()
