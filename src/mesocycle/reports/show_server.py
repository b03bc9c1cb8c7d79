"""Show an admin what the server is and holds, and what goes on at it."""

import time
from collections.abc import Mapping
from typing import NamedTuple

from mesocycle import __version__
from mesocycle.domain.document import Instant
from mesocycle.domain.people.act import Act
from mesocycle.domain.people.user import Role
from mesocycle.domain.permission import require_admin
from mesocycle.domain.upkeep import PeopleCount, ServerJob, ServerState, SettingInForce
from mesocycle.settings import FIELDS, ServerSettings, forms, variable
from mesocycle.settings.sources import DEFAULT
from mesocycle.storage.engine.database import Database
from mesocycle.storage.schema.upgrade import HEAD
from mesocycle.storage.upkeep import state


class AsSet(NamedTuple):
    """What the process that answers knows of itself."""

    address: str
    sign_up: str
    processes: int
    started_at: Instant
    streams: int
    backup_folder: str


def show_server(db: Database, process: AsSet, act: Act) -> ServerState:
    """Show it; to admins alone."""
    require_admin(act.actor)
    begun = time.perf_counter()
    with db.read() as read:
        held = state.held(read, act.now)
    took = time.perf_counter() - begun
    return ServerState(
        version=__version__,
        schema=HEAD,
        engine=db.dialect,
        engine_version=held.engine_version,
        address=process.address,
        sign_up=process.sign_up,
        processes=process.processes,
        started_at=process.started_at,
        streams=process.streams,
        users=held.users,
        people=tuple(PeopleCount(role=role, count=held.roles[role]) for role in Role),
        sign_ins=held.sign_ins,
        database_bytes=held.database_bytes,
        answered_ms=round(took * 1000, 2),
        backup_folder=process.backup_folder,
    )


def show_settings(settings: ServerSettings, origins: Mapping[str, str], act: Act) -> list[SettingInForce]:
    """Show every setting as it holds, secrets hidden; to admins alone. `origins` says of some where they come from."""
    require_admin(act.actor)
    return [
        SettingInForce(
            name=name,
            variable=variable(name),
            value=forms.in_force(settings, name),
            origin=origins.get(name, DEFAULT),
            default=forms.default_of(name),
            meaning=forms.meaning_of(name),
        )
        for name in FIELDS
    ]


def show_jobs(db: Database, act: Act, *, limit: int) -> list[ServerJob]:
    """Show the newest imports, roll-outs, backups and checks of everybody; to admins alone."""
    require_admin(act.actor)
    with db.read() as read:
        return state.jobs(read, act.now, limit=limit)
