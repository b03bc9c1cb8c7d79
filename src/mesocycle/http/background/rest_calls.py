"""The end of a rest, told to browsers whose page is closed: what was asked for survives a restart of the server."""

import logging
import threading
from datetime import UTC, datetime
from functools import partial

from mesocycle.domain.document import Instant
from mesocycle.domain.instant import instant, moment, shifted
from mesocycle.domain.log.editing import last_performed_at
from mesocycle.domain.session.session import SessionStatus
from mesocycle.domain.session.stored_log import find_log
from mesocycle.http.background.tried import tried
from mesocycle.http.push import PushService
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import devices
from mesocycle.storage.people.devices import DueCall
from mesocycle.storage.sessions import sessions

_log = logging.getLogger("mesocycle.rest_calls")

_LOOK_EVERY_S = 15.0
"""For calls that another server took and did not live to make."""
_TRY_AGAIN_S = 5
_PAUSE_S = 5.0
_MOST_TRIES = 4
_TOO_LATE_S = 300
"""So long after its end a rest is no news."""


class RestCaller:
    """A thread that sleeps until the next rest is over."""

    def __init__(self, db: Database, push: PushService) -> None:
        """Begin to look."""
        self._db = db
        self._push = push
        self._wake = threading.Event()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="rest-calls", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Look anew when the next one is due: one was added."""
        self._wake.set()

    def close(self) -> None:
        """Let the call in flight end."""
        self._stopping = True
        self._wake.set()
        self._thread.join()
        self._push.close()

    def _run(self) -> None:
        while not self._stopping:
            if not tried(self._call_next, _log, "no end of a rest was told") and not self._stopping:
                self._wake.wait(_PAUSE_S)  # what is due stays due

    def _call_next(self) -> None:
        self._wake.clear()  # before the look: whoever wakes it after this is not slept through
        self._wake.wait(self._sleep_s())
        for call in self._due():
            tried(partial(self._call, call), _log, "the end of a rest was not told")  # the others are told all the same

    def _sleep_s(self) -> float:
        due = self._next_due()
        if self._stopping:
            return 0.0
        if due is None:
            return _LOOK_EVERY_S
        return min(_LOOK_EVERY_S, max(0.0, (moment(due) - datetime.now(UTC)).total_seconds()))

    def _next_due(self) -> Instant | None:
        with self._db.read_now() as look:
            return devices.next_due(look)

    def _due(self) -> list[DueCall]:
        if self._stopping:
            return []
        now = instant(datetime.now(UTC))
        due = self._next_due()
        return devices.take_due(self._db, now) if due is not None and due <= now else []

    def _call(self, call: DueCall) -> None:
        now = instant(datetime.now(UTC))
        if call.tries > _MOST_TRIES or call.ends_at < shifted(now, seconds=-_TOO_LATE_S) or not self._rests(call):
            devices.settle(self._db, call)
            return
        taken = self._push.send(call.device, message_of(call), int(moment(now).timestamp()))
        if taken is None:
            devices.settle(self._db, call, again_at=shifted(now, seconds=_TRY_AGAIN_S))
        else:
            devices.settle(self._db, call, device_gone=not taken)

    def _rests(self, call: DueCall) -> bool:
        """Tell whether the athlete still rests: the session goes on, and no set was logged since, from wherever."""
        with self._db.read() as read:
            session = sessions.find(read, call.user_id, call.session_id)
        if session is None or session.status is not SessionStatus.IN_PROGRESS:
            return False
        last = last_performed_at(find_log(session))
        return last is None or last <= call.begun_at


def message_of(call: DueCall) -> dict[str, object]:
    """Say it in the declarative form, which Safari shows without a service worker; ours reads the same."""
    page = f"/sessions/{call.session_id}/player"
    return {
        "web_push": 8030,
        "notification": {"title": call.title or "Mesocycle", "body": call.text, "navigate": page, "tag": "rest"},
    }
