"""Sessions from elsewhere that say absurd things in our own form: no read of them and no deed on them ends in 500."""

import random

from litestar.testing import TestClient

from mesocycle.server.app import create_app
from mesocycle.settings import ServerSettings
from mesocycle.storage.engine.database import Database
from tests.api.foreign_sessions import AbsurdSessions
from tests.prove.run import NotProvenError, Run, ready_database

SESSIONS = 2_000
"""On each engine."""
_OF_ONE_USER = 20


def prove(run: Run) -> None:
    """Play on every engine."""
    for engine in run.engines:
        with ready_database(engine) as url:
            db = Database.open(url)
            settings = ServerSettings(threads=2, requests_per_minute=10_000_000)
            with TestClient(create_app(settings, db), raise_server_exceptions=False) as server:
                _play(engine, run, AbsurdSessions(db, server))
            db.close()


def _play(engine: str, run: Run, world: AbsurdSessions) -> None:
    taken, requests = 0, 0
    for number in range(-(-run.times(SESSIONS) // _OF_ONE_USER)):
        try:
            played = world.play(f"user{number}", random.Random(f"{run.seed} {engine} {number}"), _OF_ONE_USER)
        except Exception as no:
            raise NotProvenError(f"The sessions of user {number} of seed {run.seed} did harm on {engine}.") from no
        taken += played.taken
        requests += played.requests
    print(f"{engine}: {taken} absurd sessions taken in, {requests} requests answered; verify found nothing", flush=True)
