"""`kill -9` of a process that replaces or rolls out: all or nothing per athlete, and nothing left to mend."""

import hashlib
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from random import Random
from typing import Any

import sqlalchemy as sa

from mesocycle.actions.assignments.roll_out import CHUNK, roll_out
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.document import Id
from mesocycle.storage.assignments import receipts, roll_outs
from mesocycle.storage.engine.database import Database, Read
from mesocycle.storage.tables.roll_outs import roll_out_member
from mesocycle.storage.tables.training import metadata
from tests.prove import victim
from tests.prove.run import NotProvenError, Run, processes, ready_database
from tests.prove.scene import Scene, a_follower, a_scene
from tests.prove.soundness import require_sound, require_verified

KILLS = 50
REPLACED, ROLLED_OUT = 20, 300
"""Athletes who follow the routine."""

_SOON_S = 60.0
_COMMITS = 0.4
"""How many of the kills wait for a commit to be sent: it is short, and chance alone seldom hits it."""
_VERIFY_EVERY = 10

_OWNED = [table for table in metadata.sorted_tables if "user_id" in table.c and table is not roll_out_member]
_LIVE = sa.text(
    """select user_id, id, routine_version_id from routine_assignment
       where origin = 'assigned' and status in ('active', 'paused') order by id"""
)


def prove(run: Run) -> None:
    """Kill replacing and rolling out, on each engine; PostgreSQL with everything that keeps a commit safe."""
    for engine in run.engines:
        for name, kill, athletes in (("replace", kill_replacing, REPLACED), ("roll-out", kill_rolling_out, ROLLED_OUT)):
            began = time.monotonic()
            seed = f"{run.seed}/{engine}/{name}"
            with ready_database(engine, durable=True) as url:
                hits = kill(url, run.times(KILLS), athletes, Random(seed))
            took = time.monotonic() - began
            print(f"  {engine}: {sum(hits.values())} × kill -9 of {name} ({took:.0f} s): {_told(hits)}", flush=True)


def _told(hits: Counter[str]) -> str:
    return ", ".join(f"{place} {times}" for place, times in hits.most_common())


# ------------------------------------------------------------------------------------------------- one kill


@dataclass
class Death:
    """What a killed process had done, by its marks."""

    marks: bytes
    ended: bool
    """Whether it came to its end before the kill."""
    through: int = field(init=False)
    """How many of its writes were committed for certain."""
    hit: str = field(init=False)
    """Where the kill hit."""

    def __post_init__(self) -> None:
        """Read the marks."""
        *done, last = self.marks.split(victim.THROUGH)
        self.through = sum(victim.LOCK in each for each in done)
        self.hit = "at the end" if self.ended else _place(last)

    @property
    def committing(self) -> bool:
        """Whether the last write may or may not have been committed."""
        return self.hit == "in a commit"


def _place(last: bytes) -> str:
    if victim.LOCK not in last:
        return "between writes"
    if victim.COMMIT in last:
        return "in a commit"
    return "inside a write"


def _measure(work: Callable[..., None], url: str, chance: Random, **told: Any) -> int:  # noqa: ANN401
    """Let the work come to its end and give how many marks it makes: kills are spread over them."""
    death = _kill(work, url, chance, sys.maxsize, **told)
    if not death.ended:
        raise NotProvenError("the process was killed before its end, though nobody was to kill it")
    return len(death.marks)


def _kill(work: Callable[..., None], url: str, chance: Random, most_marks: int, **told: Any) -> Death:  # noqa: ANN401
    """Start the work in a process of its own and kill it a little after a mark: any one, or that of a commit."""
    at_mark = most_marks if most_marks == sys.maxsize else chance.randrange(1, most_marks)
    aim = victim.COMMIT if chance.random() < _COMMITS else b""
    here, there = processes().Pipe()
    with tempfile.NamedTemporaryFile(prefix="mesocycle-marks-") as marks, closing(here):
        process = processes().Process(target=work, args=(url, marks.name, there), kwargs=told, daemon=True)
        process.start()
        there.close()
        if not here.poll(_SOON_S):
            raise NotProvenError(f"the process did not begin within {_SOON_S:.0f} s")
        here.recv()
        here.send("go")
        deadline = time.monotonic() + _SOON_S
        while not _reached(marks.fileno(), at_mark, aim) and process.is_alive():
            if time.monotonic() > deadline:
                raise NotProvenError(f"the process did not come to mark {at_mark} within {_SOON_S:.0f} s")
            time.sleep(0.0002)
        time.sleep(chance.uniform(0, 0.003 if aim else chance.choice((0.0, 0.003, 0.05))))
        process.kill()
        process.join(_SOON_S)
        code = process.exitcode
        process.close()
        if code not in (0, -9):
            raise NotProvenError(f"the process failed by itself, with exit code {code}")
        return Death(marks.read(), ended=code == 0)


def _reached(file: int, at_mark: int, aim: bytes) -> bool:
    size = os.fstat(file).st_size
    return size >= at_mark and (not aim or os.pread(file, 1, size - 1) == aim)


@contextmanager
def _reopened(url: str) -> Iterator[Database]:
    """Open what the dead left; on PostgreSQL its server process may still be noticing that nobody is there."""
    with closing(Database.open(url, connections=2)) as db:
        deadline = time.monotonic() + _SOON_S
        while db.dialect == "postgresql" and _others(db):
            if time.monotonic() > deadline:
                raise NotProvenError("the server keeps the connection of a process that is dead")
            time.sleep(0.001)
        yield db


def _others(db: Database) -> int:
    statement = """select count(*) from pg_stat_activity
                   where datname = current_database() and pid <> pg_backend_pid()
                     and backend_type = 'client backend' and application_name not like 'citus%'"""
    with db.read() as read:
        return int(read.execute(sa.text(statement)).scalar_one())


# ---------------------------------------------------------------------------------------- what must be so


def _digests(read: Read) -> dict[Id, str]:
    """Give, by athlete, a digest of every row that is theirs, the feed's counter among them."""
    sums: dict[Id, Any] = {}
    for table in _OWNED:
        for row in read.execute(sa.select(table).order_by(*table.primary_key.columns)):
            sums.setdefault(row.user_id, hashlib.sha256()).update(repr((table.name, tuple(row))).encode())
    return {user_id: total.hexdigest() for user_id, total in sums.items()}


def _changed(before: Mapping[Id, str], after: Mapping[Id, str], coach: Id) -> set[Id]:
    return {user_id for user_id in before if before[user_id] != after[user_id]} - {coach}


def _followed(read: Read) -> dict[Id, tuple[Id, Id]]:
    """Give (assignment, version) of everybody who follows the routine."""
    return {row.user_id: (row.id, row.routine_version_id) for row in read.execute(_LIVE)}


def _require_replaced(read: Read, user_id: Id, old: tuple[Id, Id], now: tuple[Id, Id], version_id: Id) -> None:
    """Require exactly one receipt for the assignment that stood, and that it was replaced by the version asked for."""
    done = [r for r in receipts.of_user(read, user_id) if r.old_assignment_id == old[0]]
    said = [(r.new_assignment_id, r.routine_version_id) for r in done]
    if said != [now] or now[1] != version_id:
        raise NotProvenError(f"{user_id} follows {now}, the receipts for {old} say {said}")


# --------------------------------------------------------------------------------------------- replacing


def _scene(url: str, athletes: int, weeks: int) -> Scene:
    with closing(Database.open(url)) as db:
        scene = a_scene(db, weeks=weeks)
        for number in range(athletes):
            follower = a_follower(scene, f"athlete-{number:03}")
            if number % 3 == 0:
                start_session(db, follower.id, follower.session_ids[0], follower.act)
        return scene


def kill_replacing(url: str, kills: int, athletes: int, chance: Random) -> Counter[str]:
    """Kill a process that replaces one assignment after the other; give where the kills hit."""
    scene = _scene(url, athletes, weeks=6)
    following = dict(zip(scene.version_ids, (*scene.version_ids[1:], scene.version_ids[0]), strict=True))
    replacing = partial(victim.replace_all, act=scene.coach, following=following)
    with _reopened(url) as db, db.read() as read:
        live = [tuple(row) for row in read.execute(_LIVE)]
    most_marks = _measure(replacing, url, chance, live=live)
    hits: Counter[str] = Counter()
    while sum(hits.values()) < kills:
        with _reopened(url) as db, db.read() as read:
            before, live = _digests(read), [tuple(row) for row in read.execute(_LIVE)]
        death = _kill(replacing, url, chance, most_marks, live=live)
        if death.ended:
            continue
        with _reopened(url) as db:
            with db.read() as read:
                changed = _changed(before, _digests(read), scene.trainer.id)
                surely = {user_id for user_id, _, _ in live[: death.through]}
                perhaps = {live[death.through][0]} if death.committing else set()
                if not surely <= changed <= surely | perhaps:
                    raise NotProvenError(f"{sorted(changed)} changed, {sorted(surely)} were through ({death.hit})")
                now = _followed(read)
                for user_id, assignment_id, version_id in live:
                    if user_id in changed:
                        old = (assignment_id, version_id)
                        _require_replaced(read, user_id, old, now[user_id], following[version_id])
            for user_id in changed:
                require_sound(db, user_id)
            hits[_with_outcome(death, committed=bool(changed & perhaps))] += 1
            if sum(hits.values()) % _VERIFY_EVERY == 0 or sum(hits.values()) == kills:
                require_verified(db)
    return hits


def _with_outcome(death: Death, *, committed: bool) -> str:
    if death.committing:
        return f"{death.hit} ({'all' if committed else 'nothing'} done)"
    return death.hit


# ------------------------------------------------------------------------------------------- rolling out


def kill_rolling_out(url: str, kills: int, athletes: int, chance: Random) -> Counter[str]:
    """Kill roll-outs and take them up again, until each is through; give where the kills hit."""
    scene = _scene(url, athletes, weeks=2)
    rolling = partial(victim.roll_out_version, act=scene.coach)
    most_marks = _measure(rolling, url, chance, version_id=scene.version_ids[1]) // 2
    hits: Counter[str] = Counter()
    turn = 1
    while sum(hits.values()) < kills:
        turn += 1
        version_id = scene.version_ids[turn % len(scene.version_ids)]
        with _reopened(url) as db, db.read() as read:
            old = _followed(read)
        while sum(hits.values()) < kills:
            killing = partial(_kill, partial(rolling, version_id=version_id), url, chance, most_marks)
            death, hit = _kill_once(url, scene, version_id, old, killing)
            if death.ended:
                break
            hits[hit] += 1
        _take_up(url, scene, version_id, old)
    return hits


def _kill_once(
    url: str, scene: Scene, version_id: Id, old: Mapping[Id, tuple[Id, Id]], killing: Callable[[], Death]
) -> tuple[Death, str]:
    """Kill a roll-out and look at every athlete; give how it died and where it was hit."""
    coach = scene.trainer.id
    with _reopened(url) as db, db.read() as read:
        before, followed = _digests(read), _followed(read)
        begun = roll_outs.find_running(read, version_id, coach) is not None
    death = killing()
    with _reopened(url) as db:
        with db.read() as read:
            now = _followed(read)
            moved = {user_id for user_id in old if now[user_id] != followed[user_id]}
            if (changed := _changed(before, _digests(read), coach)) != moved:
                raise NotProvenError(f"{sorted(changed ^ moved)} changed without being replaced")
            _require_members(read, version_id, coach, {u for u in old if now[u] != old[u]}, set(old))
        for user_id in moved:
            require_sound(db, user_id)
    waiting = sum(followed[user_id] == old[user_id] for user_id in old)
    surely = min(waiting, CHUNK * max(0, death.through - (not begun)))
    if len(moved) != surely and not (death.committing and len(moved) == min(waiting, surely + CHUNK)):
        raise NotProvenError(f"{len(moved)} were moved, {surely} of {waiting} were through ({death.hit})")
    if not begun and death.through == 0:
        return death, f"{death.hit}, as it began"
    if surely == waiting:
        return death, f"{death.hit}, as it ended"
    return death, _with_outcome(death, committed=len(moved) > surely)


def _require_members(read: Read, version_id: Id, coach: Id, moved: set[Id], everybody: set[Id]) -> None:
    """Require that exactly those are marked as done who follow the version."""
    running = roll_outs.find_running(read, version_id, coach)
    if running is None:
        if moved not in (set(), everybody):
            raise NotProvenError(f"{len(moved)} of {len(everybody)} were moved, and no roll-out is running")
        return
    members = roll_outs.get(read, running).members
    done = {member.user_id for member in members if member.receipt_id is not None}
    if done != moved or {member.user_id for member in members} != everybody:
        raise NotProvenError(f"{len(done)} of {len(members)} members are marked as done, {len(moved)} were moved")


def _take_up(url: str, scene: Scene, version_id: Id, old: Mapping[Id, tuple[Id, Id]]) -> None:
    """Finish the roll-out, and require exactly one receipt for each athlete from all its parts together."""
    with _reopened(url) as db:
        roll_out(db, version_id, scene.coach)
        with db.read() as read:
            now = _followed(read)
            for user_id, before in old.items():
                _require_replaced(read, user_id, before, now[user_id], version_id)
            served = Counter(
                member.user_id
                for each in _roll_outs_of(read, version_id)
                for member in roll_outs.get(read, each).members
                if member.receipt_id is not None
                and receipts.get(read, member.user_id, member.receipt_id).new_assignment_id == now[member.user_id][0]
            )
            if served != Counter(old.keys()):
                raise NotProvenError(f"{len(served)} of {len(old)} athletes have their receipt in the roll-out")
        require_verified(db)


def _roll_outs_of(read: Read, version_id: Id) -> list[Id]:
    statement = sa.text("select id from roll_out where routine_version_id = :version order by created_at, id")
    return list(read.execute(statement, {"version": version_id}).scalars())
