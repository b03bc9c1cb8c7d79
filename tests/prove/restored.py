"""A server restored from a backup, and a phone that had read further than the backup: no work of it is lost.

Each play is a plan, a backup at some moment of it, more plans in the place of the first (which the phone hears of, or
not), and a phone that worked meanwhile. The backup goes into a database of its own; there somebody replaces the plan
again, and then the phone sends what it has.
"""

import random
import tempfile
from pathlib import Path

import msgspec

from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.domain.assignment.assignment import ReplacementRequest
from mesocycle.domain.document import Id
from mesocycle.domain.people.act import Act
from mesocycle.domain.session.session import SessionStatus
from mesocycle.domain.session.status import OperationKind
from mesocycle.domain.sync.operations import Operation
from mesocycle.offline.sync import sync
from mesocycle.storage.assignments import assignments
from mesocycle.storage.engine.database import Database
from mesocycle.storage.sessions import sessions
from mesocycle.storage.upkeep.backup import backup
from mesocycle.storage.upkeep.restore import restore
from tests.actions.training import a_set_entry, ann_trains, log_of
from tests.arrange import feed_position
from tests.prove.run import NotProvenError, Run, ready_database

PLAYS = 100
"""On each engine."""
_AT = "2026-01-05T17:00:00.000Z"


def prove(run: Run) -> None:
    """Play on every engine."""
    for engine in run.engines:
        for number in range(run.times(PLAYS)):
            play(engine, run.seed * 1_000_003 + number)
        print(f"{engine}: {run.times(PLAYS)} restored servers took in all the work of a phone from before", flush=True)


def play(engine: str, seed: int) -> None:
    """Play once."""
    chance = random.Random(seed)
    with (
        tempfile.TemporaryDirectory(prefix="mesocycle-restored-") as place,
        ready_database(engine) as first_url,
        ready_database(engine) as second_url,
    ):
        first, second = Database.open(first_url), Database.open(second_url)
        try:
            _, act, session_ids = ann_trains(first)
            backup(first, Path(place) / "backup.zip")
            for _ in range(chance.randrange(6)):
                replace(first, act)
            seen_seq, epoch = position(first)
            restore(second, Path(place) / "backup.zip")
            for _ in range(chance.randrange(1, 4)):
                replace(second, act)
            done = chance.sample(session_ids, chance.randrange(1, len(session_ids) + 1))
            batch = [operation for session_id in done for operation in work(session_id, seen_seq)]
            results = sync(second, "ann", batch, act, epoch=epoch)
            refused = [each for each in results if each.refusal is not None]
            if refused:
                raise NotProvenError(f"{engine}, seed {seed}: {msgspec.json.encode(refused[0]).decode()}")
            require_done(second, done, f"{engine}, seed {seed}")
        finally:
            first.close()
            second.close()


def replace(db: Database, act: Act) -> None:
    """Put the same version in the place of Ann's plan, so that its sessions go and others come."""
    with db.read() as read:
        live = assignments.live_of_routine(read, ["ann"], "routine-1")["ann"]
    replace_assignment(db, "ann", live.id, live.routine_version_id, ReplacementRequest(), act)


def position(db: Database) -> tuple[int, str]:
    """Give how far a phone has read, and of which feed."""
    with db.read() as read:
        epoch, seq = feed_position(read, "ann")
    return seq, epoch


def work(session_id: Id, seen_seq: int) -> list[Operation]:
    """Give what a phone did with a session: started, logged a set, completed."""
    bodies = {OperationKind.START: {}, OperationKind.LOG_SET: a_set_entry(), OperationKind.COMPLETE: {}}
    return [
        Operation(
            id=f"{kind}-{session_id}",
            seen_seq=seen_seq,
            session_id=session_id,
            kind=kind,
            at=_AT,
            body=msgspec.to_builtins(body),
        )
        for kind, body in bodies.items()
    ]


def require_done(db: Database, session_ids: list[Id], where: str) -> None:
    """Fail where a session or its set is missing."""
    for session_id in session_ids:
        with db.read() as read:
            session = sessions.get(read, "ann", session_id)
        if session.status is not SessionStatus.COMPLETED or not log_of(session).sections:
            raise NotProvenError(f"{where}: {session_id} is {session.status} and lacks what was done")
