"""All open streams of a process: one thread looks for all of them, and none of them holds a thread."""

import asyncio
import logging
import threading
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial

from mesocycle.domain.document import Id
from mesocycle.domain.instant import instant
from mesocycle.http.background.tried import tried
from mesocycle.http.live.looking import Looking, Saying
from mesocycle.http.live.stream import Stream, Watching
from mesocycle.http.refusals import TooManyStreams
from mesocycle.storage.engine.database import Database

_log = logging.getLogger("mesocycle.live")

LOOKS_EVERY_S = 0.5
_EVERYBODY_EVERY_S = 10.0
_BEATS_EVERY_S = 15.0
"""What stands between cuts connections that are silent, the strictest of the usual ones after 30 seconds."""
MOST = 3_000
MOST_OF_ONE = 100


class Streams:
    """Opened on the loop of the server, written to from it; a thread of its own looks while there are any."""

    def __init__(
        self,
        db: Database,
        *,
        looks_every_s: float = LOOKS_EVERY_S,
        everybody_every_s: float = _EVERYBODY_EVERY_S,
        beats_every_s: float = _BEATS_EVERY_S,
        most: int = MOST,
        most_of_one: int = MOST_OF_ONE,
    ) -> None:
        """Begin with none open, and look at nothing."""
        self._db = db
        self._looks_every_s = looks_every_s
        self._everybody_every_s = everybody_every_s
        self._beats_every_s = beats_every_s
        self._most = most
        self._most_of_one = most_of_one
        self._guard = threading.Lock()
        self._streams: dict[Stream, asyncio.TimerHandle] = {}
        self._of: Counter[Id] = Counter()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._beating: asyncio.TimerHandle | None = None
        self._wake = threading.Event()
        self._stopping = False
        self._thread: threading.Thread | None = None

    @property
    def count(self) -> int:
        """How many are open."""
        return len(self._streams)

    def require_room(self, reader: Id) -> None:
        """Refuse where there are too many already; requests that end need connections too."""
        with self._guard:
            of_one, every = self._of[reader], len(self._streams)
        if of_one >= self._most_of_one or every >= self._most:
            told = f"{of_one} of yours" if of_one >= self._most_of_one else f"{every} on this server"
            raise TooManyStreams(
                f"As many streams as there may be are open already: {told}.",
                "Close one that nobody looks at, or ask for `/changes` from time to time.",
                facts={"retryAfterSeconds": 30},
            )

    def open(self, watching: Watching) -> Stream:
        """Open one, on the running loop; it is closed by whoever reads it."""
        loop = asyncio.get_running_loop()
        stream = Stream(watching, self._close)
        with self._guard:
            self._loop = loop
            self._streams[stream] = loop.call_later(watching.seconds, stream.be_over)
            self._of[watching.reader] += 1
            if self._stopping:
                stream.end()
            elif self._thread is None:
                self._thread = threading.Thread(target=self._run, name="live", daemon=True)
                self._thread.start()
        if self._beating is None:
            self._beating = loop.call_later(self._beats_every_s, self._beat)
        self._wake.set()  # it waits for its first word
        return stream

    def close(self) -> None:
        """End all, and look no more."""
        with self._guard:
            self._stopping = True
            thread, loop, streams = self._thread, self._loop, list(self._streams)
        self._wake.set()
        if thread is not None:
            thread.join()
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(_deliver, [Saying(each, ends=True) for each in streams])

    def _close(self, stream: Stream) -> None:
        with self._guard:
            timer = self._streams.pop(stream, None)
            if timer is not None:
                timer.cancel()
                self._of -= Counter((stream.watching.reader,))
            if not self._streams and self._beating is not None:
                self._beating.cancel()
                self._beating = None

    def _beat(self) -> None:
        for stream in list(self._streams):
            stream.beat()
        self._beating = asyncio.get_running_loop().call_later(self._beats_every_s, self._beat)

    def _run(self) -> None:
        """Look until none is open: then the thread ends, and the next one that is opened begins another."""
        looking, last = Looking(), time.monotonic()
        while True:
            self._wake.clear()
            with self._guard:
                streams = list(self._streams)
                if not streams or self._stopping:
                    self._thread = None
                    return
            at_everybody = time.monotonic() >= last + self._everybody_every_s
            last = time.monotonic() if at_everybody else last
            look = partial(self._look, looking, streams, at_everybody=at_everybody)
            tried(look, _log, "open streams were told nothing")  # the next look finds what this one did not
            time.sleep(self._looks_every_s / 5)  # those that are opened at once are looked for together
            self._wake.wait(self._looks_every_s * 4 / 5)

    def _look(self, looking: Looking, streams: Sequence[Stream], *, at_everybody: bool) -> None:
        with self._db.read_now() as look:
            said = looking.look(look, streams, instant(datetime.now(UTC)), at_everybody=at_everybody)
        if said and self._loop is not None:
            with suppress(RuntimeError):  # the loop is closed: nobody reads any more
                self._loop.call_soon_threadsafe(_deliver, said)


def _deliver(said: Sequence[Saying]) -> None:
    for each in said:
        if each.about is not None:
            each.stream.say(each.about, each.words)
        elif each.words:
            each.stream.start(each.words)
        if each.ends:
            each.stream.end()
