"""A way to PostgreSQL that breaks at a chosen word: before the server hears it, or before it is heard."""

import contextlib
import socket
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy.engine import make_url

_AT_ONCE = 65_536


class Cutter:
    """Passes bytes on between clients and the server at a unix socket, until it is told to cut."""

    def __init__(self, url: str, place: Path) -> None:
        """Listen in a folder for what goes to a database."""
        address = make_url(url)
        host = str(address.query["host"])
        self._server = f"{host}/.s.PGSQL.5432"
        self.url = address.update_query_dict({"host": str(place)}).render_as_string(hide_password=False)
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(place / ".s.PGSQL.5432"))
        self._listening.listen()
        self._before: bytes | None = None
        self._after: bytes | None = None
        threading.Thread(target=self._accept, daemon=True).start()

    def cut_before(self, word: bytes) -> None:
        """Break the next connection that sends a word; the server does not hear it."""
        self._before = word

    def cut_after(self, word: bytes) -> None:
        """Break the next connection that sends a word when the server has answered; the client does not hear that."""
        self._after = word

    def __enter__(self) -> Self:
        """Work until left."""
        return self

    def __exit__(self, _kind: type[BaseException] | None, _e: BaseException | None, _t: TracebackType | None) -> None:
        """Take no more connections."""
        self._listening.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                server = socket.socket(socket.AF_UNIX)
                server.connect(self._server)
                deaf = threading.Event()
                threading.Thread(target=self._pass_on, args=(client, server, deaf), daemon=True).start()
                threading.Thread(target=self._answer, args=(client, server, deaf), daemon=True).start()

    def _pass_on(self, client: socket.socket, server: socket.socket, deaf: threading.Event) -> None:
        with contextlib.suppress(OSError):
            while sent := client.recv(_AT_ONCE):
                if self._before is not None and self._before in sent:
                    self._before = None
                    break
                if self._after is not None and self._after in sent:
                    self._after = None
                    deaf.set()
                server.sendall(sent)
        if not deaf.is_set():
            _end(client, server)

    def _answer(self, client: socket.socket, server: socket.socket, deaf: threading.Event) -> None:
        with contextlib.suppress(OSError):
            while sent := server.recv(_AT_ONCE):
                if deaf.is_set():  # the server has done it, and nobody hears
                    break
                client.sendall(sent)
        _end(client, server)


def _end(*those: socket.socket) -> None:
    for each in those:
        with contextlib.suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)
        each.close()
