"""`mesocycle routine`: write plans, publish versions, look at them."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from mesocycle.cli.frame import completing, options
from mesocycle.cli.frame.answers import card, lines, table
from mesocycle.cli.frame.context import run_of
from mesocycle.cli.frame.finding import (
    names_routine,
    routine_id,
    routines,
    shipped_routines,
    version,
    versions_of,
)
from mesocycle.cli.frame.nouns import noun
from mesocycle.cli.frame.refusals import CommandNotUnderstood
from mesocycle.cli.plans import tagging
from mesocycle.cli.plans.notation import fill, preview
from mesocycle.cli.plans.proposal import accept_proposal, propose
from mesocycle.cli.plans.routine_file import require_new_name, with_file

if TYPE_CHECKING:  # shown to people only
    from rich.console import RenderableType

    from mesocycle.domain.plan.diff import VersionDiff
    from mesocycle.domain.plan.routine import Routine, RoutineVersion

app = noun()


@app.command()
def create(
    ctx: typer.Context,
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="YAML or JSON; - is standard input; or a shipped routine's name.",
            autocompletion=completing.files,
        ),
    ],
    *,
    another: Annotated[bool, typer.Option("--another", help="Also where one of yours has the same name.")] = False,
) -> None:
    """Create a routine from a file: its version 1."""
    from mesocycle.actions.plans.create_routine import create_routine

    run = run_of(ctx)

    def created(raw: dict[str, Any]) -> "RoutineVersion":
        require_new_name(run, raw, file, another=another)
        return create_routine(run.db, raw, run.act)

    run.answer(with_file(file, created), _card)


@app.command()
def check(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="YAML or JSON; - is standard input.")],
) -> None:
    """Check a routine file and keep nothing: all that is wrong at once, each with its line and what to do."""
    from mesocycle.actions.plans.check_routine import check_routine

    run = run_of(ctx)
    run.answer(with_file(file, lambda raw: check_routine(run.db, raw, run.act)), _checked)


app.command()(preview)
app.command()(fill)
app.command()(propose)
app.command("accept-proposal")(accept_proposal)


@app.command()
def publish(
    ctx: typer.Context,
    routine: options.Routine,
    file: options.File,
    note: Annotated[str | None, typer.Option("--note", help="What changed and why, for those who follow it.")] = None,
) -> None:
    """Publish a file as the next version; who follows an earlier one goes on with it."""
    from mesocycle.actions.plans.publish_version import publish_version

    run = run_of(ctx)
    named = routine_id(run, routine)
    run.answer(with_file(file, lambda raw: publish_version(run.db, named, raw, run.act, note=note)), _card)


@app.command("list")
def list_routines(
    ctx: typer.Context,
    shipped: Annotated[bool, typer.Option("--shipped", help="Those that come with mesocycle, to create from.")] = False,
    tag: Annotated[str | None, typer.Option("--tag", help="Only those with this tag of yours.")] = None,
) -> None:
    """List the routines that you own, follow, coach or that are public."""
    from mesocycle.domain.plan.keeping import TagSubject

    run = run_of(ctx)
    if shipped:
        run.answer(sorted(shipped_routines()), lines)
        return
    among = tagging.tagged(run, TagSubject.ROUTINE, tag)
    run.answer([each for each in routines(run) if among is None or each.parent_routine_id in among], _table)


@app.command("tag")
def tag_routine(
    ctx: typer.Context, *, routine: options.Routine, add: tagging.Add = None, remove: tagging.Remove = None
) -> None:
    """Put words of your own on a routine, or take some off; with neither, show those that it has."""
    from mesocycle.domain.plan.keeping import TagSubject

    run = run_of(ctx)
    tagging.tag_subject(run, TagSubject.ROUTINE, routine_id(run, routine), add, remove)


@app.command()
def show(ctx: typer.Context, named: options.Version) -> None:
    """Show a version with all its workouts; with --json, a file to change and publish."""
    run = run_of(ctx)
    run.answer(version(run, named), _plan)


@app.command()
def versions(ctx: typer.Context, routine: options.Routine) -> None:
    """List the versions of a routine that you may read, newest first."""
    run = run_of(ctx)
    run.answer(versions_of(run, routine_id(run, routine)), _versions)


@app.command()
def diff(
    ctx: typer.Context,
    old: options.Version,
    new: Annotated[
        str | None,
        typer.Argument(
            metavar="[VERSION]",
            help="The newer one; default: the one after the first.",
            autocompletion=completing.routines,
        ),
    ] = None,
) -> None:
    """Tell what changed from one version to another, line by line."""
    from mesocycle.domain.plan.diff import diff as differ

    run = run_of(ctx)
    first = version(run, old)
    if new is not None:
        run.answer(differ(first, version(run, new)), _difference)
        return
    newest_first = versions_of(run, first.parent_routine_id)
    if len(newest_first) == 1:
        raise CommandNotUnderstood("The routine has one version, so there is nothing to compare.", "Name two versions.")
    at = max(1, [each.version for each in newest_first].index(first.version))
    run.answer(differ(newest_first[at], newest_first[at - 1]), _difference)


@app.command()
def archive(
    ctx: typer.Context,
    named: Annotated[
        str,
        typer.Argument(
            metavar="ROUTINE",
            help="A routine; or one VERSION by id or ROUTINE@NUMBER.",
            autocompletion=completing.routines,
        ),
    ],
) -> None:
    """Archive a routine, or one version: nobody is assigned to it any more, who follows it goes on."""
    from mesocycle.actions.plans.archive_routine import archive_routine
    from mesocycle.actions.plans.archive_version import archive_version

    run = run_of(ctx)
    found = version(run, named)
    if names_routine(named, found):
        archived = archive_routine(run.db, found.parent_routine_id, run.act)
    else:
        archived = archive_version(run.db, found.id, run.act)
    run.answer(archived, _card)


@app.command()
def copy(
    ctx: typer.Context,
    named: options.Version,
    name: Annotated[str | None, typer.Option("--name", help="What the copy is called.")] = None,
) -> None:
    """Copy a version into a routine of your own, where its owner allows it."""
    from mesocycle.actions.plans.copy_routine import copy_routine

    run = run_of(ctx)
    run.answer(copy_routine(run.db, version(run, named).id, run.act, name=name), _card)


@app.command()
def delete(
    ctx: typer.Context,
    named: Annotated[
        str,
        typer.Argument(
            metavar="ROUTINE",
            help="A routine; or one VERSION by id or ROUTINE@NUMBER.",
            autocompletion=completing.routines,
        ),
    ],
    yes: options.Yes = False,
) -> None:
    """Delete a routine, or one version, that nobody ever used; what was used can only be archived."""
    from mesocycle.actions.plans.delete_routine import delete_routine
    from mesocycle.actions.plans.delete_version import delete_version

    run = run_of(ctx)
    found = version(run, named)
    whole = names_routine(named, found)
    what = f"{found.name} with all its versions" if whole else f"version {found.version} of {found.name}"
    run.require_yes(f"Delete {what}?", yes=yes)
    if whole:
        deleted = delete_routine(run.db, found.parent_routine_id, run.act)
    else:
        deleted = delete_version(run.db, found.id, run.act)
    run.answer(deleted, _card)


def _card(shown: "RoutineVersion") -> "RenderableType":
    return card(
        [
            ("name", shown.name),
            ("version", f"{shown.version}{' (latest)' if shown.is_latest else ''}"),
            ("parentRoutineId", shown.parent_routine_id),
            ("_id", shown.id),
            ("weeks", shown.duration),
            ("workouts", [workout.name for workout in shown.workouts]),
            ("public", shown.is_public),
            ("copying allowed", shown.allow_copy),
            ("note", shown.change_note),
            ("archived", shown.is_archived),
        ]
    )


def _checked(shown: "RoutineVersion") -> "RenderableType":
    from mesocycle.cli.plans.plan_view import workout_lines

    head = (
        f"{shown.name}: {len(shown.workouts)} workouts in {shown.duration} weeks, nothing is wrong. Nothing was kept."
    )
    return lines([head, *workout_lines(shown.workouts)])


def _plan(shown: "RoutineVersion") -> "RenderableType":
    from mesocycle.cli.plans.plan_view import workout_lines

    weeks = f"{shown.duration} week{'' if shown.duration == 1 else 's'}"
    head = [
        f"{shown.name}, version {shown.version}{' (archived)' if shown.is_archived else ''}",
        f"{shown.difficulty}, {shown.goal}, {weeks}; _id {shown.id}, parentRoutineId {shown.parent_routine_id}",
        *((shown.description,) if shown.description else ()),
        *(f"- {each}" for each in shown.objectives),
    ]
    return lines([*head, *workout_lines(shown.workouts)])


def _table(shown: "list[Routine]") -> "RenderableType":
    rows = [(each.name, each.latest_version, each.versions, each.is_archived, each.parent_routine_id) for each in shown]
    none = "There are no routines yet. Create one: mesocycle routine create FILE (or see `routine list --shipped`)"
    return table(("name", "latest", "versions", "archived", "_id"), rows, none=none)


def _versions(shown: "list[RoutineVersion]") -> "RenderableType":
    rows = [
        (each.version, each.is_latest, each.is_archived, each.created_at[:10], each.change_note, each.id)
        for each in shown
    ]
    return table(("version", "latest", "archived", "published", "note", "_id"), rows, none="There are no versions.")


def _difference(found: "VersionDiff") -> "RenderableType":
    from mesocycle.domain.plan.diff import tell_difference

    return lines([f"Version {found.old_version} to version {found.new_version}:", *tell_difference(found)])
