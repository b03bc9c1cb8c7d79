"""Whether the server can do its work: for whoever starts, watches and replaces it."""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor

from mesocycle.api.frame import problems
from mesocycle.domain.document import encode
from mesocycle.domain.refusal import DatabaseBusy, Refusal
from mesocycle.http.answers import Answer
from mesocycle.http.refusals import ServerStopping, fit_for_strangers
from mesocycle.server.siblings import Siblings
from mesocycle.storage.engine.database import Database
from mesocycle.storage.schema import upgrade as schema

ANSWERS_WITHIN_S = 2.0

_log = logging.getLogger("mesocycle.health")


class Health:
    """Looks at the database when asked, one look at a time, however many ask."""

    def __init__(self, db: Database, siblings: Siblings | None = None) -> None:
        """Look at this database; `stopping` is set by whoever stops the server."""
        self._siblings = siblings
        self._db = db
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="health")
        self._look: asyncio.Future[Refusal | None] | None = None
        self.stopping = False

    @staticmethod
    def live() -> Answer:
        """Answer that the process answers."""
        return _well("live")

    async def ready(self, *, to_anybody: bool = False) -> Answer:
        """Answer whether requests would be served: the database answers in time and stands at our schema.

        What the engine itself says is told on this machine and in the log only.
        """
        no = await self._reason()
        if no is None:
            return _well("ready", {} if self._siblings is None else await self._processes(self._siblings))
        return problems.answer_of(fit_for_strangers(no) if to_anybody else no)

    @staticmethod
    async def _processes(siblings: Siblings) -> dict[str, int]:
        """Say how many of the server's processes answer: one that died is being replaced."""
        return {"processes": siblings.count, "answering": 1 + len(await siblings.others())}

    def close(self) -> None:
        """Look no more; a look that hangs is left behind."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def _reason(self) -> Refusal | None:
        if self.stopping:
            return ServerStopping("The server is being stopped.", "Ask another one, or this one when it is back.")
        if self._look is None or self._look.done():
            self._look = asyncio.get_running_loop().run_in_executor(self._thread, _reason, self._db)
        try:
            return await asyncio.wait_for(asyncio.shield(self._look), ANSWERS_WITHIN_S)
        except TimeoutError:
            return DatabaseBusy(
                f"The database did not answer within {ANSWERS_WITHIN_S:g} seconds.",
                "Look whether it runs and what keeps it busy.",
            )


def _reason(db: Database) -> Refusal | None:
    try:
        schema.require_current(db)
    except Refusal as no:
        _log.warning("not ready: %s", no.sentence)
        return no
    return None


def _well(status: str, more: dict[str, int] | None = None) -> Answer:
    return Answer(200, {"content-type": "application/json"}, encode({"status": status, **(more or {})}))
