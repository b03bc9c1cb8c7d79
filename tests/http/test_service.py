"""What all routes share while the server runs."""

import asyncio
import time

from mesocycle.http.service import Service
from mesocycle.settings import ServerSettings
from mesocycle.storage.engine.database import Database


def test_a_service_that_is_closed_has_let_what_was_in_flight_end(db: Database) -> None:
    service = Service(ServerSettings(threads=2), db)
    ended: list[str] = []

    def work() -> None:
        time.sleep(0.05)
        ended.append("work")

    async def close_amid_the_work() -> None:
        flying = asyncio.create_task(service.threads.run(work, by="ann"))
        await asyncio.sleep(0)  # it is handed over
        await asyncio.to_thread(service.close)
        assert ended == ["work"]
        await flying

    asyncio.run(close_amid_the_work())
