"""A server that has just begun answers rightly whatever many ask of it at once, for the first time and all the same.

What is done lazily is done in the first second of a process, by several threads at a time if several ask for it.
"""

import random
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from mesocycle.domain.instant import instant
from mesocycle.storage.engine.database import Database
from tests.api.matrix_people import the_people
from tests.api.matrix_training import the_training
from tests.api.matrix_world import an_upkeep_run
from tests.prove.beginning.asking import Line, Turn, ask_at_once, ask_what_is_left
from tests.prove.beginning.doing import DEEDS, Hand, hands
from tests.prove.beginning.looking import Look, Told, looks_in
from tests.prove.run import NotProvenError, Run, ready_database
from tests.prove.soundness import require_verified
from tests.server.served import Served, a_free_port, serving

BEGINNINGS = 60
"""On each engine."""
LINES = 8
_SETTINGS = {
    "threads": LINES + 1,  # of which one caller has all but one
    "requests_per_minute": 10_000_000,
    "log_level": "warning",
}
_IN_STEP = 0.75
"""Of the beginnings; what two kinds of requests share is first asked for by both in the others."""
_NEAR_THE_HOUR = timedelta(seconds=60)
_ENDS_WITHIN_S = 5


class Share(NamedTuple):
    """How many kinds of looks and of deeds are drawn for one beginning: what was drawn before is no first any more."""

    looks: int = 20
    deeds: int = 10


FULL = Share()


class World(NamedTuple):
    """What is there before the first beginning."""

    looks: Mapping[str, Sequence[Look]]
    hands: Sequence[Hand]


class Beginning(NamedTuple):
    """What is asked in one beginning, all of it on every connection."""

    number: int
    seed: int
    looks: Sequence[str]
    deeds: Sequence[str]
    in_step: bool
    """Whether all ask the same at the same moment, or each in an order of their own."""

    def turns(self, world: World, place: int, known: Mapping[Look, Told]) -> list[tuple[str, Turn]]:
        """Give what one of the connections asks, in its order."""
        turns = [(kind, self.look(kind, world, place).looking(known)) for kind in self.looks]
        turns += [(name, DEEDS[name](world.hands[place], self.number)) for name in self.deeds]
        random.Random(f"{self.seed}/{'all' if self.in_step else place}").shuffle(turns)
        return turns

    def look(self, kind: str, world: World, place: int) -> Look:
        """Say who looks: on each connection somebody else, as far as there are others who may."""
        allowed = world.looks[kind]
        return allowed[(self.number + place) % len(allowed)]


def prove(run: Run) -> None:
    """Begin so often on each engine."""
    for engine in run.engines:
        with ready_database(engine) as url:
            prove_on(engine, url, run.times(BEGINNINGS), run.seed)


def prove_on(engine: str, url: str, beginnings: int, seed: int, share: Share = FULL) -> Counter[str]:
    """Begin so often and verify the database at the end; gives how much was asked at once, and how much alone."""
    began = time.monotonic()
    world = _arranged(url)
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="mesocycle-beginnings-") as place:
        site = _Site(url, Path(place))
        drawn = _drawn(world, beginnings, share, random.Random(f"{seed}/{engine}"))
        looks = (each.look(kind, world, line) for each in drawn for kind in each.looks for line in range(LINES))
        known = _Known(site, dict.fromkeys(looks))
        for beginning in drawn:
            try:
                counts += _asked(site, world, beginning, known.for_now())
            except NotProvenError as error:
                where = f"{engine}, beginning {beginning.number} of {beginnings} (seed {seed})"
                raise NotProvenError(f"{where}: {error}") from error.__cause__
    with closing(Database.open(url)) as db:
        require_verified(db)
    told = ", ".join(f"{count} requests {how}" for how, count in counts.items())
    print(f"  {engine}: {beginnings} beginnings in {time.monotonic() - began:.0f} s: {told}", flush=True)
    return counts


def _arranged(url: str) -> World:
    with closing(Database.open(url)) as db:
        now = instant(datetime.now(UTC))
        ids = the_training(db, the_people(db), now)
        ids["upkeep"] = an_upkeep_run(db, now)
        return World(looks_in(ids), hands(db, LINES))


def _drawn(world: World, beginnings: int, share: Share, chance: random.Random) -> list[Beginning]:
    looks, deeds = sorted(world.looks), sorted(DEEDS)
    return [
        Beginning(
            number,
            chance.randrange(1 << 32),
            chance.sample(looks, share.looks),
            chance.sample(deeds, share.deeds),
            in_step=chance.random() < _IN_STEP,
        )
        for number in range(beginnings)
    ]


class _Site:
    """Where the server begins: always at the same address, which it tells in some answers."""

    def __init__(self, url: str, folder: Path) -> None:
        self._url = url
        self._folder = folder
        self._port = a_free_port()

    @contextmanager
    def begun(self) -> Iterator[Served]:
        """Begin; nobody has asked anything. Whatever fails meanwhile also says what became of the server."""
        given = {**_SETTINGS, "port": self._port, "backup_folder": self._folder / "backups"}
        with serving(self._url, self._folder, **given) as server:
            try:
                yield server
                _require_good_end(server)
            except NotProvenError as error:
                raise NotProvenError(f"{error}; {_state_of(server)}") from error.__cause__


class _Known:
    """What is right, learnt anew each hour: some answers tell which day it is."""

    def __init__(self, site: _Site, looks: Collection[Look]) -> None:
        self._site = site
        self._looks = looks
        self._known: dict[Look, Told] = {}
        self._hour: datetime | None = None

    def for_now(self) -> Mapping[Look, Told]:
        """Give what is right in a beginning now; none has the end of an hour in it."""
        while _hour_of(now := datetime.now(UTC)) != _hour_of(now + _NEAR_THE_HOUR):
            time.sleep(1)
        if _hour_of(now) != self._hour:
            self._learn()
            self._hour = _hour_of(now)
        return self._known

    def _learn(self) -> None:
        turns = [(f"{look.who} learns {look.kind}", look.learning(self._known)) for look in self._looks]
        with self._site.begun() as server, closing(Line("one alone", server.address, turns)) as line:
            ask_at_once([line])


def _hour_of(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)


def _asked(site: _Site, world: World, beginning: Beginning, known: Mapping[Look, Told]) -> Counter[str]:
    with site.begun() as server, ExitStack() as stack:
        lines = [Line(f"connection {n}", server.address, beginning.turns(world, n, known)) for n in range(LINES)]
        for line in lines:
            stack.callback(line.close)
        ask_at_once(lines)
        at_once = sum(line.count for line in lines)
        ask_what_is_left(lines)
        return Counter({"at once": at_once, "alone": sum(line.count for line in lines) - at_once})


def _require_good_end(server: Served) -> None:
    if server.process.poll() is not None or server.stop() != 0 or server.log:
        raise NotProvenError("every answer was right")


def _state_of(server: Served) -> str:
    try:
        how = f"ended with code {server.process.wait(_ENDS_WITHIN_S)}"
    except subprocess.TimeoutExpired:
        how = "lives on"
    return f"the server {how}; it logged {server.log[-2000:]!r}"
