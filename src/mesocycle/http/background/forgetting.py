"""What a server forgets by itself: answers kept for requests sent again, and what came of each item of imports."""

import logging
import threading
from datetime import UTC, datetime
from functools import partial

from mesocycle.domain.instant import instant, shifted
from mesocycle.http.background.tried import tried
from mesocycle.storage.engine.database import Database
from mesocycle.storage.imports import runs as import_runs
from mesocycle.storage.sync import request_keys

KEPT_HOURS = 24
KEPT_DAYS = 30
"""For so long the items of an import can be looked at."""
_EVERY_S = 3600.0

_log = logging.getLogger("mesocycle.forgetting")


class Forgetting:
    """A thread that forgets once an hour what was kept long enough."""

    def __init__(self, db: Database) -> None:
        """Begin an hour from now, so that a server that starts has other things to do."""
        self._db = db
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="forgetting", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop."""
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping.wait(_EVERY_S):
            for forget in (forget_old_answers, forget_old_imports):
                tried(partial(forget, self._db), _log, "what was kept long enough was not forgotten")


def forget_old_answers(db: Database) -> int:
    """Forget answers that were kept longer than a day; give how many."""
    return request_keys.forget(db, shifted(instant(datetime.now(UTC)), seconds=-KEPT_HOURS * 3600))


def forget_old_imports(db: Database) -> None:
    """Forget what came of the items of imports that were sent longer than 30 days ago; what they did stays."""
    import_runs.forget(db, shifted(instant(datetime.now(UTC)), days=-KEPT_DAYS))
