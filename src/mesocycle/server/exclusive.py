"""What a server must have for itself: its port, and on SQLite the database's file."""

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mesocycle.domain.refusal import DatabaseNotUsable, Refusal, RefusalKind
from mesocycle.storage.engine.database import Database


class AddressNotFree(Refusal):
    """The server can't listen where it should: another program does, or the address is not this machine's."""

    kind = RefusalKind.CONFLICT


class ServerRunning(Refusal):
    """Another server works on the same SQLite file."""

    kind = RefusalKind.CONFLICT


def listening_address(host: str, port: int) -> str:
    """Give the numeric address to listen on, or refuse: two servers of our kind would else share the port silently."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen(1)
    except OSError as error:
        raise AddressNotFree(
            f"The server can't listen on {host}, port {port} ({error.strerror or error}).",
            "Name another with --port or --host, or stop what listens there.",
        ) from error
    return str(address[0])


@contextmanager
def only_server(db: Database) -> Iterator[None]:
    """Hold the lock that only one server has on a SQLite file; the system lets go of it however the server ends."""
    file = db.engine.url.database if db.dialect == "sqlite" else None
    if file is None:
        yield
        return
    named = Path(file).resolve()  # by a link it is the same file
    if named.exists() and named.stat().st_nlink > 1:
        raise DatabaseNotUsable(
            f"{file} has a second name (a hard link), and what is written under one is lost under the other.",
            "Remove the other name; a symbolic link may stand in its place.",
        )
    try:
        lock = os.open(Path(f"{named}-server"), os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise DatabaseNotUsable(
            f"Beside {file} nothing can be written ({error.strerror}).", "Make the folder writable for this user."
        ) from error
    try:
        _hold(lock, file)
        yield
    finally:
        os.close(lock)


def _hold(lock: int, file: str) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        who = os.read(lock, 20).decode("ascii", "replace").strip()
        raise ServerRunning(
            f"A server{f' (process {who})' if who else ''} works on {file} already.",
            "Stop it first, name another database, or take PostgreSQL: there several may run.",
        ) from None
    os.ftruncate(lock, 0)
    os.pwrite(lock, f"{os.getpid()}\n".encode(), 0)
