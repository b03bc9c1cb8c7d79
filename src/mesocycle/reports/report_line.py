"""Report how well one prescribed line works, over all versions of its routine and all athletes in sight."""

from collections.abc import Sequence
from difflib import get_close_matches

from mesocycle.actions.plans.proposing import load_line_rows
from mesocycle.analytics.lines.line_quality import LineAsked, LineQuality, line_quality
from mesocycle.domain.document import Date, Id
from mesocycle.domain.history.lines import Leaf, leaves
from mesocycle.domain.instant import FIRST_DAY, LAST_DAY
from mesocycle.domain.people.act import Act
from mesocycle.domain.plan.routine import RoutineVersion
from mesocycle.domain.refusal import NotFound
from mesocycle.domain.remedy import Do
from mesocycle.storage.engine.database import Database
from mesocycle.storage.history import lines as line_history
from mesocycle.storage.history.lines import LinePast
from mesocycle.storage.plans import readable_versions

_MOST_NAMES = 8


def report_line(
    db: Database,
    routine_id: Id,
    line_id: Id,
    act: Act,
    *,
    members: Sequence[Id] | None = None,
    first: Date | None = None,
    last: Date | None = None,
) -> LineQuality:
    """Report a line (by its `_id`, or an exercise's or step's name) as far as the acting user sees the athletes."""
    with db.read() as read:
        versions = readable_versions.of_routine(read, act.actor, routine_id)
        found = _leaves(versions, line_id)
        asked = _asked(routine_id, line_id, found)
        past = LinePast(
            assignments=line_history.assignments_in_sight(
                read, act.actor, [version.id for version in versions], members
            ),
            workouts=sorted({leaf.within[0] for leaf in found}),
            sections=sorted({leaf.within[1] for leaf in found if leaf.kind == "set"}),
            first=first or FIRST_DAY,
            last=last or LAST_DAY,
            by_day=any(leaf.measured for leaf in found),
        )
        return line_quality(asked, load_line_rows(read, past, found, versions, act))


def _leaves(versions: Sequence[RoutineVersion], named: str) -> list[Leaf]:
    """Find the sets and steps of a line in any version: by its id, or by the name of an exercise or step."""
    every = [
        leaf
        for version in versions
        for workout in version.workouts
        for section in workout.sections
        for leaf in leaves(section, workout.id)
    ]
    found = [leaf for leaf in every if named in leaf.within]
    found = found or [leaf for leaf in every if leaf.name.casefold() == named.strip().casefold()]
    if not found:
        raise NotFound(
            f"No version of the routine has a line {named[:80]!r}.",
            f"Name one by its _id, as {Do('version show', (versions[0].id,))} shows it, "
            "or an exercise or step by its name: "
            f"{', '.join(_nearest(named, [leaf.name for leaf in every]))}.",
        )
    return found


def _nearest(named: str, names: Sequence[str]) -> list[str]:
    """Give a few names of lines, those first that have a word of what was written, then those spelt like it."""
    known = list(dict.fromkeys(names))
    words = named.casefold().split()
    first = [name for name in known if any(word in name.casefold() for word in words)]
    return list(dict.fromkeys((*first, *get_close_matches(named[:80], known, n=3, cutoff=0.4), *known)))[:_MOST_NAMES]


def _asked(routine_id: Id, named: str, found: Sequence[Leaf]) -> LineAsked:
    name = ", ".join(dict.fromkeys(leaf.name for leaf in found))
    return LineAsked(routine_id, named, _kind(named, found[0]), name, frozenset(leaf.id for leaf in found))


def _kind(named: str, leaf: Leaf) -> str:
    """Say what the line is: how far from a leaf the id stands says it; a name is that of an exercise or a step."""
    if named not in leaf.within:
        return "step" if leaf.kind == "step" else "exercise"
    around = ("workout", "section", "block" if leaf.kind == "step" else "exercise")
    place = leaf.within.index(named)
    return leaf.kind if place == len(leaf.within) - 1 else around[place]
