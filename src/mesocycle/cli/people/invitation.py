"""`mesocycle invitation`: who may sign up."""

from typing import TYPE_CHECKING, Annotated

import typer

from mesocycle.cli.frame.answers import card, table
from mesocycle.cli.frame.context import run_of
from mesocycle.cli.frame.nouns import noun
from mesocycle.domain.people.invitation import USUAL_DAYS, Invitation, IssuedInvitation, NewInvitation
from mesocycle.domain.people.user import Role

if TYPE_CHECKING:  # shown to people only
    from rich.console import RenderableType

app = noun()


@app.command()
def create(
    ctx: typer.Context,
    email: Annotated[
        str | None, typer.Argument(metavar="[EMAIL]", help="For this address only; default: whoever has the code.")
    ] = None,
    *,
    role: Annotated[list[Role] | None, typer.Option("--role", help="What they will be; may be given twice.")] = None,
    days: Annotated[int, typer.Option("--days", help="How long it is good.")] = USUAL_DAYS,
) -> None:
    """Invite somebody and show the code, this once; without --role as an athlete."""
    from mesocycle.actions.people.invite_user import invite_user

    run = run_of(ctx)
    new = NewInvitation(email=email, roles=tuple(role or [Role.ATHLETE]), days=days)
    run.answer(invite_user(run.db, new, run.act), _issued)


@app.command("list")
def list_invitations(ctx: typer.Context) -> None:
    """List everybody's invitations (as admin), or your own, newest first, used ones too."""
    from mesocycle.storage.people import invitations

    run = run_of(ctx)
    with run.read() as read:
        made_by = None if Role.ADMIN in run.actor.roles else run.acting.id
        listed = invitations.listed(read, made_by=made_by)
    run.answer(listed, _table)


@app.command()
def withdraw(
    ctx: typer.Context,
    invitation_id: Annotated[str, typer.Argument(metavar="ID", help="The invitation's _id, as in the list.")],
) -> None:
    """Withdraw an invitation of yours that nobody has used."""
    from mesocycle.actions.people.withdraw_invitation import withdraw_invitation

    run = run_of(ctx)
    gone = withdraw_invitation(run.db, invitation_id, run.act)
    run.answer(gone, lambda done: f"Withdrawn: the invitation {done.id}.")


def _issued(issued: IssuedInvitation) -> "RenderableType":
    made = issued.invitation
    return card(
        [
            ("code", issued.secret),
            ("_id", made.id),
            ("for", made.email or "whoever has the code"),
            ("roles", made.roles),
            ("good until", made.expires_at),
        ]
    )


def _table(listed: list[Invitation]) -> "RenderableType":
    rows = [(each.email, each.roles, each.created_at[:10], each.expires_at, each.used_at, each.id) for each in listed]
    header = ("for", "roles", "created", "good until", "used", "_id")
    return table(header, rows, none="There are no invitations. Make one: mesocycle invitation create EMAIL")
