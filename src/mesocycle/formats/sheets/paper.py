"""A plan for paper: one HTML file with a box for every set, made to be printed or kept as PDF by any browser."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import NamedTuple

from msgspec.structs import replace

from mesocycle.domain.document import Date, Id
from mesocycle.domain.instant import day
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.text import exercise_name, rests_of, section_head, step_lines
from mesocycle.domain.plan.words import set_words
from mesocycle.domain.plan.workout import Exercise, ExerciseSet, Section, TabataExercise, Target
from mesocycle.domain.reference.loads import ResolvedLoad
from mesocycle.domain.reference.resolution import Resolved
from mesocycle.domain.session.session import WorkoutSession

_STYLE = """
@page { size: A4; margin: 14mm }
body { font: 10.5pt/1.35 system-ui, sans-serif; color: #000; margin: 0 }
h1 { font-size: 15pt; margin: 0 0 4mm } h2 { font-size: 12.5pt; margin: 0; border-bottom: 1.2pt solid #000 }
h3 { font-size: 10.5pt; margin: 3mm 0 1mm } article { break-inside: avoid; margin: 0 0 8mm }
p { margin: 1mm 0 } ul { margin: 0; padding-left: 5mm } table { border-collapse: collapse; width: 100%; margin: 1mm 0 }
th { text-align: left; font-weight: 600; font-size: 8.5pt } td, th { border: .5pt solid #777; padding: .8mm 1.5mm }
td.box { width: 16mm } td.plan { width: 62mm } td.room { width: 50mm }
p.weeks { font-weight: 600; margin: 3mm 0 0 } .notes { border-bottom: .5pt solid #777; height: 7mm }
"""


PAPER_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""A page for paper has its own style and nothing else: whatever people wrote into a plan loads and runs nothing."""


class PaperSession(NamedTuple):
    """A session as it goes on paper; without plan where that came from elsewhere in another form."""

    session: WorkoutSession
    title: str
    snapshot: WorkoutSnapshot | None
    resolved: Resolved | None


def write_paper(heading: str, sessions: Sequence[PaperSession]) -> bytes:
    """Write sessions one below the other, none broken over two pages where it fits on one."""
    return paper_page(
        heading, "".join(part for each in sessions for part in _session(each)) or "<p>Nothing is planned.</p>"
    )


def paper_page(heading: str, body: str) -> bytes:
    """Write a page under a heading, in the style of all that goes on paper."""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{PAPER_POLICY}">'
        f"<title>{escape(heading)}</title><style>{_STYLE}</style></head>\n"
        f"<body><h1>{escape(heading)}</h1>\n{body}</body></html>\n"
    ).encode()


def _session(paper: PaperSession) -> Iterator[str]:
    session = paper.session
    at = "" if session.all_day else f", {session.scheduled_time}"
    yield f"<article><h2>{_day(session.scheduled_date)}{at}: {escape(paper.title)}</h2>\n"
    if paper.snapshot is not None:
        yield from paragraphs(paper.snapshot.objective, paper.snapshot.notes)
        for section in paper.snapshot.sections:
            yield from _section(section, paper.resolved)
    yield from paragraphs(session.notes)
    yield '<div class="notes"></div><div class="notes"></div></article>\n'


def _day(on: Date) -> str:
    return f"{day(on):%A} {on}"


def paragraphs(*texts: str | None) -> Iterator[str]:
    """Write texts as paragraphs, whatever people wrote into them; those that are empty are left out."""
    for text in texts:
        if text:
            yield f"<p>{escape(text)}</p>\n"


def _section(section: Section, resolved: Resolved | None) -> Iterator[str]:
    yield f"<h3>{escape(section_head(section))}</h3>\n"
    yield from paragraphs(section.notes)
    steps = list(step_lines(section, _told(resolved)))
    if steps:
        yield f"<ul>{''.join(f'<li>{escape(each)}</li>' for each in steps)}</ul>\n"
    for exercise in section.exercises or ():
        yield from _exercise(exercise, {} if resolved is None else resolved.loads)


def _told(resolved: Resolved | None) -> Mapping[Id, tuple[Target, ...]]:
    return {} if resolved is None else resolved.targets


def _exercise(exercise: Exercise, loads: Mapping[Id, ResolvedLoad]) -> Iterator[str]:
    rests = "".join(f", {each}" for each in rests_of(exercise))
    yield f"<p><b>{escape(exercise_name(exercise))}</b>{escape(rests)}</p>\n"
    yield from paragraphs(exercise.notes)
    if isinstance(exercise, TabataExercise) or not exercise.sets:
        return
    yield "<table><tr><th>set</th><th>planned</th><th>reps</th><th>weight</th><th>RPE</th></tr>"
    yield from _set_rows(exercise.sets, loads)
    yield "</table>\n"


def _set_rows(sets: Iterable[ExerciseSet], loads: Mapping[Id, ResolvedLoad]) -> Iterator[str]:
    boxes = '<td class="box"></td>' * 3
    for number, each in enumerate(sets, 1):
        words = set_words(replace(each, weeks=None, set_number=1)).removeprefix("1x")
        load = loads.get(each.id)
        if load is not None and each.weight is None:
            words += f" = {_load_words(load)}"
        yield f'<tr><td>{number}</td><td class="plan">{escape(words)}</td>{boxes}</tr>'


def _load_words(load: ResolvedLoad) -> str:
    return f"{load.weight}{'' if load.weight_max is None else f'-{load.weight_max}'} {load.weight_unit}"
