"""`mesocycle demo`: the main job told on one screen, in a database of its own."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mesocycle.cli.frame.context import Run, run_of
from mesocycle.domain.refusal import Refusal, RefusalKind

if TYPE_CHECKING:  # the database is slow to load, and help needs none
    from mesocycle.storage.engine.database import Database

FILE = Path("mesocycle-demo.sqlite")
"""Made in the current folder; the user's own database is never touched."""
SEED = 7


class NoPlaceForDemo(Refusal):
    """Where the demo would be made stands something that is no earlier demo."""

    kind = RefusalKind.CONFLICT


def demo(
    ctx: typer.Context,
    seed: Annotated[int, typer.Option("--seed", help="Another seed, another twelve weeks.")] = SEED,
    keep: Annotated[
        bool, typer.Option("--keep", help="Leave an earlier demo as it is, and make a new one beside it.")
    ] = False,
) -> None:
    """Make a demo in mesocycle-demo.sqlite (or an empty --db): five people, twelve weeks, a replaced plan."""
    from mesocycle.cli.demo.view import demo_view
    from mesocycle.demo.demo import make_demo
    from mesocycle.storage.schema import upgrade as schema

    run = run_of(ctx)
    url = place(run, keep=keep)
    with closing(_open(url)) as db:
        run.answers.tell("Making a trainer, four athletes and twelve weeks of training: a few seconds …")
        schema.upgrade(db)
        made = make_demo(db, run.now, seed)
        run.answer(made, lambda shown: demo_view(db, shown, url))


def _open(url: str) -> "Database":
    from mesocycle.storage.engine.database import Database

    return Database.open(url)


def place(run: Run, *, keep: bool) -> str:
    """Give the address of an empty database: the one named by --db, else a new file here.

    An earlier demo gives way to it, unless it is to be kept; nothing else does.
    """
    if run.db_url != run.settings.database_url:
        _require_nobody(run.db_url)
        return run.db_url
    file = FILE
    number = 1
    while keep and file.exists():
        number += 1
        file = FILE.with_stem(f"{FILE.stem}-{number}")
    if file.exists():
        _take_away(file)
    return f"sqlite:///{file}"


def _require_nobody(url: str) -> None:
    """Refuse a database that anybody is in."""
    from mesocycle.storage.people import users
    from mesocycle.storage.schema import upgrade as schema

    with closing(_open(url)) as db:
        if schema.is_empty(db):
            return
        schema.require_current(db)
        with db.read() as read:
            if not users.any_there(read):
                return
    raise NoPlaceForDemo(
        "There are users in the database already, and a demo is made only in an empty one.",
        f"Name an empty database with --db, or none: then it is made in {FILE}.",
    )


def _take_away(file: Path) -> None:
    """Delete an earlier demo; refuses to touch a file that is anything else, or that somebody has joined."""
    from mesocycle.demo.cast import everybody
    from mesocycle.storage.people import users
    from mesocycle.storage.schema import upgrade as schema

    theirs: set[str] = set()
    with closing(_open(f"sqlite:///{file}")) as db:
        try:
            if schema.is_current(db):
                with db.read() as read:
                    theirs = {user.email for user in users.all_users(read)}
        except Refusal:  # no database at all
            theirs = set()
    if theirs != everybody():
        raise NoPlaceForDemo(
            f"{file.absolute()} is there already and is no demo as it was made.",
            "Move it away, make the demo in another folder, or beside it with --keep.",
        )
    for ending in ("", "-wal", "-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)
