"""`mesocycle try`: the demo served, and the browser opened on it, signed in."""

import os
import socket
import sys
import threading
import webbrowser
from contextlib import closing
from enum import StrEnum
from typing import Annotated

import msgspec
import typer

from mesocycle.cli.demo.demo import SEED, place
from mesocycle.cli.frame.context import run_of


class As(StrEnum):
    """As whom."""

    ATHLETE = "athlete"
    TRAINER = "trainer"


def try_demo(
    ctx: typer.Context,
    who: Annotated[As, typer.Argument(metavar="[athlete|trainer]", help="As whom the browser opens.")] = As.ATHLETE,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Whether to open the browser; the links are shown anyway.")
    ] = True,
) -> None:
    """Make the demo, serve it on this machine and open the browser, signed in by a link that is good once."""
    from mesocycle.demo.demo import make_demo
    from mesocycle.server.app import create_app
    from mesocycle.server.one_time_links import OneTimeLinks
    from mesocycle.server.running import serve
    from mesocycle.storage.engine.database import Database
    from mesocycle.storage.schema import upgrade as schema

    run = run_of(ctx)
    url = place(run, keep=False)
    settings = msgspec.structs.replace(
        run.settings,
        database_url=url,
        host="127.0.0.1",
        port=_free(run.settings.port),
        public_url=None,
        secure_cookies=False,
        log_level="warning",
    )
    with closing(Database.open(url, connections=settings.threads)) as db:
        run.answers.tell("Making a trainer, four athletes and twelve weeks of training: a few seconds …")
        schema.upgrade(db)
        made = make_demo(db, run.now, SEED)
        links = OneTimeLinks(settings, db)
        anna = next(user for user in made.athletes if user.id == made.replacement.user_id)
        people = {As.ATHLETE: anna, As.TRAINER: made.trainer}
        names = {each.value: user.name for each, user in people.items()}
        told = {each.value: settings.address + links.link(user) for each, user in people.items()}

        def ready() -> None:
            run.answers.give({"address": settings.address, **told}, lambda _: _words(told, names, settings.address))
            sys.stdout.flush()
            if browser and _has_screen():
                threading.Thread(target=webbrowser.open, args=(told[who.value],), daemon=True).start()

        code = serve(settings, db, ready=ready, make=lambda given, on: links.before(create_app(given, on)))
    raise typer.Exit(code)


def _words(told: dict[str, str], names: dict[str, str], address: str) -> str:
    width = max(map(len, names.values()))
    links = [f"  {names[who]:{width}}  {who:7}  {link}" for who, link in told.items()]
    return "\n".join(
        [f"Serving at {address} - Ctrl-C stops it.", "", *links, "", "Each of these signs one browser in, once."]
    )


def _free(wish: int) -> int:
    """Give the port that is wished for, or another where something listens on it."""
    for port in (wish, 0):
        try:
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(("127.0.0.1", port))
                found: int = probe.getsockname()[1]
                return found
        except OSError:
            continue
    return wish


def _has_screen() -> bool:
    """Tell whether a browser can show anything: on a machine without one it would take the terminal."""
    return sys.platform in {"darwin", "win32"} or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
