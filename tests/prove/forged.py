"""Ten thousand mutations of receipts, assignments, events, versions, messages and tags: nothing of others changes."""

import random
from collections import Counter

from litestar.testing import TestClient

from mesocycle.server.app import create_app
from mesocycle.settings import ServerSettings
from mesocycle.storage.engine.database import Database
from tests.api.forged_archives import World
from tests.prove.run import NotProvenError, Run, ready_database
from tests.transfer.archive.test_own_words import written_between
from tests.transfer.test_archive import exported

MUTATIONS = 10_000
"""Over all engines."""


def prove(run: Run) -> None:
    """Forge archives on each engine, and look at what they did."""
    for engine in run.engines:
        with ready_database("sqlite") as url:
            source = Database.open(url)
            _, ann = written_between(source)
            archive = exported(source, ann).getvalue()
            source.close()
        with ready_database(engine) as url:
            db = Database.open(url)
            settings = ServerSettings(threads=2, requests_per_minute=10_000_000)
            with TestClient(create_app(settings, db), raise_server_exceptions=False) as server:
                _forge(engine, run, World(db, server, archive))
            db.close()


def _forge(engine: str, run: Run, world: World) -> None:
    mutations = run.times(MUTATIONS // len(run.engines))
    done, archives, taken, undone, reads = 0, 0, 0, 0, 0
    codes: Counter[str] = Counter()
    while done < mutations:
        chance = random.Random(f"{run.seed} {engine} {archives}")
        try:
            outcome = world.trial(f"ann{archives}", chance)
        except Exception as no:
            raise NotProvenError(f"The forged archive {archives} of seed {run.seed} did harm on {engine}.") from no
        archives += 1
        done += outcome.mutations
        taken += outcome.taken
        undone += outcome.undone
        reads += outcome.reads
        codes.update(outcome.codes)
    world.roll_out()
    told = ", ".join(f"{code} {count}" for code, count in sorted(codes.items())) or "nothing"
    print(
        f"{engine}: {done} mutations in {archives} archives, {taken} taken in, the others refused whole; "
        f"{undone} receipts undone, {reads} reads answered; verify found {told}",
        flush=True,
    )
