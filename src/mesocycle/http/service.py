"""What all routes share while the server runs."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from mesocycle.domain.instant import instant
from mesocycle.http import push
from mesocycle.http.background.forgetting import Forgetting
from mesocycle.http.background.imports import ImportRunner
from mesocycle.http.background.rest_calls import RestCaller
from mesocycle.http.background.roll_outs import RollOutRunner
from mesocycle.http.background.upkeep import UpkeepRunner
from mesocycle.http.callers import KnownCallers
from mesocycle.http.limits import Limits
from mesocycle.http.live.streams import Streams
from mesocycle.http.push import PushService
from mesocycle.http.threads import Threads
from mesocycle.settings import ServerSettings
from mesocycle.storage.engine.database import Database


class Service:
    """What all routes share while the server runs."""

    def __init__(
        self,
        settings: ServerSettings,
        db: Database,
        limits: Limits | None = None,
        origins: Mapping[str, str] | None = None,
    ) -> None:
        """Hold the database and as many threads as it has connections for; `limits` may be others' too.

        `origins` says of the settings where each comes from.
        """
        self.settings = settings
        self.origins = origins or {}
        self.started_at = instant(datetime.now(UTC))
        self.db = db
        self.limits = limits or Limits(settings.requests_per_minute)
        self.callers = KnownCallers()
        self.threads = Threads(settings.threads, "face")
        self.roll_outs = RollOutRunner(db)
        self.imports = ImportRunner(db)
        self.upkeep = UpkeepRunner(db, Path(settings.backup_folder))
        self.rest_calls = RestCaller(db, PushService(db, settings.address)) if push.is_there() else None
        self.streams = Streams(db)
        self._forgetting = Forgetting(db)

    def close(self) -> None:
        """Let what is in flight end, and give the threads back."""
        self.streams.close()
        self._forgetting.close()
        if self.rest_calls is not None:
            self.rest_calls.close()
        self.roll_outs.close()
        self.imports.close()
        self.upkeep.close()
        self.threads.close()
