"""Twelve clients ask for everything behind a pooler of transactions, twenty thousand times: no answer is an error."""

import random
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx

from mesocycle.storage.engine.database import Database
from tests.actions.training import ann_trains
from tests.api.conftest import a_secret
from tests.pooling import pooled
from tests.prove.run import NotProvenError, Run, ready_database
from tests.server.served import serving

REQUESTS = 20_000
CLIENTS = 12
_CONNECTIONS = 5
"""Of the pooler to the server: fewer than ask, so that each is handed on all the time."""
_UNLIMITED = 10_000_000
_FINE = frozenset({200, 201, 202, 204, 304, 409})
"""Two clients change one athlete's session at once: the loser of the two is told so (409)."""

Ask = Callable[[httpx.Client, str, random.Random], httpx.Response]


def prove(run: Run) -> None:
    """Ask so many times on PostgreSQL; before a file stands no pooler."""
    with ready_database("postgresql") as url:
        prove_on(url, run.times(REQUESTS), random.Random(run.seed))


def prove_on(url: str, requests: int, rng: random.Random) -> Counter[int]:
    """Ask so many times; gives how often there was which status."""
    with closing(Database.open(url)) as database:
        ann, _act, session_ids = ann_trains(database)
        token = a_secret(database, ann.id)
    statuses: Counter[int] = Counter()
    wrong: list[str] = []
    given = {"pooler": "transaction", "threads": CLIENTS, "requests_per_minute": _UNLIMITED, "log_level": "error"}
    with (
        tempfile.TemporaryDirectory(prefix="mesocycle-pooler-") as place,
        pooled(url, "transaction", connections=_CONNECTIONS) as by_pooler,
        serving(by_pooler, Path(place), **given) as server,
    ):
        begun = time.monotonic()

        def work(seed: int) -> None:
            own = random.Random(seed)
            headers = {"authorization": f"Bearer {token}"}
            with httpx.Client(base_url=f"{server.address}/api/v1", headers=headers, timeout=60) as client:
                for _ in range(-(-requests // CLIENTS)):
                    name, ask = own.choice(_KINDS)
                    answer = ask(client, own.choice(session_ids), own)
                    statuses[answer.status_code] += 1
                    if answer.status_code not in _FINE:
                        wrong.append(f"{name}: {answer.status_code} {answer.text[:300]}")

        clients = [threading.Thread(target=work, args=(rng.randrange(1 << 32),)) for _ in range(CLIENTS)]
        for each in clients:
            each.start()
        for each in clients:
            each.join()
        took = time.monotonic() - begun
        told = server.log
    asked = sum(statuses.values())
    print(
        f"{asked} requests of {len(_KINDS)} kinds by {CLIENTS} clients over {_CONNECTIONS} connections in {took:.0f} s:"
    )
    print(", ".join(f"{count} x {status}" for status, count in sorted(statuses.items())))
    if wrong or asked < requests:
        raise NotProvenError(f"{len(wrong)} of {asked} answers were wrong, the first: {wrong[:3]}\n{told[-2000:]}")
    return statuses


def _get(path: str, **query: str) -> Ask:
    def ask(client: httpx.Client, session_id: str, _rng: random.Random) -> httpx.Response:
        return client.get(path.format(session=session_id), params=query)

    return ask


def _post(path: str, body: Callable[[random.Random], dict[str, Any]] = lambda _rng: {}) -> Ask:
    def ask(client: httpx.Client, session_id: str, rng: random.Random) -> httpx.Response:
        key = f"{rng.randrange(1 << 64):x}"
        return client.post(path.format(session=session_id), json=body(rng), headers={"idempotency-key": key})

    return ask


def _weight(rng: random.Random) -> dict[str, Any]:
    value = round(rng.uniform(60, 90), 1)
    return {"kind": "bodyweight", "value": value, "unit": "kg", "validFrom": "2026-01-05", "source": "entered"}


_KINDS: tuple[tuple[str, Ask], ...] = (
    ("session", _get("/workout-sessions/{session}")),
    ("calendar", _get("/workout-sessions", **{"from": "2026-01-01", "to": "2026-03-01"})),
    ("history", _get("/workout-sessions/{session}/events")),
    ("changes", _get("/changes", since="0")),
    ("assignments", _get("/routine-assignments")),
    ("receipts", _get("/receipts")),
    ("routines", _get("/routines")),
    ("weeks", _get("/analytics/weeks", **{"from": "2026-01-01", "to": "2026-03-01"})),
    ("records", _get("/analytics/records")),
    ("adherence", _get("/analytics/adherence", **{"from": "2026-01-01", "to": "2026-03-01"})),
    ("values", _get("/reference-values")),
    ("me", _get("/users/me")),
    ("start", _post("/workout-sessions/{session}/start")),
    ("complete", _post("/workout-sessions/{session}/complete")),
    ("put back", _post("/workout-sessions/{session}/put-back", lambda _rng: {"discardLog": True})),
    ("weigh", _post("/reference-values", _weight)),
)
