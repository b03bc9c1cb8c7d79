"""The server itself, for admins: what it is and holds, how it is set, backups, checks."""

from collections.abc import Iterator

from mesocycle.client.connection import Connection
from mesocycle.domain.document import Id
from mesocycle.domain.upkeep import (
    BackupFile,
    NewUpkeepRun,
    ServerJob,
    ServerState,
    SettingInForce,
    UpkeepKind,
    UpkeepRun,
)


class ServerCare:
    """What an admin sees and does of the server; anybody else is refused."""

    def __init__(self, connection: Connection) -> None:
        """Be about whoever calls."""
        self._at = connection

    def state(self) -> ServerState:
        """Give versions, people by role, and how fast the database answers."""
        return self._at.get("/server", ServerState)

    def settings(self) -> list[SettingInForce]:
        """Give every setting as it holds, with where that comes from."""
        return self._at.whole("/server/settings", SettingInForce)

    def jobs(self, *, limit: int = 50) -> list[ServerJob]:
        """Give the newest imports, roll-outs, backups and checks of everybody."""
        return self._at.whole("/server/jobs", ServerJob, {"limit": limit})

    def backups(self) -> list[BackupFile]:
        """Give the backups in the server's folder, newest first."""
        return self._at.whole("/server/backups", BackupFile)

    def upkeep(self) -> Iterator[UpkeepRun]:
        """Give backups and checks that were asked for, newest first."""
        return self._at.pages("/server/upkeep", UpkeepRun)

    def upkeep_run(self, upkeep_run_id: Id) -> UpkeepRun:
        """Give how far one is."""
        return self._at.get(f"/server/upkeep/{upkeep_run_id}", UpkeepRun)

    def back_up(self) -> UpkeepRun:
        """Begin a backup; it goes on behind the answer."""
        return self._begin(NewUpkeepRun(kind=UpkeepKind.BACKUP))

    def check_backup(self, file: str) -> UpkeepRun:
        """Begin to read a backup through."""
        return self._begin(NewUpkeepRun(kind=UpkeepKind.CHECK_BACKUP, file=file))

    def verify(self) -> UpkeepRun:
        """Begin to check the whole database."""
        return self._begin(NewUpkeepRun(kind=UpkeepKind.VERIFY))

    def _begin(self, new: NewUpkeepRun) -> UpkeepRun:
        return self._at.once("/server/upkeep", UpkeepRun, new)
