"""Requests against a running server: so many times as fast as a plain peer, at four fifths of what is possible."""

import os
import statistics
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

import httpx
import psycopg

from benchmarks.hand import hand
from benchmarks.http.measure import CONNECTIONS, Load, ask
from benchmarks.http.peer_rows import fill, write_targets
from benchmarks.http.servers import Server, running
from benchmarks.http.world import MONTH, World, build, multiplied
from benchmarks.jobs import jobs
from benchmarks.report import Finding, compared, spread
from benchmarks.routine import SESSIONS
from benchmarks.seeding import Athlete, fresh_url, opened, plain, settle_down

ROUTINES = 20
"""With 105 athletes of 48 sessions each: 100,800 sessions."""
ROUNDS = 5
SECONDS = 4
_COMING = "2100-01-04"
"""A Monday to come, whenever this runs: replaced by the server's own clock, every session is created."""
MEMORY_BAR_MB = 95
WARM = 4
"""Replacements that are left out."""
REPLACEMENTS = 44
GROWTH = 1.25
"""No figure falls by more than a fifth."""
SCALE = 1.2
BARS = {("one", "peer"): 1 / 3, ("one", "bare"): 1.25, ("month", "peer"): 1 / 30, ("log", "peer"): 0.35}
"""Our time for a request against theirs: a third of the peer's is three times as fast."""
_WHAT = {
    "one": "session by id",
    "month": f"{MONTH} full sessions",
    "log": "whole log put",
    "changes": "first changes of the feed",
}


def http(engine: str, runs: int | None, seed: int) -> Iterator[Finding]:
    """Compare on PostgreSQL; on SQLite, ours there with ours on PostgreSQL."""
    rounds = runs or ROUNDS
    with fresh_url("postgresql") as url, tempfile.TemporaryDirectory(prefix="mesocycle-bench-") as place:
        targets = str(Path(place) / "targets")
        if engine == "sqlite":
            yield from _engines(url, targets, rounds, seed)
        else:
            yield from _peers(url, targets, rounds, seed)


def _world(url: str, targets: str, seed: int, *, times: int = 1) -> World:
    with opened(url) as database:
        world = build(database, seed, routines=ROUTINES)
        world = world if times == 1 else multiplied(database, world, times, seed)
    write_targets(world, targets)
    return world


def _peers(url: str, targets: str, rounds: int, seed: int) -> Iterator[Finding]:
    os.environ["BENCH_DATABASE"] = plain(url)
    world = _world(url, targets, seed)
    fill(url, world)
    settle_down(url)
    with running(url, "ours", "peer", "bare") as servers:
        _require_same(servers, world)
        for deed, against in (("one", ("peer", "bare")), ("month", ("peer",)), ("log", ("peer",))):
            names = ("ours", *against)
            loads = _in_turns([servers[name] for name in names], deed, targets, rounds, seed)
            for name in against:
                yield _rate(_WHAT[deed], name, loads["ours"], loads[name], BARS[deed, name])
            yield _p99(_WHAT[deed], loads["ours"], loads["peer"])
        yield _memory(servers["ours"])
        yield from _replacements(url, servers, world)


def _in_turns(servers: Sequence[Server], deed: str, targets: str, rounds: int, seed: int) -> dict[str, list[Load]]:
    """Ask one after the other, round by round; the first round warms up and is left out."""
    loads: dict[str, list[Load]] = {server.name: [] for server in servers}
    for turn in range(rounds + 1):
        for server in servers if turn % 2 else reversed(servers):
            load = ask(server, deed, targets, seconds=SECONDS if turn else 2, seed=seed + turn)
            if turn:
                loads[server.name].append(load)
    for name, found in loads.items():
        rates = ", ".join(f"{load.per_second:,.0f}" for load in found)
        print(f"{_WHAT[deed]}: {name} {rates} a second; {found[-1].answer_bytes:,.0f} bytes an answer")
    return loads


def _rate(what: str, name: str, ours: list[Load], theirs: list[Load], bar: float | None) -> Finding:
    mine, other = (statistics.median(load.per_second for load in loads) for loads in (ours, theirs))
    ratio = other / mine
    return Finding(
        engine="postgresql",
        what=f"{what}, against {name}",
        ours=f"{mine:,.0f}/s",
        against=f"{other:,.0f}/s",
        ratio=ratio,
        bar=bar,
        unit="1/" if bar is not None and bar < 1 else "x",
        spread=_spread(ours, theirs),
    )


def _spread(ours: list[Load], theirs: list[Load]) -> str:
    """Say how far the rounds lay apart: their rate over ours, as the time of one request compares."""
    return spread([load.per_second for load in theirs], [load.per_second for load in ours])


def _p99(what: str, ours: list[Load], theirs: list[Load], bar: float = 1.0) -> Finding:
    mine, other = (statistics.median(load.p99_ms for load in loads) for loads in (ours, theirs))
    return Finding(
        engine="postgresql",
        what=f"{what}, p99",
        ours=f"{mine:.1f} ms",
        against=f"{other:.1f} ms",
        ratio=mine / other,
        bar=bar,
    )


def _memory(server: Server, what: str = "server memory after all that", bar: float = MEMORY_BAR_MB) -> Finding:
    used = server.memory_mb
    return Finding(
        engine="postgresql",
        what=what,
        ours=f"{used:.0f} MB",
        against=f"{bar:.0f} MB",
        ratio=used,
        bar=bar,
        unit="MB",
    )


def _require_same(servers: dict[str, Server], world: World) -> None:
    """Make sure that all three give the same session, and the lists the same number."""
    target = world.targets[0]
    paths = {"ours": "/api/v1/workout-sessions", "peer": "/sessions", "bare": "/sessions"}
    answers = {
        name: _get(server, f"{paths[name]}/{target.session_id}", target.token) for name, server in servers.items()
    }
    snapshots = {name: answer["workoutSnapshot"]["name"] for name, answer in answers.items()}
    if len(set(snapshots.values())) != 1:
        raise AssertionError(f"not the same session: {snapshots}")
    month = _get(servers["ours"], f"{paths['ours']}?from={target.first}&to={target.last}&limit={MONTH}", target.token)
    theirs: Any = _get(servers["peer"], f"/sessions?first={target.first}&last={target.last}", target.token)
    if len(month["items"]) != MONTH or len(theirs) != MONTH:
        raise AssertionError(f"{len(month['items'])} and {len(theirs)} sessions, not {MONTH}")


def _get(server: Server, path: str, token: str) -> Any:  # noqa: ANN401  # any JSON
    answer = httpx.get(f"http://127.0.0.1:{server.port}{path}", headers={"authorization": f"Bearer {token}"})
    if answer.status_code != httpx.codes.OK:
        raise AssertionError(f"{server.name} {path}: {answer.status_code} {answer.text[:300]}")
    return answer.json()


# ------------------------------------------------------------------------------------------ replacement


def _replacements(url: str, servers: dict[str, Server], world: World) -> Iterator[Finding]:
    """Replace 48 by 48 over HTTP in turns with the peer, and with the same statements by hand, athlete by athlete."""
    group, act = world.replaced, world.act
    ours_s: list[float] = []
    peer_s: list[float] = []
    hand_s: list[float] = []
    by_hand = hand(url)
    try:
        with (
            opened(url) as database,
            httpx.Client(base_url=f"http://127.0.0.1:{servers['ours'].port}") as ours,
            httpx.Client(base_url=f"http://127.0.0.1:{servers['peer'].port}") as peer,
        ):
            for place in range(0, len(group.athletes) - 2, 3):
                one, two, three = group.athletes[place : place + 3]
                [job] = jobs(database, group, [three], act)
                deeds: list[tuple[list[float], Callable[[], object]]] = [
                    (ours_s, partial(_replace_ours, ours, one, group.second.id, world)),
                    (peer_s, partial(_replace_peer, peer, two, group.second.id, world)),
                    (hand_s, partial(by_hand.replace, job)),
                ]
                for times, deed in deeds if place % 2 else reversed(deeds):
                    begun = perf_counter()
                    deed()
                    times.append(perf_counter() - begun)
    finally:
        by_hand.close()
    yield compared("postgresql", "replace 48 by 48, against peer", ours_s[WARM:], peer_s[WARM:], 1 / 5)
    yield compared("postgresql", "replace 48 by 48, against the same by hand", ours_s[WARM:], hand_s[WARM:], 3.0)


def _replace_ours(client: httpx.Client, athlete: Athlete, version_id: str, world: World) -> None:
    answer = client.post(
        f"/api/v1/routine-assignments/{athlete.assignment_id}/replacement?userId={athlete.id}",
        json={"routineVersionId": version_id, "startDate": _COMING},
        headers={"authorization": f"Bearer {world.tokens[world.act.actor.id]}"},
    )
    _require_48(answer)


def _replace_peer(client: httpx.Client, athlete: Athlete, version_id: str, world: World) -> None:
    answer = client.post(
        f"/assignments/{athlete.assignment_id}/replace",
        json={"version_id": version_id},
        headers={"authorization": f"Bearer {world.tokens[athlete.id]}"},
    )
    _require_48(answer)


def _require_48(answer: httpx.Response) -> None:
    if not answer.is_success:
        raise AssertionError(f"{answer.request.url}: {answer.status_code} {answer.text[:300]}")
    receipt = answer.json()
    if (len(receipt["removed"]), len(receipt["created"])) != (SESSIONS, SESSIONS):
        raise AssertionError(f"{len(receipt['removed'])} removed, {len(receipt['created'])} created")


# ------------------------------------------------------------------------------------- engines and sizes


def _engines(url: str, targets: str, rounds: int, seed: int) -> Iterator[Finding]:
    """Compare ours on SQLite with ours on PostgreSQL, the same rows in both."""
    with fresh_url("sqlite") as file:
        for each, lines in ((url, targets), (file, f"{targets}-sqlite")):
            _world(each, lines, seed)
            settle_down(each)
        with running(url, "ours") as one, running(file, "ours") as other:
            loads = two(
                {"postgresql": (one["ours"], targets), "sqlite": (other["ours"], f"{targets}-sqlite")},
                "one",
                rounds,
                seed,
            )
    yield versus("sqlite", "session by id, against PostgreSQL", loads["sqlite"], loads["postgresql"], 1.0)


def growth(engine: str, runs: int | None, seed: int) -> Iterator[Finding]:
    """Compare ours over 1,000,000 sessions with ours over 100,000: no figure falls by more than a fifth."""
    if engine == "postgresql":
        yield from _grown("1,000,000 sessions against 100,000", 10, GROWTH, runs or ROUNDS, seed)


def scale(engine: str, runs: int | None, seed: int) -> Iterator[Finding]:
    """Compare ours over 10,000,000 sessions of 223,000 athletes with ours over 100,000; needs 25 GB of disk."""
    if engine == "postgresql":
        yield from _grown("10,000,000 sessions against 100,000", 100, SCALE, runs or ROUNDS, seed)


def _grown(sizes: str, times: int, bar: float, rounds: int, seed: int) -> Iterator[Finding]:
    with (
        tempfile.TemporaryDirectory(prefix="mesocycle-bench-") as place,
        fresh_url("postgresql") as small,
        fresh_url("postgresql") as large,
    ):
        places = {"small": (small, str(Path(place) / "small")), "large": (large, str(Path(place) / "large"))}
        worlds = dict[str, World]()
        for name, (url, targets) in places.items():
            begun = perf_counter()
            worlds[name] = _world(url, targets, seed, times=times if name == "large" else 1)
            settle_down(url)
            print(f"{name}: {_size(url)}, made in {perf_counter() - begun:,.0f} s", flush=True)
        with running(small, "ours") as one, running(large, "ours") as other:
            servers = {"small": (one["ours"], places["small"][1]), "large": (other["ours"], places["large"][1])}
            for deed in ("one", "month", "log", "changes"):
                loads = two(servers, deed, rounds, seed)
                what = f"{_WHAT[deed]}, {sizes}"
                yield versus("postgresql", what, loads["large"], loads["small"], bar)
                yield _p99(what, loads["large"], loads["small"], bar)
            asked = {name: (server, worlds[name]) for name, (server, _) in servers.items()}
            for what, deed_of in (("replace 48 by 48", replacing), ("roster of a day, 2,232 athletes", _roster)):
                took = took_s(asked, deed_of)
                yield compared("postgresql", f"{what}, {sizes}", took["large"], took["small"], bar)
            yield _memory(other["ours"], f"server memory, {sizes}", one["ours"].memory_mb * bar)


def _size(url: str) -> str:
    with psycopg.connect(plain(url)) as server:
        found = server.execute("select count(*), pg_database_size(current_database()) from workout_session").fetchone()
    assert found is not None
    return f"{found[0]:,} sessions, {found[1] / 1e9:.1f} GB"


def replacing(client: httpx.Client, world: World, place: int) -> None:
    """Replace the plan of one of those whose sessions are all still scheduled."""
    _replace_ours(client, world.replaced.athletes[place], world.replaced.second.id, world)


def _roster(client: httpx.Client, world: World, _place: int) -> None:
    token = world.tokens[world.act.actor.id]
    headers = {"authorization": f"Bearer {token}"}
    answer = client.get(f"/api/v1/workout-sessions/roster?day={world.targets[0].first}&limit=50", headers=headers)
    assert answer.is_success, answer.text[:300]
    assert answer.json()["items"], answer.text[:300]


def took_s(
    servers: Mapping[str, tuple[Server, World]], deed: Callable[[httpx.Client, World, int], None]
) -> dict[str, list[float]]:
    """Do a deed for one after the other, in turns; the first few warm up and are left out."""
    took: dict[str, list[float]] = {name: [] for name in servers}
    with ExitStack() as stack:
        clients = {
            name: stack.enter_context(httpx.Client(base_url=f"http://127.0.0.1:{server.port}", timeout=60))
            for name, (server, _) in servers.items()
        }
        for place in range(REPLACEMENTS):
            for name in list(servers) if place % 2 else list(servers)[::-1]:
                begun = perf_counter()
                deed(clients[name], servers[name][1], place)
                took[name].append(perf_counter() - begun)
    return {name: seconds[WARM:] for name, seconds in took.items()}


def two(
    servers: dict[str, tuple[Server, str]], deed: str, rounds: int, seed: int, *, connections: int = CONNECTIONS
) -> dict[str, list[Load]]:
    """Ask two of ours in turns, each for its own targets."""
    loads: dict[str, list[Load]] = {name: [] for name in servers}
    for turn in range(rounds + 1):
        for name, (server, targets) in list(servers.items()) if turn % 2 else list(servers.items())[::-1]:
            load = ask(server, deed, targets, seconds=SECONDS, seed=seed + turn, connections=connections)
            if turn:
                loads[name].append(load)
    return loads


def versus(engine: str, what: str, ours: list[Load], theirs: list[Load], bar: float | None) -> Finding:
    """Compare two rates by their medians, as the time of one request."""
    mine, other = (statistics.median(load.per_second for load in loads) for loads in (ours, theirs))
    return Finding(
        engine=engine,
        what=what,
        ours=f"{mine:,.0f}/s",
        against=f"{other:,.0f}/s",
        ratio=other / mine,
        bar=bar,
        spread=_spread(ours, theirs),
    )
