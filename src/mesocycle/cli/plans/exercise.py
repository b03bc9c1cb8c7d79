"""`mesocycle exercise`: the library that routines are written with."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mesocycle.cli.frame import completing, options
from mesocycle.cli.frame.answers import card, lines, table
from mesocycle.cli.frame.context import Run, run_of
from mesocycle.cli.frame.finding import file_bytes, named_exercise
from mesocycle.cli.frame.nouns import noun
from mesocycle.cli.frame.refusals import CommandNotUnderstood
from mesocycle.cli.plans import tagging
from mesocycle.domain.plan.words import as_sentence
from mesocycle.domain.refusal import DocumentNotValid, PathMessage

if TYPE_CHECKING:  # shown to people only
    from rich.console import RenderableType

    from mesocycle.domain.plan.library import ExerciseChange, LibraryExercise
    from mesocycle.domain.reading.reject import Reject

app = noun()

Kind = Literal["strength", "bodyweight", "mobility", "running"]
Named = Annotated[
    str, typer.Argument(metavar="NAME", help="Its name, an alias, or its id.", autocompletion=completing.exercises)
]
ForAll = Annotated[bool, typer.Option("--for-all", help="For everybody, as an admin; without it, your own.")]


@app.command("list")
def list_exercises(
    ctx: typer.Context,
    search: Annotated[str | None, typer.Argument(metavar="[TEXT]", help="Only those with it in a name.")] = None,
    kind: Annotated[Kind | None, typer.Option("--kind", help="Only those of a kind.")] = None,
    muscle: Annotated[str | None, typer.Option("--muscle", help="Only those that train it: quads, lats, …")] = None,
    equipment: Annotated[str | None, typer.Option("--equipment", help="Only those that need it: barbell, …")] = None,
    own: Annotated[bool | None, typer.Option("--own/--shared", help="Only your own, or only the shared ones.")] = None,
    tag: Annotated[str | None, typer.Option("--tag", help="Only those with this tag of yours.")] = None,
    archived: Annotated[bool, typer.Option("--archived", help="Those that were taken back, instead.")] = False,
) -> None:
    """List exercises by name: the shared ones and your own."""
    from mesocycle.actions.plans.library import find_exercises, named_elsewhere
    from mesocycle.domain.plan.keeping import TagSubject
    from mesocycle.domain.plan.library import ExerciseFilter

    run = run_of(ctx)
    library = find_exercises(run.db, run.acting.id)
    among = tagging.tagged(run, TagSubject.EXERCISE, tag)
    wanted = ExerciseFilter(kind=kind, muscle=muscle, equipment=equipment, own=own, archived=archived, among=among)
    found = library.matching(search or "", wanted, named_elsewhere())
    run.answer([each.exercise for each in found], _table)


@app.command()
def show(ctx: typer.Context, name: Named) -> None:
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
    link: Annotated[str | None, typer.Option("--link", help="An https address that shows it.")] = None,
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
        link=link,
    )
    run.answer(add_exercise(run.db, new, run.act, for_all=for_all), _card)


@app.command()
def edit(
    ctx: typer.Context,
    *,
    named: Named,
    name: Annotated[str | None, typer.Option("--name", help="Another name.")] = None,
    kind: Annotated[Kind | None, typer.Option("--kind", help="Another kind.")] = None,
    alias: Annotated[
        list[str] | None, typer.Option("--alias", help="Its other names, all anew; several times.")
    ] = None,
    muscle: Annotated[list[str] | None, typer.Option("--muscle", help="What it mainly trains, all anew.")] = None,
    also: Annotated[list[str] | None, typer.Option("--also", help="What it trains besides, all anew.")] = None,
    equipment: Annotated[list[str] | None, typer.Option("--equipment", help="What it needs, all anew.")] = None,
    unilateral: Annotated[bool | None, typer.Option("--unilateral/--bilateral", help="One side at a time.")] = None,
    link: Annotated[
        str | None, typer.Option("--link", help="An https address that shows it; '' takes it away.")
    ] = None,
) -> None:
    """Change one of your own exercises; what was planned and done with it keeps the name it had."""
    from msgspec import UNSET

    from mesocycle.domain.plan.library import ExerciseChange

    change = ExerciseChange(
        name=UNSET if name is None else name,
        aliases=UNSET if alias is None else tuple(each for each in alias if each),
        kind=UNSET if kind is None else kind,
        primary_muscles=UNSET if muscle is None else tuple(each for each in muscle if each),
        secondary_muscles=UNSET if also is None else tuple(each for each in also if each),
        equipment=UNSET if equipment is None else tuple(each for each in equipment if each),
        unilateral=UNSET if unilateral is None else unilateral,
        link=UNSET if link is None else link or None,
    )
    _change(run_of(ctx), named, change)


@app.command()
def archive(ctx: typer.Context, named: Named) -> None:
    """Take one of your own exercises back: no list offers it any more; plans and logs keep it."""
    from mesocycle.domain.plan.library import ExerciseChange

    _change(run_of(ctx), named, ExerciseChange(is_archived=True))


@app.command()
def restore(
    ctx: typer.Context,
    exercise_id: Annotated[
        str, typer.Argument(metavar="ID", help="Its id, as exercise list --archived --json shows it.")
    ],
) -> None:
    """Bring an exercise back that you took back."""
    from mesocycle.domain.plan.library import ExerciseChange

    _change(run_of(ctx), exercise_id, ExerciseChange(is_archived=False))


@app.command("tag")
def tag_exercise(ctx: typer.Context, *, named: Named, add: tagging.Add = None, remove: tagging.Remove = None) -> None:
    """Put words of your own on an exercise, or take some off; with neither, show those that it has."""
    from mesocycle.domain.plan.keeping import TagSubject

    run = run_of(ctx)
    meant = named_exercise(run, named).exercise_variant_id
    tagging.tag_subject(run, TagSubject.EXERCISE, meant, add, remove)


@app.command()
def picture(
    ctx: typer.Context,
    *,
    named: Named,
    file: Annotated[Path | None, typer.Option("--set", help="A JPEG, PNG or WebP of at most 2 MB.")] = None,
    save: Annotated[Path | None, typer.Option("--save", help="Write the picture there, as WebP.")] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Take it away.")] = False,
) -> None:
    """Put a picture on one of your own exercises, save it to a file, or take it away."""
    run = run_of(ctx)
    meant = named_exercise(run, named)
    if [file is not None, save is not None, remove].count(True) != 1:
        raise CommandNotUnderstood("Neither or several of --set, --save and --remove were said.", "Say one of them.")
    if save is not None:
        run.answer(_save_picture(run, meant.exercise_variant_id, save), _card)
        return
    from mesocycle.actions.library.put_picture import put_picture, take_picture_away

    if file is None:
        run.answer(take_picture_away(run.db, meant.exercise_variant_id, run.act), _card)
    else:
        run.answer(put_picture(run.db, meant.exercise_variant_id, file_bytes(str(file)), run.act), _card)


def _save_picture(run: Run, exercise_variant_id: str, to: Path) -> "LibraryExercise":
    from mesocycle.actions.plans.library import find_exercise_in, find_picture_in

    with run.read() as read:
        _, body = find_picture_in(read, run.acting.id, exercise_variant_id)
        found = find_exercise_in(read, run.acting.id, exercise_variant_id)
    try:
        with to.open("xb") as stream:
            stream.write(body)
    except OSError as error:
        raise CommandNotUnderstood(
            f"{to} can't be written ({error.strerror}).", "Name a file that is not there yet."
        ) from error
    return found


def _change(run: Run, named: str, change: "ExerciseChange") -> None:
    from mesocycle.actions.library.change_exercise import change_exercise

    meant = named_exercise(run, named)
    run.answer(change_exercise(run.db, meant.exercise_variant_id, change, run.act), _card)


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
            ("link", each.link),
            ("picture", each.picture and f"{each.picture.width} × {each.picture.height}"),
            ("exerciseId", each.exercise_id),
            ("exerciseVariantId", each.exercise_variant_id),
            ("own", each.owner_id is not None),
            ("archived", each.is_archived),
        ]
    )


def _table(shown: "list[LibraryExercise]") -> "RenderableType":
    rows = [(each.name, each.kind, each.primary_muscles, each.equipment, each.aliases) for each in shown]
    return table(("name", "kind", "muscles", "equipment", "also called"), rows, none="No exercise matches.")
