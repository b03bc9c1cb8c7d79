"""Two thousand requests of rubbish against the running server: each a clear no, the server alive, its memory steady."""

import json
import random
import socket
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import httpx

from mesocycle.domain.instant import is_zone
from tests.prove.fuzz import people
from tests.prove.run import NotProvenError, Run, ready_database
from tests.server.served import Served, serving

REQUESTS = 2_000
MAY_GROW_MB = 25
"""What buffers and the allocator may keep after the first tenth of the rubbish."""
_DEPTH = 100_000


class Rubbish(NamedTuple):
    """One request that no server should take."""

    kind: str
    method: str
    path: str
    body: bytes
    content_type: str = "application/json"


def prove(run: Run) -> None:
    """Throw rubbish at a server on each engine, and see it live on."""
    for engine in run.engines:
        with ready_database(engine) as url, tempfile.TemporaryDirectory(prefix="mesocycle-garbage-") as place:
            token = people(url)
            with serving(url, Path(place), requests_per_minute=10_000_000, log_level="error") as server:
                throw(engine, server, token, run.times(REQUESTS), random.Random(run.seed))


def throw(engine: str, server: Served, token: str, count: int, rng: random.Random) -> None:
    """Throw so many pieces of rubbish; raise at the first that is not refused clearly."""
    kinds: dict[str, int] = {}
    steady_from = max(count // 10, 1)
    first_mb = 0.0
    headers = {"authorization": f"Bearer {token}"}
    with httpx.Client(base_url=server.address, headers=headers, timeout=30) as client:
        for number, rubbish in enumerate(_rubbish(count, rng)):
            _require_refused(client, rubbish)
            kinds[rubbish.kind] = kinds.get(rubbish.kind, 0) + 1
            if number == steady_from:
                first_mb = server.memory_mb()
        for _ in range(max(count // 20, 5)):
            _throw_bytes(server.address, rng)
        _require_alive(client)
    grown_mb = server.memory_mb() - first_mb
    counted = ", ".join(f"{kind} {times}" for kind, times in sorted(kinds.items()))
    print(f"{engine}: {count} requests refused ({counted}); memory {first_mb:.0f} MB, then {grown_mb:+.0f} MB")
    if grown_mb > MAY_GROW_MB:
        raise NotProvenError(f"{engine}: the server's memory grew by {grown_mb:.0f} MB")


def _require_refused(client: httpx.Client, rubbish: Rubbish) -> None:
    answer = client.request(
        rubbish.method, rubbish.path, content=rubbish.body, headers={"content-type": rubbish.content_type}
    )
    said = answer.headers.get("content-type", "")
    clear = said.startswith("application/problem+json") and {"code", "detail", "remedy"} <= answer.json().keys()
    if not 400 <= answer.status_code < 500 or not clear:
        raise NotProvenError(
            f"{rubbish.kind}: {rubbish.method} {rubbish.path} {rubbish.body[:120]!r} "
            f"was answered {answer.status_code} {said} {answer.text[:300]}"
        )


def _require_alive(client: httpx.Client) -> None:
    answer = client.get("/api/v1/workout-sessions?limit=1")
    if answer.status_code != httpx.codes.OK:
        raise NotProvenError(f"after the rubbish the server answers {answer.status_code} {answer.text[:300]}")


def _throw_bytes(address: str, rng: random.Random) -> None:
    """Send what is not even HTTP; whatever comes back, or nothing, is fine as long as the server lives."""
    place = urlsplit(address)
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=5) as raw:
        try:
            raw.sendall(rng.randbytes(rng.randrange(1, 4096)))
            raw.shutdown(socket.SHUT_WR)
            raw.recv(4096)
        except OSError:
            return  # it hung up: a clear enough no


_PATHS = (
    ("POST", "/api/v1/routines"),
    ("POST", "/api/v1/routine-assignments"),
    ("POST", "/api/v1/workout-sessions"),
    ("POST", "/api/v1/sync"),
    ("POST", "/api/v1/reference-values"),
)


def _rubbish(count: int, rng: random.Random) -> Iterator[Rubbish]:
    for _ in range(count):
        kind, make = rng.choice(_KINDS)
        method, path = rng.choice(_PATHS)
        found = make(rng)
        if isinstance(found, Rubbish):
            yield found._replace(kind=kind)
        else:
            yield Rubbish(kind, method, path, found)


def _random_bytes(rng: random.Random) -> bytes:
    return rng.randbytes(rng.randrange(1, 20_000))


def _deep(rng: random.Random) -> bytes:
    opening, closing = rng.choice([(b"[", b"]"), (b'{"a":', b"}")])
    depth = rng.choice([1_000, 10_000, _DEPTH])
    return opening * depth + (b"1" + closing * depth if rng.random() < 0.5 else b"")


def _huge_number(rng: random.Random) -> bytes:
    number = rng.choice([b"9" * 400, b"1e999", b"-1e999", b"9007199254740993", b"0." + b"1" * 5_000, b"NaN"])
    return b'{"operations":[{"seenSeq":' + number + b"}]}"


def _wrong_encoding(rng: random.Random) -> bytes:
    text = '{"name": "Größe ☃ 𝄞"}'
    encodings = ("latin-1", "utf-16", "utf-32", "utf-8-sig", "cp1252")
    return text.encode(rng.choice(encodings), errors="replace") + rng.choice([b"", b"\xff", b"\xed\xa0\x80", b"\0"])


def _text_for_number(rng: random.Random) -> bytes:
    operation = {"_id": "a1", "seenSeq": "7", "sessionId": "s1", "kind": "start", "at": "2026-01-05T09:00:00.000Z"}
    value = {"kind": "bodyweight", "value": "7", "unit": "kg", "validFrom": "2026-01-05", "source": "entered"}
    return json.dumps(rng.choice([{"operations": [{**operation, "body": {}}]}, value])).encode()


def _half(rng: random.Random) -> bytes:
    whole = json.dumps({"name": "Squats", "duration": 4, "workouts": [{"name": "A", "sections": []}]}).encode()
    return whole[: rng.randrange(1, len(whole) - 1)]


def _odd_query(rng: random.Random) -> Rubbish:
    said = rng.choice(
        ["limit=7x", "limit=0", "limit=501", "limit=1e3", "from=2026-02-30", "after=%00", "after=~~", "x=1"]
    )
    return Rubbish("", "GET", f"/api/v1/workout-sessions?{said}", b"")


def _odd_path(rng: random.Random) -> Rubbish:
    odd = rng.choice(["%00", "..%2f..%2fetc", "a" * 65, "%ff%fe", "%F0%9F%8F%8B", "'%20or%201=1--", "nothing-of-ours"])
    return Rubbish("", "GET", f"/api/v1/workout-sessions/{odd}", b"")


def _odd_type(rng: random.Random) -> Rubbish:
    kind = rng.choice(["text/plain", "application/xml", "multipart/form-data; boundary=x", "image/png", "a/b/c", ""])
    return Rubbish("", "POST", "/api/v1/routines", b'{"name": "Squats"}', kind)


def _odd_zone(rng: random.Random) -> Rubbish:
    zone = rng.choice(["Mars/Olympus", "../etc/passwd", "", "\u202e", "Europe/Berlin\0"])
    assert not is_zone(zone)
    return Rubbish("", "PATCH", "/api/v1/users/me", json.dumps({"timeZone": zone}).encode())


_KINDS: tuple[tuple[str, Callable[[random.Random], bytes | Rubbish]], ...] = (
    ("random bytes", _random_bytes),
    ("deep nesting", _deep),
    ("huge numbers", _huge_number),
    ("wrong encodings", _wrong_encoding),
    ('"7" where 7 is meant', _text_for_number),
    ("half documents", _half),
    ("odd queries", _odd_query),
    ("odd paths", _odd_path),
    ("odd media types", _odd_type),
    ("odd zones", _odd_zone),
)
