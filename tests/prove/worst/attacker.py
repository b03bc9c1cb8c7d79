"""A signed-in athlete who sends whatever is valid, and weighs what the server spends on it."""

import json
import os
from pathlib import Path
from typing import NamedTuple

import httpx
import psycopg

from tests.prove.run import NotProvenError
from tests.server.served import Served

PAGES = "pages:/"
"""Before the path of a page, which is no address of the API."""
_TICKS = os.sysconf("SC_CLK_TCK")


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

    def __init__(self, server: Served, token: str, postmaster: int | None = None) -> None:
        self._pid = server.process.pid
        self._postmaster = postmaster
        self._pages = f"{server.address}/"
        self._http = httpx.Client(
            base_url=f"{server.address}/api/v1", headers={"authorization": f"Bearer {token}"}, timeout=120
        )
        self.costs = Costs("")
        self.held_mb = 0.0
        """What the server holds that has answered ordinary requests."""

    def begin(self) -> None:
        """Let the server load what its first requests need: that is none of the documents' cost."""
        exercise = {"_id": "added", "added": True, "orderIndex": 0, "exercise": {"name": "Squat"}}
        entry = {"_id": "done", "setNumber": 1, "setType": "working", "performance": {"reps": 5}}
        section = {"_id": "section", "name": "Main", "orderIndex": 0, "type": "basic", "exercises": []}
        workout = {
            "_id": "small",
            "name": "Small",
            "type": "strength",
            "orderIndex": 0,
            "objective": "",
            "schedule": [],
        }
        new = {"scheduledDate": "2020-01-01", "workout": {**workout, "sections": [section]}}
        path = f"/workout-sessions/{self.ask('POST', '/workout-sessions', new).json()['_id']}"
        done = {"sectionId": "section", "orderIndex": 0, "exercises": [{**exercise, "sets": [entry]}]}
        for _ in range(3):
            self.ask("POST", f"{path}/start", {}, may=(409,))
            self.ask("PUT", f"{path}/performance-log", {"sections": [done]})
            self.ask("POST", f"{path}/complete", {}, may=(409,))
            self.ask("GET", f"/analytics/sessions/{path.rpartition('/')[2]}")
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
            method,
            path.replace(PAGES, self._pages),
            content=None if body is None else json.dumps(body).encode(),
            headers=headers,
        )
        self.costs.note(f"{method} {path.partition('?')[0]}", self._cpu_s() - cpu, self._peak_mb() - self.held_mb)
        if not answer.is_success and answer.status_code not in may:
            raise NotProvenError(f"{method} {path}: {answer.status_code} {answer.text[:300]}")
        return answer

    def _cpu_s(self) -> float:
        """Give what the server has spent, and every process of a database server, also those that have ended."""
        spent = _Spent.of(self._pid).own
        if self._postmaster is not None:
            database = _Spent.of(self._postmaster)
            spent += database.own + database.of_ended_children
            children = Path(f"/proc/{self._postmaster}/task/{self._postmaster}/children").read_text(encoding="ascii")
            spent += sum(_Spent.of(int(pid)).own for pid in children.split())
        return spent / _TICKS

    def _peak_mb(self, *, begin: bool = False) -> float:
        """Give the most memory held since the last beginning."""
        if begin:
            Path(f"/proc/{self._pid}/clear_refs").write_text("5", encoding="ascii")
        for line in Path(f"/proc/{self._pid}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
        raise AssertionError("the system tells no peak of memory")


class _Spent(NamedTuple):
    """Ticks of the processor that a process has spent."""

    own: int
    of_ended_children: int

    @classmethod
    def of(cls, pid: int) -> "_Spent":
        """Read what the system tells; nothing of a process that has just ended."""
        try:
            fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            return cls(0, 0)
        return cls(int(fields[11]) + int(fields[12]), int(fields[13]) + int(fields[14]))


def postmaster_of(url: str) -> int | None:
    """Give the process that all processes of a PostgreSQL server on this machine are children of; None for SQLite."""
    if url.startswith("sqlite"):
        return None
    with psycopg.connect(url.replace("postgresql+psycopg://", "postgresql://")) as connection:
        (backend,) = connection.execute("select pg_backend_pid()").fetchone() or (0,)
        # while it is there: closed, its process may be gone at once
        fields = Path(f"/proc/{backend}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return int(fields[1])
