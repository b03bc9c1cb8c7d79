"""`mesocycle serve --processes 2`: one port, one address of health and figures, and nobody notices a death."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from mesocycle.actions.assignments.roll_out import begin_roll_out
from mesocycle.storage.assignments import roll_outs
from mesocycle.storage.engine.database import Database
from tests.api.assignments.rolling import on, team
from tests.api.conftest import a_secret
from tests.arrange import a_user, an_act
from tests.server.served import Served, a_free_port, refused, serving
from tests.server.test_running import open_streams, until_line

SOON_S = 30.0


@pytest.fixture
def engine_name() -> str:
    """Choose the server: a file is served by one process."""
    return "postgresql"


@pytest.fixture
def server(ready_url: str, tmp_path: Path) -> Iterator[Served]:
    with serving(ready_url, tmp_path, processes=2, threads=2, requests_per_minute=300) as served:
        yield served


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SOON_S
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def children(server: Served) -> set[int]:
    """Give the processes that serve; the one that was started only watches."""
    told = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text(encoding="ascii")
    return {int(each) for each in told.split()}


def answering(server: Served) -> int:
    """Ask how many processes answer."""
    try:
        told = httpx.get(f"{server.address}/health/ready").json()
    except httpx.HTTPError:  # the one that was asked died of it
        return 0
    assert told["processes"] == 2
    count: int = told["answering"]
    return count


def figure(server: Served, name: str, route: str) -> float:
    """Add up what was counted for a route, whichever process is asked."""
    told = httpx.get(f"{server.address}/metrics").text
    samples = (sample for family in text_string_to_metric_families(told) for sample in family.samples)
    return sum(each.value for each in samples if each.name == name and each.labels.get("route") == route)


def test_figures_of_all_processes_are_added_up_whichever_is_asked(server: Served) -> None:
    assert answering(server) == 2
    for _ in range(40):  # each by a connection of its own, so that both get some
        assert httpx.get(f"{server.address}/health/live").status_code == 200

    counted = {figure(server, "mesocycle_http_requests_total", "/health/live") for _ in range(10)}

    assert counted == {40.0}


def test_a_process_that_died_is_replaced_and_the_port_answers_on(server: Served) -> None:
    until(lambda: answering(server) == 2)
    before = children(server)
    (victim, *_) = before

    os.kill(victim, signal.SIGKILL)

    until(lambda: len(children(server) - {victim}) == 2)
    until(lambda: answering(server) == 2)
    assert len(children(server) & before) == 1
    assert "is replaced" in server.log


def test_limits_hold_over_all_processes_together(db: Database, server: Served) -> None:
    shown = {"authorization": f"Bearer {a_secret(db, a_user(db, 'ann').id)}"}

    left = [
        int(httpx.get(f"{server.address}/api/v1/users/me", headers=shown).headers["ratelimit-remaining"])
        for _ in range(30)
    ]

    begun = left.index(299)  # a minute may end while they run
    assert left[begun + 1 :] == list(range(298, 298 - len(left[begun + 1 :]), -1)) or 299 in left[begun + 1 :]


def test_stopped_all_end_and_nothing_is_left(server: Served) -> None:
    processes = children(server)

    assert server.stop() == 0

    assert not [each for each in processes if Path(f"/proc/{each}").exists()]


def test_when_the_one_that_watches_is_killed_the_others_end_by_themselves(server: Served) -> None:
    processes = children(server)

    server.process.kill()

    until(lambda: not [each for each in processes if Path(f"/proc/{each}").exists()])


def test_a_roll_out_goes_on_in_another_process_when_its_own_dies(db: Database, server: Served) -> None:
    names = [f"athlete-{number}" for number in range(6)]
    trainer = team(db, *names)
    begun = begin_roll_out(db, "v2", an_act(trainer))
    shown = {"authorization": f"Bearer {a_secret(db, trainer.id)}"}
    httpx.post(f"{server.address}/api/v1/roll-outs/{begun}/resume", headers=shown).raise_for_status()

    for process in children(server):
        os.kill(process, signal.SIGKILL)  # both, whichever serves it

    def all_served() -> bool:
        with db.read() as read:
            return roll_outs.progress_of(read, begun, trainer.id).waiting == 0

    deadline = time.monotonic() + 90
    while not all_served():
        assert time.monotonic() < deadline
        time.sleep(0.2)
    assert len(on(db, "v2", *names)) == 6


def test_streams_at_whichever_process_hear_what_another_did(db: Database, server: Served) -> None:
    ann = a_user(db)
    shown = {"authorization": f"Bearer {a_secret(db, ann.id)}"}
    with open_streams(server, shown, 16) as streams:
        for each in streams:
            until_line(each, "event: start")

        told = {"name": "Ann of Berlin"}
        httpx.patch(f"{server.address}/api/v1/users/me", json=told, headers=shown).raise_for_status()

        for each in streams:
            until_line(each, "event: change")


def test_several_processes_on_a_file_are_refused_with_the_reason(tmp_path: Path, migrated_sqlite: Path) -> None:
    told = refused(f"sqlite:///{migrated_sqlite}", processes=2)

    assert told.returncode != 0
    assert "one process" in told.stderr + told.stdout
    assert "PostgreSQL" in told.stderr + told.stdout


def test_told_to_stop_while_it_begins_its_processes_it_begins_no_more_of_them() -> None:
    script = f"""
import os, signal, sys
from mesocycle.server.processes import serve_together
from mesocycle.settings import ServerSettings

def serve(post):
    while True:
        signal.pause()

forked = []
fork = os.fork
def fork_and_be_told_once():
    process = fork()
    if process:
        forked.append(process)
        if len(forked) == 1:
            os.kill(os.getpid(), signal.SIGTERM)
    return process
os.fork = fork_and_be_told_once
code = serve_together(ServerSettings(processes=4, port={a_free_port()}), serve, ready=lambda: print("ready"))
print(code, len(forked))
"""

    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=SOON_S, check=True)

    assert ran.stdout.split() == [str(int(signal.SIGTERM)), "1"]
