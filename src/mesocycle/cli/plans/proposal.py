"""`mesocycle routine propose` and `accept-proposal`: what training says of the next version, taken line by line."""

from typing import TYPE_CHECKING, Annotated

import typer

from mesocycle.cli.frame import completing, options
from mesocycle.cli.frame.answers import lines
from mesocycle.cli.frame.context import run_of
from mesocycle.cli.frame.finding import routine_id
from mesocycle.cli.frame.refusals import CommandNotUnderstood
from mesocycle.cli.reports.adherence import FromTheBeginning, ToTheEnd, asked_days

if TYPE_CHECKING:  # shown to people only
    from rich.console import RenderableType

    from mesocycle.domain.plan.proposal import Proposal
    from mesocycle.domain.plan.routine import RoutineVersion

Athletes = Annotated[
    list[str] | None,
    typer.Option(
        "--user",
        metavar="EMAIL",
        help="From the training of these athletes; several times. Default: all you see.",
        autocompletion=completing.users,
    ),
]


def propose(
    ctx: typer.Context,
    routine: options.Routine,
    *,
    user: Athletes = None,
    first: FromTheBeginning = None,
    last: ToTheEnd = None,
) -> None:
    """Propose what the next version should change, from what was trained by this one; nothing is changed."""
    from mesocycle.domain.plan.proposal import Trained
    from mesocycle.reports.propose_version import propose_version

    run = run_of(ctx)
    begin, end = asked_days(run, first, last)
    named = routine_id(run, routine)
    run.answer(propose_version(run.db, named, run.act, trained=Trained(run.members(user), begin, end)), _view)


def accept_proposal(
    ctx: typer.Context,
    routine: options.Routine,
    line: Annotated[
        list[str], typer.Argument(metavar="LINE...", help="Ids of proposed lines, or the first characters of them.")
    ],
    *,
    note: Annotated[str | None, typer.Option("--note", help="What changed and why; default: the reasons.")] = None,
    user: Athletes = None,
    first: FromTheBeginning = None,
    last: ToTheEnd = None,
) -> None:
    """Publish the next version with the proposed lines that are named, and nothing else changed."""
    from mesocycle.actions.plans.accept_proposal import accept_proposal as accept
    from mesocycle.domain.plan.proposal import Trained
    from mesocycle.reports.propose_version import propose_version

    run = run_of(ctx)
    begin, end = asked_days(run, first, last)
    named = routine_id(run, routine)
    trained = Trained(run.members(user), begin, end)
    proposal = propose_version(run.db, named, run.act, trained=trained)
    chosen = [_one(proposal, each) for each in line]
    run.answer(accept(run.db, named, chosen, run.act, trained=trained, note=note), _published)


def _one(proposal: "Proposal", beginning: str) -> str:
    found = [each.id for each in proposal.lines if each.id.startswith(beginning)]
    if len(found) > 1:
        raise CommandNotUnderstood(f"Several proposed lines begin with {beginning!r}.", "Write more of the id.")
    return found[0] if found else beginning


def _view(shown: "Proposal") -> "RenderableType":
    if not shown.lines:
        return lines([f"What was trained asks for no change of version {shown.version}."])
    told = [f"Version {shown.version}: {len(shown.lines)} to look at. Nothing was changed."]
    for each in shown.lines:
        after = "falls away" if each.after is None else f"becomes {each.after}"
        told += [
            "",
            f"{each.id[:6]}  {each.workout_name}, {each.exercise_name}: {each.before} {after}",
            f"        {each.why}",
        ]
    return lines(told)


def _published(shown: "RoutineVersion") -> "RenderableType":
    return lines([f"{shown.name}, version {shown.version}: {shown.change_note}"])
