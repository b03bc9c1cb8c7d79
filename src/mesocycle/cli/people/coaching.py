"""`mesocycle coaching`: the link between trainer and athlete."""

from typing import TYPE_CHECKING, Annotated

import typer
from msgspec.structs import replace

from mesocycle.cli.frame import completing, options
from mesocycle.cli.frame.answers import card, table
from mesocycle.cli.frame.context import Run, run_of
from mesocycle.cli.frame.moments import day_words
from mesocycle.cli.frame.nouns import noun
from mesocycle.domain.people.roster import Roster
from mesocycle.domain.people.user import Coaching, Sees

if TYPE_CHECKING:  # shown to people only
    from collections.abc import Callable

    from rich.console import RenderableType

app = noun()

Trainer = Annotated[
    str, typer.Argument(metavar="EMAIL", help="The trainer's e-mail address.", autocompletion=completing.users)
]


@app.command()
def invite(
    ctx: typer.Context,
    email: Annotated[
        str, typer.Argument(metavar="EMAIL", help="The athlete's e-mail address.", autocompletion=completing.users)
    ],
) -> None:
    """Invite an athlete, as a trainer; you see nothing until they accept."""
    from mesocycle.actions.people.invite_athlete import invite_athlete

    run = run_of(ctx)
    run.answer(invite_athlete(run.db, run.user(email).id, run.act), _card(run))


@app.command()
def accept(ctx: typer.Context, email: Trainer) -> None:
    """Accept a trainer's invitation, as the athlete."""
    from mesocycle.actions.people.accept_coaching import accept_coaching

    run = run_of(ctx)
    run.answer(accept_coaching(run.db, run.user(email).id, run.act), _card(run))


@app.command("set")
def set_coaching(
    ctx: typer.Context,
    *,
    email: Trainer,
    sees: Annotated[Sees | None, typer.Option("--sees", help="All training, or what the trainer assigned.")] = None,
    may_log: Annotated[
        bool | None, typer.Option("--may-log/--may-not-log", help="Whether the trainer may log for you.")
    ] = None,
) -> None:
    """Choose, as the athlete, what a trainer sees and may do."""
    from mesocycle.actions.people.change_coaching import change_coaching

    run = run_of(ctx)
    changed = change_coaching(run.db, run.user(email).id, run.act, sees=sees, may_log=may_log)
    run.answer(changed, _card(run))


@app.command()
def end(
    ctx: typer.Context,
    email: Annotated[
        str, typer.Argument(metavar="EMAIL", help="The other's e-mail address.", autocompletion=completing.users)
    ],
) -> None:
    """End coaching, or decline an invitation, from either side; the training stays the athlete's."""
    from mesocycle.actions.people.end_coaching import end_coaching

    run = run_of(ctx)
    run.answer(end_coaching(run.db, run.user(email).id, run.act), _card(run))


@app.command("list")
def list_coachings(ctx: typer.Context) -> None:
    """List your links as trainer and as athlete, newest first, ended ones too."""
    from mesocycle.storage.people import coachings

    run = run_of(ctx)
    with run.read() as read:
        links = coachings.of_user(read, run.acting.id)
    run.answer(links, lambda shown: _table(run, shown))


def _card(run: Run) -> "Callable[[Coaching], RenderableType]":
    def view(link: Coaching) -> "RenderableType":
        names = _emails(run, [link])
        return card(
            [
                ("_id", link.id),
                ("trainer", names[link.trainer_id]),
                ("athlete", names[link.athlete_id]),
                ("status", link.status),
                ("sees", link.sees),
                ("may log", link.may_log),
            ]
        )

    return view


def _table(run: Run, links: list[Coaching]) -> "RenderableType":
    names = _emails(run, links)
    rows = [
        (names[link.trainer_id], names[link.athlete_id], link.status, link.sees, link.may_log, link.updated_at[:10])
        for link in links
    ]
    return table(
        ("trainer", "athlete", "status", "sees", "may log", "since"),
        rows,
        none="You have no coaching links. A trainer begins one: mesocycle coaching invite EMAIL",
    )


def _emails(run: Run, links: list[Coaching]) -> dict[str, str]:
    """Give the addresses of all whom the links name."""
    from mesocycle.storage.people import users

    ids = {each for link in links for each in (link.trainer_id, link.athlete_id)}
    with run.read() as read:
        found = users.several(read, sorted(ids))
    return {each: found[each].email if each in found else "(erased)" for each in ids}


@app.command()
def roster(
    ctx: typer.Context,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only those with overdue sessions.")] = False,
    group: options.Group = None,
) -> None:
    """Show everybody whom you coach: adherence, last and next session, what is overdue, unread, or hurts."""
    from mesocycle.reports.show_roster import show_roster

    run = run_of(ctx)
    found = show_roster(run.db, run.act)
    named = run.group(group)
    if named is not None:
        found = replace(found, athletes=tuple(each for each in found.athletes if named in each.groups))
    if overdue:
        found = replace(found, athletes=tuple(each for each in found.athletes if each.overdue))
    run.answer(found, _roster)


def _roster(shown: Roster) -> "RenderableType":
    rows = [
        (
            each.name,
            ", ".join(f"{plan.name} {plan.week or '?'}/{plan.weeks}" for plan in each.plans[:2]),
            f"{each.four_weeks.done}/{each.four_weeks.due}",
            f"{each.this_version.done}/{each.this_version.due}",
            "now" if each.running else day_words(each.last.day) if each.last else "",
            day_words(each.next.day) if each.next else "",
            each.overdue or "",
            each.unread or "",
            ", ".join(each.pain),
        )
        for each in shown.athletes
    ]
    header = ("athlete", "plan, week", "4 weeks", "version", "last", "next", "overdue", "unread", "pain")
    return table(header, rows, none="Nobody whom you coach is shown.")
