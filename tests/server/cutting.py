"""What stands between a browser and the server, and cuts connections when a test says so."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit


class Cutting:
    """A plain proxy on a port of its own."""

    def __init__(self, address: str) -> None:
        place = urlsplit(address)
        assert place.hostname is not None
        assert place.port is not None
        self._to = (place.hostname, place.port)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._open: set[socket.socket] = set()
        self._lets_in = True
        self.address = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self._threads: list[threading.Thread] = []
        self._begin(self._accept)

    def cut(self, *, for_good: bool = False) -> None:
        """Cut every connection that is open; for good: those to come too, until `let_in`."""
        self._lets_in = not for_good
        for each in list(self._open):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def let_in(self) -> None:
        """Take connections again."""
        self._lets_in = True

    def close(self) -> None:
        """Stop."""
        self._lets_in = False
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._threads[0].join()
        self._listening.close()
        self.cut(for_good=True)
        for each in self._threads:
            each.join()

    def _begin(self, work: Callable[..., None], *given: socket.socket) -> None:
        thread = threading.Thread(target=work, args=given, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                if not self._lets_in:
                    near.close()
                    continue
                far = socket.create_connection(self._to)
                self._open |= {near, far}
                for source, sink in ((near, far), (far, near)):
                    self._begin(self._pass_on, source, sink)

    def _pass_on(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while piece := source.recv(65_536):
                sink.sendall(piece)
        for each in (source, sink):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        self._open.discard(source)
        source.close()


@contextmanager
def cutting(address: str) -> Iterator[Cutting]:
    """Stand before a server."""
    proxy = Cutting(address)
    try:
        yield proxy
    finally:
        proxy.close()
