"""`mesocycle routine preview` and `fill`: sets and runs before they stand in a file, typed or filled in by a scheme."""

from typing import TYPE_CHECKING, Annotated, Literal, get_args

import typer

from mesocycle.cli.frame import completing, options
from mesocycle.cli.frame.answers import lines
from mesocycle.cli.frame.context import run_of
from mesocycle.cli.frame.finding import named_exercise
from mesocycle.cli.frame.refusals import CommandNotUnderstood

if TYPE_CHECKING:  # shown to people only
    from rich.console import RenderableType

    from mesocycle.domain.plan.fillers import FilledSets, Filler
    from mesocycle.domain.reference.preview import NotationPreview


Scheme = Literal["warmup-ramp", "pyramid", "wave", "five-three-one"]


def preview(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Sets, like 3x5 @ 85%; or with --run a run's steps.")],
    *,
    run: Annotated[bool, typer.Option("--run", help="The text is a run: 6x800 m @ 4:00/km rest 400 m jog.")] = False,
    exercise: Annotated[
        str | None,
        typer.Option(
            "--exercise",
            metavar="NAME",
            help="Of which exercise percentages of a 1RM or a training max are.",
            autocompletion=completing.exercises,
        ),
    ] = None,
    user: options.User = None,
) -> None:
    """Read sets or a run as they are typed, and say what they mean with an athlete's values; nothing is kept."""
    from mesocycle.domain.reference.preview import NotationText
    from mesocycle.reports.preview_notation import preview_notation

    asked = run_of(ctx)
    variant = None if exercise is None else named_exercise(asked, exercise).exercise_variant_id
    given = NotationText(kind="run" if run else "sets", text=text, exercise_variant_id=variant)
    asked.answer(preview_notation(asked.db, asked.user(user).id, given, asked.act), _view)


def _view(shown: "NotationPreview") -> "RenderableType":
    told = [shown.notation]
    if any(line.resolved != line.notation for line in shown.lines):
        told += ["", *(f"  {line.resolved}" for line in shown.lines)]
    told += [f"missing: {each.kind}" for each in shown.missing]
    return lines(told)


def fill(
    ctx: typer.Context,
    scheme: Annotated[Scheme, typer.Argument(help="What is filled in.")],
    *,
    sets: Annotated[
        str | None, typer.Option("--sets", metavar="TEXT", help="warmup-ramp: the work, like 3x5 @ 100 kg.")
    ] = None,
    steps: Annotated[int | None, typer.Option("--steps", help="warmup-ramp: how many sets; default 3.")] = None,
    low: Annotated[float | None, typer.Option("--low", help="warmup-ramp: the first's percentage; default 40.")] = None,
    high: Annotated[
        float | None, typer.Option("--high", help="warmup-ramp: the last's percentage; default 80.")
    ] = None,
    bar: Annotated[str | None, typer.Option("--bar", help="warmup-ramp: the empty bar first, like 20 kg.")] = None,
    reps: Annotated[
        str | None, typer.Option("--reps", metavar="N,N,…", help="pyramid and wave: repetitions, like 12,10,8,6.")
    ] = None,
    shape: Annotated[
        Literal["ascending", "descending", "full"] | None, typer.Option("--shape", help="pyramid: which way.")
    ] = None,
    reserve: Annotated[
        int | None, typer.Option("--reserve", help="pyramid and wave: repetitions left in reserve; default 2.")
    ] = None,
    waves: Annotated[int | None, typer.Option("--waves", help="wave: how many; default 2.")] = None,
    step: Annotated[
        float | None, typer.Option("--step", help="wave: how much heavier each is, in % of the 1RM; default 2.5.")
    ] = None,
    weeks: Annotated[int | None, typer.Option("--weeks", help="five-three-one: over how many; default 4.")] = None,
    no_deload: Annotated[bool, typer.Option("--no-deload", help="five-three-one: no week of rest.")] = False,
    warmup: Annotated[bool, typer.Option("--warmup", help="five-three-one: with its warm-up sets.")] = False,
    supplement: Annotated[
        Literal["boring-but-big", "first-set-last"] | None,
        typer.Option("--supplement", help="five-three-one: what follows the work."),
    ] = None,
) -> None:
    """Fill in the sets of a scheme, as they stand in a routine file; nothing is kept."""
    from mesocycle.domain.plan.fillers import fill as filled

    said = {
        "sets": sets,
        "steps": steps,
        "low": low,
        "high": high,
        "bar": bar,
        "reps": None if reps is None else _numbers(reps),
        "shape": shape,
        "reserve": reserve,
        "waves": waves,
        "step": step,
        "weeks": weeks,
        "deload": False if no_deload else None,
        "warmup": warmup or None,
        "supplement": supplement,
    }
    chosen = _filler(scheme, {name: value for name, value in said.items() if value is not None})
    run_of(ctx).answer(filled(chosen), _filled)


def _filler(scheme: str, said: dict[str, object]) -> "Filler":
    from msgspec.structs import fields

    from mesocycle.domain.plan.fillers import Filler
    from mesocycle.domain.reading.strict import convert

    (kind,) = (each for each in get_args(Filler) if each.__struct_config__.tag == scheme)
    known = {each.name for each in fields(kind)}
    if foreign := sorted(said.keys() - known):
        options = ", ".join(f"--{name if name != 'deload' else 'no-deload'}" for name in foreign)
        raise CommandNotUnderstood(f"{scheme} has no {options}.", "Look at `mesocycle routine fill --help`.")
    if kind.__struct_config__.tag == "warmup-ramp" and "sets" not in said:
        raise CommandNotUnderstood("A ramp warms up for something.", 'Say for what: --sets "3x5 @ 100 kg".')
    found: Filler = convert({"type": scheme, **said}, kind)
    return found


def _numbers(text: str) -> list[int]:
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isdecimal() and len(part) < 4 for part in parts):
        raise CommandNotUnderstood(f"{text[:40]!r} is no list of repetitions.", "Write them like 12,10,8,6.")
    return [int(part) for part in parts]


def _filled(shown: "FilledSets") -> "RenderableType":
    if isinstance(shown.sets, str):
        return lines([shown.sets])
    return lines(f"{weeks}: {text}" for weeks, text in shown.sets.items())
