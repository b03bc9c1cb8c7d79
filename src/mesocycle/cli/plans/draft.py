"""`mesocycle draft`: what is to become a version, written on as a file and put back with its revision."""

from typing import TYPE_CHECKING, Annotated

import typer

from mesocycle.cli.frame import completing, options
from mesocycle.cli.frame.answers import Output, card, lines, output, table
from mesocycle.cli.frame.context import Run, run_of
from mesocycle.cli.frame.finding import file_bytes, version
from mesocycle.cli.frame.nouns import noun
from mesocycle.cli.frame.refusals import CommandNotUnderstood
from mesocycle.domain.refusal import NotFound

if TYPE_CHECKING:  # shown to people only
    from rich.console import RenderableType

    from mesocycle.domain.document import Id
    from mesocycle.domain.plan.draft import DraftCheck, DraftSummary, RoutineDraft
    from mesocycle.domain.plan.routine import RoutineVersion

app = noun()

Named = Annotated[
    str, typer.Argument(metavar="DRAFT", help="A draft's id or its name.", autocompletion=completing.drafts)
]
Revision = Annotated[
    int,
    typer.Option("--revision", metavar="N", help="The state that the file was made from, as `draft show` says it."),
]


@app.command("list")
def list_drafts(ctx: typer.Context) -> None:
    """List your drafts and those that are shared with you, the latest saved first."""
    run = run_of(ctx)
    run.answer(_drafts(run), _table)


@app.command()
def new(
    ctx: typer.Context,
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE]",
            help="What a new routine begins with: YAML or JSON, finished or not; - is standard input.",
            autocompletion=completing.files,
        ),
    ] = None,
    *,
    of: Annotated[
        str | None,
        typer.Option(
            "--of",
            metavar="VERSION",
            help="Begin the next version of a routine, with what this one says: ROUTINE or ROUTINE@NUMBER.",
            autocompletion=completing.routines,
        ),
    ] = None,
) -> None:
    """Begin a draft: of a version of your routine, old or new, or of a file."""
    from mesocycle.actions.drafts.begin_draft import begin_draft
    from mesocycle.domain.plan.draft import NewDraft
    from mesocycle.formats.documents.routine import parse_routine

    run = run_of(ctx)
    if (file is None) == (of is None):
        raise CommandNotUnderstood("It is not said what the draft begins with.", "Name a FILE, or --of a VERSION.")
    if of is not None:
        begun = NewDraft(routine_version_id=version(run, of).id)
    else:
        begun = NewDraft(document=parse_routine(file_bytes(file or "-")))
    run.answer(begin_draft(run.db, begun, run.act), _card)


@app.command()
def show(ctx: typer.Context, named: Named) -> None:
    """Show a draft: its state, who is in it, what stands against publishing it; with --json whole."""
    from mesocycle.reports.check_draft import check_draft

    run = run_of(ctx)
    draft = _draft(run, named)
    errors = () if run.answers.as_json else check_draft(run.db, draft.id, run.act).errors
    run.answer(draft, lambda shown: lines([str(_card(shown)), *(f"- {each.path}: {each.message}" for each in errors)]))


@app.command("file")
def write_file(ctx: typer.Context, named: Named, path: Output = "-") -> None:
    """Write a draft as a routine file, to be changed and put back with `draft save`."""
    import msgspec

    run = run_of(ctx)
    draft = _draft(run, named)
    with output(path or "-") as stream:
        stream.write(msgspec.yaml.encode(draft.document))
    run.answers.tell(f"This is revision {draft.revision} of {_called(draft)}.")


@app.command()
def save(ctx: typer.Context, named: Named, file: options.File, *, revision: Revision) -> None:
    """Save a file as a draft's content, which may be wrong until it is published; nobody's change is overwritten."""
    from mesocycle.actions.drafts.save_draft import save_draft
    from mesocycle.domain.plan.draft import SavedDraft
    from mesocycle.formats.documents.routine import parse_routine

    run = run_of(ctx)
    given = SavedDraft(revision=revision, document=parse_routine(file_bytes(file)))
    run.answer(save_draft(run.db, _id(run, named), given, run.act), _card)


@app.command()
def check(ctx: typer.Context, named: Named) -> None:
    """Check a draft: all that stands against publishing it, each with its place and what to do; nothing is changed."""
    from mesocycle.reports.check_draft import check_draft

    run = run_of(ctx)
    run.answer(check_draft(run.db, _id(run, named), run.act), _checked)


@app.command()
def publish(
    ctx: typer.Context,
    named: Named,
    *,
    note: Annotated[str | None, typer.Option("--note", help="What changed and why, for those who follow it.")] = None,
    revision: Annotated[
        int | None, typer.Option("--revision", metavar="N", help="Only this state; default: the present one.")
    ] = None,
    after: Annotated[
        str | None,
        typer.Option(
            "--after",
            metavar="VERSION",
            help="Put it after this version, which came since the draft was begun and which you have looked at.",
            autocompletion=completing.routines,
        ),
    ] = None,
) -> None:
    """Publish a draft of yours: it becomes the routine's next version, or a new routine, and is a draft no more."""
    from mesocycle.actions.drafts.publish_draft import publish_draft
    from mesocycle.domain.plan.draft import DraftPublication

    run = run_of(ctx)
    draft = _draft(run, named)
    known = None if after is None else version(run, after).id
    wish = DraftPublication(revision=revision or draft.revision, change_note=note, based_on=known)
    run.answer(publish_draft(run.db, draft.id, wish, run.act), _published)


@app.command()
def discard(ctx: typer.Context, named: Named, yes: options.Yes = False) -> None:
    """Take a draft of yours away without publishing it."""
    from mesocycle.actions.drafts.drop_draft import drop_draft

    run = run_of(ctx)
    draft = _draft(run, named)
    run.require_yes(f"Discard {_called(draft)}, revision {draft.revision}?", yes=yes)
    drop_draft(run.db, draft.id, run.act)
    run.answer(draft, lambda shown: lines([f"Discarded {_called(shown)}."]))


@app.command()
def share(
    ctx: typer.Context,
    named: Named,
    email: Annotated[str, typer.Argument(metavar="EMAIL", autocompletion=completing.users)],
) -> None:
    """Share a draft of yours: somebody else may write in it too; you publish it."""
    from mesocycle.actions.drafts.share_draft import share_draft
    from mesocycle.domain.plan.draft import DraftShare

    run = run_of(ctx)
    run.answer(share_draft(run.db, _id(run, named), DraftShare(email=email), run.act), _card)


@app.command()
def unshare(
    ctx: typer.Context,
    named: Named,
    email: Annotated[
        str | None, typer.Argument(metavar="[EMAIL]", help="Default: you leave it.", autocompletion=completing.users)
    ] = None,
) -> None:
    """Share a draft with somebody no more, or leave one that was shared with you."""
    from mesocycle.actions.drafts.share_draft import unshare_draft

    run = run_of(ctx)
    run.answer(unshare_draft(run.db, _id(run, named), run.user(email).id, run.act), _card)


def _drafts(run: Run) -> "list[DraftSummary]":
    from mesocycle.storage.plans import drafts

    with run.read() as read:
        return drafts.of_user(read, run.acting.id)


def _id(run: Run, named: str) -> "Id":
    """Give the id of a draft named by its id or its name; a name that several have is refused."""
    found = [each.id for each in _drafts(run) if each.name.casefold() == named.strip().casefold()]
    if len(found) > 1:
        raise NotFound(f"{len(found)} drafts are called {named!r}.", f"Name one by its id: {', '.join(found)}.")
    return found[0] if found else named


def _draft(run: Run, named: str) -> "RoutineDraft":
    from mesocycle.storage.plans import drafts

    found = _id(run, named)
    with run.read() as read:
        return drafts.get(read, run.actor, found)


def _called(shown: "DraftSummary") -> str:
    return f"the draft {shown.name!r}" if shown.name else f"the draft {shown.id}"


def _card(shown: "RoutineDraft") -> "RenderableType":
    workouts = shown.document.get("workouts")
    return card(
        [
            ("name", shown.name),
            ("revision", shown.revision),
            ("_id", shown.id),
            ("next version of", shown.parent_routine_id),
            ("saved", shown.saved_at),
            ("weeks", shown.document.get("duration")),
            ("workouts", len(workouts) if isinstance(workouts, list) else 0),
            ("shared with", [each.name for each in shown.people if each.shared] or None),
        ]
    )


def _table(shown: "list[DraftSummary]") -> "RenderableType":
    rows = [(each.name, each.revision, each.saved_at[:16], each.parent_routine_id, each.id) for each in shown]
    none = "There are no drafts. Begin one: mesocycle draft new --of ROUTINE (or a FILE)"
    return table(("name", "revision", "saved", "next version of", "_id"), rows, none=none)


def _checked(shown: "DraftCheck") -> "RenderableType":
    if not shown.errors:
        return lines([f"Nothing stands against publishing revision {shown.revision}."])
    told = [f"{each.path or 'The whole'}: {each.message} {each.remedy or ''}".rstrip() for each in shown.errors]
    return lines([f"Revision {shown.revision}, to put right: {len(told)}", *told])


def _published(shown: "RoutineVersion") -> "RenderableType":
    return card([("name", shown.name), ("version", shown.version), ("_id", shown.id), ("note", shown.change_note)])
