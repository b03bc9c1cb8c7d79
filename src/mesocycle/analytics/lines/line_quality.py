"""How well a prescribed line works: how often it was met, omitted, substituted, and with what effort.

A line is known by its `_id` through all versions; a workout, section, exercise or block stands for every set and
step in it. Only completed sessions of which something was recorded count; holds, calories and the own sets of a
substitute (written down without the planned set) are not looked at one by one, and where sets were recorded in one
of a line's sections, another of which there is only a result counts as omitted.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from mesocycle.analytics.lines.line_counting import Key, LineRows, LineTally, count_log, count_sets
from mesocycle.analytics.lines.line_plans import Plans, SomePlans
from mesocycle.domain.document import Document, Id


class EffortSaid(Document, frozen=True, kw_only=True):
    """The mean effort (RPE; repetitions in reserve count as 10 − RIR) of so many that said it."""

    mean: float
    said: int


class LineCounts(Document, frozen=True, kw_only=True):
    """How often a line was prescribed, and what became of it; the verdicts and `unknown` add up to `prescribed`."""

    sessions: int
    prescribed: int
    met: int
    under: int
    over: int
    partial: int
    omitted: int
    substituted: int
    unknown: int
    """A recovery that nobody recorded."""
    met_rate: float | None = None
    effort: EffortSaid | None = None


class LineOfVersion(Document, frozen=True, kw_only=True):
    """The line in one version."""

    routine_version_id: Id
    version: int | None = None
    counts: LineCounts


class LineOfAthlete(Document, frozen=True, kw_only=True):
    """The line as one athlete did it."""

    user_id: Id
    name: str
    counts: LineCounts


class LineQuality(Document, frozen=True, kw_only=True):
    """One line's quality; `total` is the sum over versions and over athletes alike."""

    parent_routine_id: Id
    line_id: Id
    kind: str
    name: str
    total: LineCounts
    unrecorded: int
    """Completed sessions of the line's workouts of which nothing was written down."""
    versions: tuple[LineOfVersion, ...]
    athletes: tuple[LineOfAthlete, ...]


class LineAsked(NamedTuple):
    """Which line it is: its id, what it is called, and the sets and steps it comes down to."""

    routine_id: Id
    line_id: Id
    kind: str
    name: str
    leaf_ids: frozenset[Id]


def plans_of(rows: LineRows, leaf_ids: frozenset[Id]) -> Plans:
    """Give the plans in which lines stood, each resolved when it is first asked for."""
    return Plans(leaf_ids, rows.snapshots, rows.people, rows.values, rows.offered)


def line_quality(asked: LineAsked, rows: LineRows, *, plans: Plans | None = None) -> LineQuality:
    """Judge every time the line was prescribed; `plans` are those of more lines, where they are resolved already."""
    found = plans_of(rows, asked.leaf_ids) if plans is None else SomePlans(plans, asked.leaf_ids)
    tallies: defaultdict[Key, LineTally] = defaultdict(LineTally)
    count_sets(found, rows, tallies)
    unrecorded = sum(count_log(found, one, tallies, of_sets=True) for one in rows.logged)
    of_others = sum(count_log(found, one, tallies, of_sets=False) for one in rows.others)
    told = {key: tally for key, tally in tallies.items() if tally.prescribed}
    return LineQuality(
        parent_routine_id=asked.routine_id,
        line_id=asked.line_id,
        kind=asked.kind,
        name=asked.name,
        total=_sum(told.values()),
        unrecorded=max(unrecorded, of_others),
        versions=tuple(
            LineOfVersion(
                routine_version_id=version_id,
                version=rows.versions.get(version_id),
                counts=_sum(tally for key, tally in told.items() if key[1] == version_id),
            )
            for version_id in sorted({key[1] for key in told}, key=lambda id_: (rows.versions.get(id_, 0), id_))
        ),
        athletes=tuple(
            LineOfAthlete(
                user_id=user_id,
                name=rows.people[user_id].name if user_id in rows.people else "",
                counts=_sum(tally for key, tally in told.items() if key[0] == user_id),
            )
            for user_id in sorted({key[0] for key in told})
        ),
    )


def _sum(tallies: Iterable[LineTally]) -> LineCounts:
    whole = LineTally()
    for tally in tallies:
        whole.verdicts.update(tally.verdicts)
        whole.sessions += tally.sessions
        whole.prescribed += tally.prescribed
        whole.effort += tally.effort
        whole.efforts += tally.efforts
    of = whole.verdicts
    return LineCounts(
        sessions=whole.sessions,
        prescribed=whole.prescribed,
        met=of["met"],
        under=of["under"],
        over=of["over"],
        partial=of["partial"],
        omitted=of["omitted"],
        substituted=of["substituted"],
        unknown=of["unknown"],
        met_rate=round(of["met"] / whole.prescribed, 4) if whole.prescribed else None,
        effort=EffortSaid(mean=round(whole.effort / whole.efforts, 2), said=whole.efforts) if whole.efforts else None,
    )
