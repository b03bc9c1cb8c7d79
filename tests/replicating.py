"""Two PostgreSQL servers, one following the other by streaming replication; either may be killed and made anew."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests import servers

DATABASE = "training"
_WITHIN_S = 60.0
_SETTINGS = {
    "listen_addresses": "",
    "max_connections": "60",
    "shared_buffers": "32MB",
    "wal_level": "replica",
    "max_wal_senders": "8",
    "hot_standby": "on",
    "fsync": "off",  # processes are killed here, not machines
    "synchronous_commit": "on",
    "wal_receiver_timeout": "2s",
    "jit": "off",
    "timezone": "UTC",
}


class Node:
    """One server in a folder of its own, reached by the socket in it."""

    def __init__(self, binaries: Path, place: Path) -> None:
        """Be nothing yet."""
        self._binaries = binaries
        self.place = place
        self._user = servers.server_user()
        self._process: subprocess.Popen[bytes] | None = None
        if self._user is not None:
            os.chown(place, self._user.pw_uid, self._user.pw_gid)

    @property
    def url(self) -> str:
        """The address of the training database here."""
        return f"postgresql+psycopg://postgres@/{DATABASE}?host={self.place}"

    def begin(self) -> None:
        """Come to be, as a server that follows nobody."""
        servers.initialise(self._binaries, self.place, self._user)
        self._start()
        with self.ask("postgres") as connection:
            connection.execute(f"create database {DATABASE}")

    def follow(self, leader: "Node") -> None:
        """Come to be, as a copy that follows another."""
        shutil.rmtree(self.place / "data", ignore_errors=True)
        copy = ["pg_basebackup", "-D", "data", "-h", str(leader.place), "-U", "postgres", "-R", "-X", "stream"]
        self._run([*copy, "--checkpoint=fast", "--no-sync"])
        self._start()
        until(lambda: leader.followers("streaming") == 1)

    def be_followed_safely(self) -> None:
        """Say that something is stored only after the follower has it."""
        with self.ask("postgres") as connection:
            connection.execute("alter system set synchronous_standby_names = '*'")
            connection.execute("select pg_reload_conf()")
        until(lambda: self.followers("sync") == 1)

    def followers(self, state: str) -> int:
        """Count those that follow, in a state."""
        asked = "select count(*) from pg_stat_replication where %s in (state, sync_state)"
        with self.ask("postgres") as connection:
            row = connection.execute(asked, [state]).fetchone()
        return int(row[0]) if row else 0

    def hear_no_more(self) -> None:
        """Stop receiving what the leader writes, as when the network between the two is broken."""
        with self.ask("postgres") as connection:
            connection.execute("alter system set primary_conninfo = ''")
            connection.execute("select pg_reload_conf()")
            until(lambda: connection.execute("select 1 from pg_stat_wal_receiver").fetchone() is None)

    def lead(self) -> None:
        """Take the leader's place."""
        with self.ask("postgres") as connection:
            connection.execute("select pg_promote(true, 30)")

    def kill(self) -> None:
        """End at once, with all that belongs to it: as when the machine is gone."""
        if self._process is not None and self._process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        for left in self.place.glob(".s.PGSQL*"):
            left.unlink()

    def ask(self, database: str = DATABASE) -> psycopg.Connection:
        """Connect to this server and no other."""
        return psycopg.connect(f"postgresql://postgres@/{database}?host={self.place}", autocommit=True)

    def _start(self) -> None:
        command = [str(self._binaries / "postgres"), "-D", str(self.place / "data"), "-k", str(self.place)]
        for name, value in _SETTINGS.items():
            command += ["-c", f"{name}={value}"]
        with (self.place / "log").open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True, **self._as_user())
        until(self._answers)

    def _answers(self) -> bool:
        try:
            self.ask("postgres").close()
        except psycopg.OperationalError:
            return False
        return True

    def _run(self, command: list[str]) -> None:
        program = str(self._binaries / command[0])
        done = subprocess.run(
            [program, *command[1:]], cwd=self.place, capture_output=True, text=True, check=False, **self._as_user()
        )
        if done.returncode:
            raise servers.ServerFailedError(f"{program} failed", done.stderr)

    def _as_user(self) -> dict[str, Any]:
        if self._user is None:
            return {}
        return {"user": self._user.pw_uid, "group": self._user.pw_gid, "extra_groups": []}


def until(holds: Callable[[], bool]) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + _WITHIN_S
    while not holds():
        if time.monotonic() > deadline:
            raise AssertionError("it did not come about in time")
        time.sleep(0.02)


@contextmanager
def two_nodes() -> Iterator[tuple[Node, Node]]:
    """Give two servers to be, in folders that go afterwards; skip where this machine has no PostgreSQL of its own."""
    binaries = servers.machine_binaries()
    if binaries is None or not (binaries / "pg_basebackup").exists():
        pytest.skip("This machine has no PostgreSQL of its own whose replication could be tried.")
    places = [Path(tempfile.mkdtemp(prefix="mesocycle-node-", dir="/tmp")) for _ in range(2)]
    nodes = Node(binaries, places[0]), Node(binaries, places[1])
    try:
        yield nodes
    finally:
        for node in nodes:
            node.kill()
            shutil.rmtree(node.place, ignore_errors=True)


def either(one: Node, other: Node) -> str:
    """Give the address that names both: whoever writes is taken."""
    return f"postgresql://postgres@/{DATABASE}?host={one.place}&host={other.place}"
