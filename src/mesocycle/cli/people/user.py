"""`mesocycle user`: people and their settings."""

from typing import TYPE_CHECKING, Annotated

import typer
from msgspec import UNSET

from mesocycle.cli.frame import completing
from mesocycle.cli.frame.answers import card, table
from mesocycle.cli.frame.context import Run, run_of
from mesocycle.cli.frame.machine_zone import machine_zone
from mesocycle.cli.frame.nouns import noun
from mesocycle.cli.frame.options import Yes
from mesocycle.cli.frame.refusals import CommandNotUnderstood
from mesocycle.domain.document import Number
from mesocycle.domain.people.user import LoadStep, NewUser, Role, Settings, Units, User, WeekStart

if TYPE_CHECKING:  # shown to people only
    from rich.console import RenderableType

    from mesocycle.domain.people.act import Act
    from mesocycle.domain.people.password import IssuedResetLink

app = noun()

Email = Annotated[
    str, typer.Argument(metavar="EMAIL", help="The user's e-mail address.", autocompletion=completing.users)
]
Roles = Annotated[list[Role] | None, typer.Option("--role", help="What the user is; may be given several times.")]
LoadStepSize = Annotated[
    float | None, typer.Option("--load-step", help="What loads are rounded to, in the user's unit, like 2.5.")
]
DefaultTime = Annotated[
    str | None,
    typer.Option("--default-time", metavar="HH:MM", help="When sessions are, unless a plan says."),
]
WeekBegins = Annotated[
    WeekStart | None, typer.Option("--week-start", help="On which day weeks begin in reports and calendars.")
]
Locale = Annotated[str | None, typer.Option("--locale", metavar="TAG", help="Language, like en or de-AT.")]


@app.command()
def add(
    ctx: typer.Context,
    *,
    email: Annotated[str, typer.Option("--email", help="The address the user is known by.")],
    name: Annotated[str, typer.Option("--name", help="What others call the user.")],
    time_zone: Annotated[
        str | None,
        typer.Option("--time-zone", metavar="ZONE", help="IANA zone, like Europe/Berlin; default: this machine's."),
    ] = None,
    role: Roles = None,
    units: Annotated[Units, typer.Option("--units", help="What the user reads and types.")] = Units.METRIC,
    load_step: LoadStepSize = None,
    default_time: DefaultTime = None,
    locale: Locale = None,
    week_start: WeekBegins = None,
) -> None:
    """Add a user; the first one becomes admin too. Without --role it is an athlete."""
    from mesocycle.actions.people.add_user import add_user

    run = run_of(ctx)
    act, user_id = _adding(run)
    new = NewUser(
        id=user_id,
        email=email,
        name=name,
        roles=tuple(role or [Role.ATHLETE]),
        time_zone=time_zone or machine_zone(),
        units=units,
        load_step=None if load_step is None else LoadStep(default=_plain(load_step)),
        default_time=default_time,
        locale=locale,
        week_start=week_start,
    )
    run.answer(add_user(run.db, new, act), user_card)


@app.command("list")
def list_users(ctx: typer.Context) -> None:
    """List everybody (as admin), or yourself and those you train with."""
    from mesocycle.storage.people import users

    run = run_of(ctx)
    with run.read() as read:
        everybody = Role.ADMIN in run.actor.roles
        listed = users.all_users(read) if everybody else users.visible_to(read, run.acting.id)
    run.answer(listed, _user_table)


@app.command("set")
def set_settings(
    ctx: typer.Context,
    *,
    email: Annotated[
        str | None,
        typer.Argument(metavar="[EMAIL]", help="Whose settings; default: who acts.", autocompletion=completing.users),
    ] = None,
    new_email: Annotated[str | None, typer.Option("--email", metavar="EMAIL", help="A new address.")] = None,
    name: Annotated[str | None, typer.Option("--name", help="A new name.")] = None,
    role: Roles = None,
    time_zone: Annotated[
        str | None, typer.Option("--time-zone", metavar="ZONE", help="IANA zone; what was done keeps its day.")
    ] = None,
    units: Annotated[Units | None, typer.Option("--units", help="What the user reads and types.")] = None,
    load_step: LoadStepSize = None,
    default_time: DefaultTime = None,
    locale: Locale = None,
    week_start: WeekBegins = None,
) -> None:
    """Change settings; what is not named stays. Roles are for an admin to give."""
    from mesocycle.actions.people.change_settings import change_settings

    run = run_of(ctx)
    step = None if load_step is None else LoadStep(default=_plain(load_step))
    settings = Settings(
        email=UNSET if new_email is None else new_email,
        name=UNSET if name is None else name,
        roles=tuple(role) if role else UNSET,
        time_zone=UNSET if time_zone is None else time_zone,
        units=UNSET if units is None else units,
        load_step=UNSET if step is None else step,
        default_time=UNSET if default_time is None else default_time,
        locale=UNSET if locale is None else locale,
        week_start=UNSET if week_start is None else week_start,
    )
    if settings == Settings():
        raise CommandNotUnderstood("There is nothing to set.", "Name what changes, like --units imperial.")
    user = run.user(email)
    run.answer(change_settings(run.db, user.id, settings, run.act), user_card)


@app.command()
def erase(ctx: typer.Context, email: Email, yes: Yes = False) -> None:
    """Erase a user with all their training, for good; plans that others follow stay, archived."""
    from mesocycle.actions.people.erase_account import erase_account

    run = run_of(ctx)
    user = run.user(email)
    run.require_yes(f"Erase {user.name} <{user.email}> and all their training, for good?", yes=yes)
    run.answer(erase_account(run.db, user.id, run.act), lambda gone: f"Erased: {gone.name} <{gone.email}>.")


@app.command("set-password")
def set_password(
    ctx: typer.Context,
    email: Email,
    from_stdin: Annotated[bool, typer.Option("--stdin", help="Read it from standard input, one line.")] = False,
) -> None:
    """Set a password without the old one, typed twice and not shown; signs the user out everywhere."""
    from mesocycle.actions.people.set_password import set_password as set_it
    from mesocycle.cli.frame.typed_password import typed_password

    run = run_of(ctx)
    user = run.user(email)
    password = typed_password(from_stdin=from_stdin)
    run.answer(set_it(run.db, user.id, password, run.act), lambda done: f"{done.email} has a new password.")


@app.command("reset-link")
def reset_link(ctx: typer.Context, email: Email) -> None:
    """Make, as admin, the secret by which a user chooses a new password; good once, for a day."""
    from mesocycle.actions.people.make_reset_link import make_reset_link

    run = run_of(ctx)
    run.answer(make_reset_link(run.db, run.user(email).id, run.act), _reset_card)


def _reset_card(issued: "IssuedResetLink") -> "RenderableType":
    return card([("secret", issued.secret), ("good until", issued.reset_link.expires_at)])


def _adding(run: Run) -> "tuple[Act, str | None]":
    """Give who adds: the acting user, or in an empty database the first user themselves, with their new id."""
    from mesocycle.domain.people.act import Act, Actor
    from mesocycle.storage.engine.database import new_id
    from mesocycle.storage.people import users

    with run.read() as read:
        if users.any_there(read):
            return run.act, None
    first = new_id(run.now)
    return Act(actor=Actor(first, frozenset({Role.ADMIN})), now=run.now), first


def user_card(user: User) -> "RenderableType":
    """Show one user."""
    return card(
        [
            ("_id", user.id),
            ("e-mail", user.email),
            ("name", user.name),
            ("roles", user.roles),
            ("zone", user.time_zone),
            ("units", user.units),
            ("load step", user.load_step and user.load_step.default),
            ("default time", user.default_time),
            ("locale", user.locale),
            ("week begins", user.week_start),
        ]
    )


def _user_table(listed: list[User]) -> "RenderableType":
    rows = [(user.email, user.name, user.roles, user.time_zone, user.units, user.id) for user in listed]
    return table(("e-mail", "name", "roles", "zone", "units", "_id"), rows, none="There are no users yet.")


def _plain(number: float) -> Number:
    """Write 5.0 as 5, the way it was typed."""
    return int(number) if number.is_integer() else number
