"""Kill -9 the server under load, twenty times: what was acknowledged is there, and nothing was done twice."""

import random
import signal
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from mesocycle.client.connection import Connection
from mesocycle.client.refused import Unreachable
from mesocycle.domain.instant import shifted
from mesocycle.storage.engine.database import Database
from mesocycle.storage.tables.training import performed_set, reference_value
from mesocycle.storage.upkeep import verify
from tests.arrange import NOW
from tests.prove.fuzz import people
from tests.prove.run import NotProvenError, Run, ready_database
from tests.server.served import a_free_port, serving

RESTARTS = 20
_CLIENTS = 4
_UP_S = 0.8
"""How long a server lives on average before it is killed."""


class Intents:
    """What the clients meant to do, and what of it was acknowledged."""

    def __init__(self) -> None:
        self.begun: set[str] = set()
        self.acknowledged: set[str] = set()
        self.over = threading.Event()
        self.failures: list[BaseException] = []


def prove(run: Run) -> None:
    """Kill and restart on each engine."""
    for engine in run.engines:
        with ready_database(engine, durable=True) as url:
            prove_on(engine, url, run.times(RESTARTS), random.Random(run.seed))


def prove_on(engine: str, url: str, restarts: int, rng: random.Random) -> None:
    """Kill and restart so many times, then look at what is there."""
    token = people(url)
    intents = Intents()
    port = a_free_port()
    clients = [
        threading.Thread(target=work, args=(f"http://127.0.0.1:{port}", token, number, intents))
        for number in range(_CLIENTS)
    ]
    with tempfile.TemporaryDirectory(prefix="mesocycle-restarts-") as place:
        for number in range(restarts + 1):
            with serving(url, Path(place), port=port, log_level="error", requests_per_minute=10_000_000) as server:
                if not number:
                    for client in clients:
                        client.start()
                time.sleep(_UP_S * rng.uniform(0.3, 1.7))
                if number < restarts:
                    server.tell(signal.SIGKILL)
                    server.ended()
                    continue
                intents.over.set()
                for client in clients:
                    client.join()
    if intents.failures:
        raise NotProvenError(f"{engine}: a client met {intents.failures[0]!r}")
    require_kept(engine, url, intents, restarts)


def work(address: str, token: str, number: int, intents: Intents) -> None:
    """Do one thing after the other, each sent with its key until it is acknowledged."""
    connection = Connection(address, token=token, tries=60, timeout_s=10)
    count = 0
    try:
        while not intents.over.is_set():
            name = f"intent-{number}-{count}"
            count += 1
            intents.begun.add(name)
            connection.change("POST", "/reference-values", dict[str, Any], _value(name), key=name)
            intents.acknowledged.add(name)
    except Unreachable:
        if not intents.over.is_set():
            raise
    except BaseException as failure:  # noqa: BLE001  # told by the thread that waits
        intents.failures.append(failure)
    finally:
        connection.close()


def _value(name: str) -> dict[str, Any]:
    return {
        "kind": "bodyweight",
        "value": 80,
        "unit": "kg",
        "validFrom": shifted(NOW, days=0)[:10],
        "source": "entered",
        "notes": name,
    }


def require_kept(engine: str, url: str, intents: Intents, restarts: int) -> None:
    database = Database.open(url)
    try:
        with database.read() as read:
            documents = read.execute(sa.select(reference_value.c.document)).scalars().all()
            found = verify.verify(read)
            sets = read.execute(sa.select(sa.func.count()).select_from(performed_set)).scalar_one()
    finally:
        database.close()
    there = Counter(name for document in documents for name in intents.begun if f'"{name}"' in document)
    lost = intents.acknowledged - there.keys()
    twice = [name for name, times in there.items() if times > 1]
    print(
        f"{engine}: {restarts} kills; {len(intents.acknowledged)} changes acknowledged of {len(intents.begun)} begun, "
        f"{len(lost)} lost, {len(twice)} done twice, {sets} sets"
    )
    if lost or twice or not found.sound:
        raise NotProvenError(f"{engine}: lost {sorted(lost)[:5]}, done twice {sorted(twice)[:5]}")
