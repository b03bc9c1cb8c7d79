"""`mesocycle token`: what programs show instead of a password."""

from typing import TYPE_CHECKING, Annotated

import typer

from mesocycle.cli.frame.answers import card, table
from mesocycle.cli.frame.context import run_of
from mesocycle.cli.frame.nouns import noun
from mesocycle.domain.people.caller import ApiToken, IssuedToken, NewToken, TokenScope

if TYPE_CHECKING:  # shown to people only
    from rich.console import RenderableType

app = noun()


@app.command()
def create(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is for, like watch or spreadsheet.")],
    *,
    scope: Annotated[TokenScope, typer.Option("--scope", help="Only look, or also change.")] = TokenScope.READ,
    days: Annotated[int | None, typer.Option("--days", help="How long it is good; default: until revoked.")] = None,
    secret_only: Annotated[
        bool, typer.Option("--secret-only", help="Print the secret and nothing else, for a variable.")
    ] = False,
) -> None:
    """Create a token of yours and show its secret, this once."""
    from mesocycle.actions.people.issue_token import issue_token

    run = run_of(ctx)
    issued = issue_token(run.db, NewToken(name=name, scope=scope, days=days), run.act)
    run.answer(issued, _secret if secret_only else _issued)


@app.command("list")
def list_tokens(ctx: typer.Context) -> None:
    """List your tokens, newest first, those that are over too."""
    from mesocycle.storage.people import api_tokens

    run = run_of(ctx)
    with run.read() as read:
        listed = api_tokens.of_user(read, run.acting.id)
    run.answer(listed, _table)


@app.command()
def revoke(
    ctx: typer.Context, token_id: Annotated[str, typer.Argument(metavar="ID", help="The token's _id, as in the list.")]
) -> None:
    """Revoke a token of yours: from now on it opens nothing."""
    from mesocycle.actions.people.revoke_token import revoke_token

    run = run_of(ctx)
    run.answer(revoke_token(run.db, token_id, run.act), lambda done: card(_pairs(done)))


def _secret(issued: IssuedToken) -> "RenderableType":
    return issued.secret


def _issued(issued: IssuedToken) -> "RenderableType":
    return card([("secret", issued.secret), *_pairs(issued.token)])


def _pairs(token: ApiToken) -> list[tuple[str, object]]:
    return [
        ("_id", token.id),
        ("name", token.name),
        ("scope", token.scope),
        ("good until", token.expires_at or "you revoke it"),
        ("revoked", token.revoked_at),
    ]


def _table(listed: list[ApiToken]) -> "RenderableType":
    rows = [
        (each.name, each.scope, each.created_at[:10], each.expires_at, each.last_used_at, each.revoked_at, each.id)
        for each in listed
    ]
    header = ("name", "scope", "created", "good until", "last used", "revoked", "_id")
    return table(header, rows, none="You have no tokens. Create one: mesocycle token create NAME")
