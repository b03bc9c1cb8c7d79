"""The table of backups and checks that are made while the server runs."""

from sqlalchemy import Column, Index, Table, Text, text

from mesocycle.domain.upkeep import UpkeepKind, UpkeepStatus
from mesocycle.storage.tables.training import Bytes, metadata, one_of

upkeep_run = Table(
    "upkeep_run",
    metadata,
    Column("id", Bytes, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("by", Bytes, nullable=False),
    Column("at", Bytes, nullable=False),
    Column("alive_until", Bytes, nullable=False),
    Column("ended_at", Bytes),
    Column("file", Text),
    Column("verification", Text),
    Column("refusal", Text),
    one_of("kind", UpkeepKind),
    one_of("status", UpkeepStatus),
)
"""Whoever does it moves `alive_until` on; a moment that has passed says that nobody does any more."""
Index(
    "uq_upkeep_run_running",
    upkeep_run.c.status,
    unique=True,
    sqlite_where=text("status = 'running'"),
    postgresql_where=text("status = 'running'"),
)
