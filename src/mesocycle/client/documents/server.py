"""The documents of the server and its care."""

from mesocycle.domain.archive.verification import Finding, FindingCode, Verification
from mesocycle.domain.upkeep import (
    BackupFile,
    JobKind,
    NewUpkeepRun,
    PeopleCount,
    ServerJob,
    ServerState,
    SettingInForce,
    UpkeepKind,
    UpkeepRun,
    UpkeepStatus,
)

__all__ = [
    "BackupFile",
    "Finding",
    "FindingCode",
    "JobKind",
    "NewUpkeepRun",
    "PeopleCount",
    "ServerJob",
    "ServerState",
    "SettingInForce",
    "UpkeepKind",
    "UpkeepRun",
    "UpkeepStatus",
    "Verification",
]
