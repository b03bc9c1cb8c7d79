"""`mesocycle serve`: the API and the pages, for many users at once."""

import sys
from contextlib import closing
from typing import Annotated

import msgspec
import typer

from mesocycle.cli.frame.context import run_of


def serve(
    ctx: typer.Context,
    host: Annotated[
        str | None, typer.Option("--host", metavar="ADDRESS", help="Where to listen; default: as the settings say.")
    ] = None,
    port: Annotated[
        int | None, typer.Option("--port", min=1, max=65535, help="At which port; default: as the settings say.")
    ] = None,
    processes: Annotated[
        int | None,
        typer.Option("--processes", min=1, max=64, help="How many serve at it, on PostgreSQL; default: one."),
    ] = None,
) -> None:
    """Serve until Ctrl-C or SIGTERM; requests in flight then still get their answers."""
    run = run_of(ctx)
    wished = {"host": host, "port": port, "processes": processes, "database_url": run.db_url}
    settings = msgspec.structs.replace(run.settings, **{name: each for name, each in wished.items() if each})
    said = {name: f"--{'db' if name == 'database_url' else name}" for name, each in wished.items() if each}
    same = {name for name in said if getattr(settings, name) == getattr(run.settings, name)}
    origins = {**run.loaded.origins, **{name: option for name, option in said.items() if name not in same}}
    run.db.close()  # it is set up and current; the server opens it with a connection for each of its threads

    from mesocycle.server.app import create_app
    from mesocycle.server.processes import Post, require_server, serve_together
    from mesocycle.server.running import serve as serve_until_stopped
    from mesocycle.server.running import serve_at_post
    from mesocycle.server.shared_limits import SharedLimits
    from mesocycle.storage.engine.database import Database
    from mesocycle.storage.engine.poolers import require_known_pooler

    def opened() -> Database:
        return Database.open(settings.database_url, connections=settings.threads, pooler=settings.pooler)

    def ready() -> None:
        run.answers.give({"address": settings.address}, lambda told: f"Serving at {told['address']} - Ctrl-C stops it.")
        sys.stdout.flush()  # whoever started the server may be waiting for this line

    with closing(opened()) as db:
        require_server(db.dialect, settings.processes)
        require_known_pooler(db)
        if settings.processes == 1:
            raise typer.Exit(
                serve_until_stopped(settings, db, ready=ready, make=lambda s, d: create_app(s, d, origins=origins))
            )
    limits = SharedLimits(settings.requests_per_minute)

    def serve_one(post: Post) -> int:
        with closing(opened()) as db:
            return serve_at_post(settings, db, post, make=lambda s, d: create_app(s, d, limits, origins))

    raise typer.Exit(serve_together(settings, serve_one, ready=ready))
