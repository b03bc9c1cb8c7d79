"""A primary killed under load, its standby promoted, twenty times: the server goes on, no acknowledged work is lost."""

import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from mesocycle.client.connection import Connection
from mesocycle.storage.schema.upgrade import upgrade
from tests.prove.fuzz import people
from tests.prove.restarts import Intents, require_kept, work
from tests.prove.run import NotProvenError, Run
from tests.replicating import Node, either, two_nodes, until
from tests.server.served import serving

ROUNDS = 20
BACK_WITHIN_S = 10.0
_CLIENTS = 4
_UNLIMITED = 10_000_000


def prove(run: Run) -> None:
    """Do both: with synchronous replication nothing is lost, with asynchronous what is lost is said."""
    prove_kept(run.times(ROUNDS))
    prove_said()


def prove_kept(rounds: int) -> list[float]:
    """Let a standby take the primary's place so many times; gives after how many seconds changes were stored again."""
    with two_nodes() as nodes, tempfile.TemporaryDirectory(prefix="mesocycle-failover-") as place:
        leader, follower = nodes
        leader.begin()
        upgrade(leader.url)
        token = people(leader.url)
        intents = Intents()
        waits = []
        url = either(leader, follower)
        with serving(url, Path(place), log_level="error", requests_per_minute=_UNLIMITED) as server:
            clients = [
                threading.Thread(target=work, args=(server.address, token, number, intents))
                for number in range(_CLIENTS)
            ]
            for client in clients:
                client.start()
            for _ in range(rounds):
                follower.follow(leader)
                leader.be_followed_safely()
                _more(intents, 20)
                leader.kill()
                follower.lead()
                waits.append(_timed(intents))
                leader, follower = follower, leader
            intents.over.set()
            for client in clients:
                client.join()
        if intents.failures:
            raise NotProvenError(f"a client met {intents.failures[0]!r}")
        require_kept("postgresql, failed over", leader.url, intents, rounds)
    print(
        f"stored again {max(waits):.2f} s after the promotion at most, {sorted(waits)[len(waits) // 2]:.2f} s as a rule"
    )
    if max(waits) > BACK_WITHIN_S:
        raise NotProvenError(f"once it took {max(waits):.1f} s until changes were stored again")
    return waits


def _more(intents: Intents, count: int) -> None:
    """Wait until so many more are acknowledged."""
    before = len(intents.acknowledged)
    until(lambda: len(intents.acknowledged) >= before + count or bool(intents.failures))


def _timed(intents: Intents) -> float:
    begun = time.monotonic()
    _more(intents, 1)
    return time.monotonic() - begun


def prove_said() -> None:
    """Lose acknowledged work by asynchronous replication: whoever asks hears of it, and sends it again."""
    with two_nodes() as (leader, follower), tempfile.TemporaryDirectory(prefix="mesocycle-failover-") as place:
        leader.begin()
        upgrade(leader.url)
        token = people(leader.url)
        follower.follow(leader)
        with serving(either(leader, follower), Path(place), log_level="error") as server:
            phone = Connection(server.address, token=token, tries=30, timeout_s=10)
            try:
                _prove_said(leader, follower, phone)
            finally:
                phone.close()


def _prove_said(leader: Node, follower: Node, phone: Connection) -> None:
    follower.hear_no_more()
    kept = {"kind": "bodyweight", "value": 81, "unit": "kg", "validFrom": "2026-01-05", "source": "entered"}
    lost = phone.change("POST", "/reference-values", dict[str, Any], kept, key="kept-by-the-phone")
    before = phone.get("/changes", dict[str, Any])
    leader.kill()
    follower.lead()
    after = phone.get("/changes", dict[str, Any], {"since": before["seq"], "epoch": before["epoch"]})
    if after["epoch"] == before["epoch"] or not after.get("fromStart"):
        raise NotProvenError("acknowledged work was lost, and nobody was told")
    if lost["_id"] in str(after["changes"]):
        raise NotProvenError("nothing was lost, so nothing was proven")
    phone.change("POST", "/reference-values", dict[str, Any], kept, key="kept-by-the-phone")
    print("what asynchronous replication lost was said by another epoch, and sent again")
