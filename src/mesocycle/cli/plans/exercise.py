"""`mesocycle exercise`: the library that routines are written with."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mesocycle.cli.frame import completing, options
from mesocycle.cli.frame.answers import card, lines, table
from mesocycle.cli.frame.context import Run, run_of
from mesocycle.cli.frame.finding import file_bytes, named_exercise
from mesocycle.cli.frame.nouns import noun
from mesocycle.domain.plan.words import as_sentence
from mesocycle.domain.refusal import DocumentNotValid, PathMessage

if TYPE_CHECKING:  # shown to people only
    from rich.console import RenderableType

    from mesocycle.domain.plan.library import Library, LibraryExercise
    from mesocycle.domain.reading.reject import Reject

app = noun()

Kind = Literal["strength", "bodyweight", "mobility", "running"]
ForAll = Annotated[bool, typer.Option("--for-all", help="For everybody, as an admin; without it, your own.")]


@app.command("list")
def list_exercises(
    ctx: typer.Context,
    search: Annotated[str | None, typer.Argument(metavar="[TEXT]", help="Only those with it in a name.")] = None,
    kind: Annotated[Kind | None, typer.Option("--kind", help="Only those of a kind.")] = None,
    muscle: Annotated[str | None, typer.Option("--muscle", help="Only those that train it: quads, lats, …")] = None,
) -> None:
    """List exercises by name: the shared ones and your own."""
    run = run_of(ctx)
    library = _library(run)
    shown = [
        each
        for each in (library.all() if search is None else library.search(search))
        if kind in (None, each.kind)
        and (muscle is None or muscle.casefold() in (*each.primary_muscles, *each.secondary_muscles))
    ]
    run.answer(shown, _table)


@app.command()
def show(
    ctx: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="Its name, an alias, or its id.", autocompletion=completing.exercises)
    ],
) -> None:
    """Show one exercise."""
    run = run_of(ctx)
    run.answer(named_exercise(run, name), _card)


@app.command()
def add(
    ctx: typer.Context,
    *,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called.")],
    kind: Annotated[Kind, typer.Option("--kind", help="What sort of exercise it is.")] = "strength",
    alias: Annotated[list[str] | None, typer.Option("--alias", help="Another name; several times.")] = None,
    muscle: Annotated[list[str] | None, typer.Option("--muscle", help="What it mainly trains; several times.")] = None,
    equipment: Annotated[list[str] | None, typer.Option("--equipment", help="What it needs; several times.")] = None,
    unilateral: Annotated[bool, typer.Option("--unilateral", help="One side at a time.")] = False,
    for_all: ForAll = False,
) -> None:
    """Add one exercise to your own, or as an admin to everybody's."""
    from mesocycle.actions.plans.add_exercise import add_exercise
    from mesocycle.domain.plan.library import NewExercise

    run = run_of(ctx)
    new = NewExercise(
        name=name,
        kind=kind,
        aliases=tuple(alias or ()),
        primary_muscles=tuple(muscle or ()),
        equipment=tuple(equipment or ()),
        unilateral=unilateral,
    )
    run.answer(add_exercise(run.db, new, run.act, for_all=for_all), _card)


@app.command("import")
def import_file(
    ctx: typer.Context,
    file: options.File,
    for_all: ForAll = False,
) -> None:
    """Import a JSON collection of the free-exercise-db kind, or a YAML library like the one that is shipped."""
    run = run_of(ctx)
    found, rejected = _parsed(file_bytes(file))
    if not found:
        raise _nothing_in(file, rejected)
    from mesocycle.actions.plans.import_exercises import import_exercises

    stored = import_exercises(run.db, found, run.act, own=not for_all)
    word = run.spoken().word
    told = [{"line": each.line, "reason": each.reason, "remedy": word(each.remedy)} for each in rejected]
    summary = {"imported": len(stored), "rejected": told}
    sentences = [
        f"Imported {len(stored)} exercises.",
        *(f"Line {each.line}: {as_sentence(each.reason)} {word(each.remedy)}" for each in rejected),
    ]
    run.answer(summary, lambda _: lines(sentences))


def _parsed(body: bytes) -> "tuple[list[LibraryExercise], list[Reject]]":
    from mesocycle.domain.plan.library import LibraryExercise
    from mesocycle.domain.reading.reject import Reject
    from mesocycle.formats.documents.exercise_library import parse_library
    from mesocycle.formats.documents.free_exercises import read_exercises

    if not body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"["):
        return list(parse_library(body)), []
    read = list(read_exercises(body))
    return [e for e in read if isinstance(e, LibraryExercise)], [e for e in read if isinstance(e, Reject)]


def _nothing_in(file: str, rejected: "list[Reject]") -> DocumentNotValid:
    if not rejected:
        return DocumentNotValid(f"{file} holds no exercises.", "Give a collection with at least one.")
    first = rejected[0]
    return DocumentNotValid(
        f"{file} holds no exercise that can be imported; line {first.line}: {as_sentence(first.reason)}",
        first.remedy,
        errors=tuple(PathMessage(path=f"line {each.line}", message=each.reason) for each in rejected[:20]),
    )


def _library(run: Run) -> "Library":
    from mesocycle.actions.plans.library import find_exercises

    return find_exercises(run.db, run.acting.id)


def _card(each: "LibraryExercise") -> "RenderableType":
    return card(
        [
            ("_id", each.id),
            ("name", each.name),
            ("aliases", each.aliases or None),
            ("kind", each.kind),
            ("primary muscles", each.primary_muscles or None),
            ("secondary muscles", each.secondary_muscles or None),
            ("equipment", each.equipment or None),
            ("unilateral", each.unilateral),
            ("exerciseId", each.exercise_id),
            ("exerciseVariantId", each.exercise_variant_id),
            ("own", each.owner_id is not None),
        ]
    )


def _table(shown: "list[LibraryExercise]") -> "RenderableType":
    rows = [(each.name, each.kind, each.primary_muscles, each.equipment, each.aliases) for each in shown]
    return table(("name", "kind", "muscles", "equipment", "also called"), rows, none="No exercise matches.")
