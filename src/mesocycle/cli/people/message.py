"""`mesocycle message`: what trainer and athlete write to each other about a session, a set or a receipt."""

from typing import TYPE_CHECKING, Annotated

import typer

from mesocycle.cli.frame import completing, options
from mesocycle.cli.frame.answers import table
from mesocycle.cli.frame.context import Run, run_of
from mesocycle.cli.frame.moments import moment_words
from mesocycle.cli.frame.naming import session_id
from mesocycle.cli.frame.nouns import noun
from mesocycle.cli.frame.refusals import CommandNotUnderstood

if TYPE_CHECKING:  # shown to people only
    from collections.abc import Sequence

    from rich.console import RenderableType

    from mesocycle.domain.conversation import SentMessage
    from mesocycle.domain.people.user import User

app = noun()

OnSession = Annotated[
    str | None,
    typer.Option(
        "--session",
        metavar="SESSION",
        help="On this session: its id, or the last characters of it.",
        autocompletion=completing.sessions,
    ),
]
OnReceipt = Annotated[str | None, typer.Option("--receipt", metavar="RECEIPT", help="On this receipt.")]


@app.command()
def send(
    ctx: typer.Context,
    *,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What you write; the other side reads it.")],
    session: OnSession = None,
    set_id: Annotated[
        str | None, typer.Option("--set", metavar="ID", help="About this set or step of the session.")
    ] = None,
    receipt: OnReceipt = None,
    user: options.User = None,
) -> None:
    """Write on a session, on a set of it, or on a receipt; who answers has read what stood there."""
    from mesocycle.actions.conversation.send_message import send_message
    from mesocycle.domain.conversation import NewMessage

    run = run_of(ctx)
    athlete = run.user(user)
    on = None if session is None else session_id(run, athlete, session)
    new = NewMessage(text=text, session_id=on, set_id=set_id, receipt_id=receipt)
    run.answer(send_message(run.db, athlete.id, new, run.act), lambda sent: _table(run, [sent], athlete))


@app.command("list")
def list_messages(
    ctx: typer.Context, *, session: OnSession = None, receipt: OnReceipt = None, user: options.User = None
) -> None:
    """List what was written on a session or a receipt; with neither, what others wrote and you have not read."""
    from mesocycle.domain.permission import Deed
    from mesocycle.storage.assignments import receipts
    from mesocycle.storage.conversation import messages
    from mesocycle.storage.people import coachings
    from mesocycle.storage.sessions import sessions

    run = run_of(ctx)
    athlete = run.user(user)
    on = None if session is None else session_id(run, athlete, session)
    with run.read() as read:
        scope = coachings.permit(read, run.actor, athlete.id, Deed.SEE)
        if on is not None:
            sessions.get(read, athlete.id, on, scope)
        if receipt is not None:
            receipts.get(read, athlete.id, receipt, scope)
        if on is None and receipt is None:
            found = messages.unread(read, athlete.id, run.acting.id, scope)
        else:
            found = messages.about(read, athlete.id, session_id=on, receipt_id=receipt)
    run.answer(found, lambda shown: _table(run, shown, athlete))


@app.command("read")
def mark_as_read(
    ctx: typer.Context, *, session: OnSession = None, receipt: OnReceipt = None, user: options.User = None
) -> None:
    """Note that you have read all that was said and written on a session, or what a receipt did; list it."""
    from mesocycle.actions.conversation.read_conversation import read_conversation
    from mesocycle.storage.conversation import messages

    run = run_of(ctx)
    athlete = run.user(user)
    on = None if session is None else session_id(run, athlete, session)
    if on is None and receipt is None:
        raise CommandNotUnderstood("It is not said what you have read.", "Say --session or --receipt.")
    read_conversation(run.db, athlete.id, run.act, session_id=on, receipt_id=receipt)
    with run.read() as read:
        found = messages.about(read, athlete.id, session_id=on, receipt_id=receipt)
    run.answer(found, lambda shown: _table(run, shown, athlete))


def _table(run: Run, shown: "Sequence[SentMessage]", athlete: "User") -> "RenderableType":
    from mesocycle.storage.people import users

    with run.read() as read:
        people = users.several(read, sorted({each.by for each in shown}))
    rows = [
        (
            moment_words(each.at, athlete),
            people[each.by].name if each.by in people else "(erased)",
            each.text,
            each.session_id or "",
            each.set_id or "",
            each.receipt_id or "",
        )
        for each in shown
    ]
    return table(("at", "by", "text", "session", "set", "receipt"), rows, none="Nothing is written there.")
