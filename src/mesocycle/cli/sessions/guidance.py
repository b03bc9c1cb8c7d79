"""What a line's progression suggests, in words: beside a plan, which stays as it was written."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from mesocycle.cli.frame.amounts import weight_words
from mesocycle.cli.frame.context import Run
from mesocycle.domain.document import Id
from mesocycle.domain.log.performance import Suggestion
from mesocycle.domain.plan.lines import Lines
from mesocycle.domain.plan.words import clock, distance_words
from mesocycle.domain.session.session import WorkoutSession
from mesocycle.domain.session.stored_log import find_log, find_snapshot

if TYPE_CHECKING:  # only where a session is shown to people
    from mesocycle.domain.session.guidance import Guidance


def guidance_beside(run: Run, session: WorkoutSession) -> Mapping[Id, str]:
    """Give what is suggested for each line of a session, in words."""
    from mesocycle.reports.guide_session import guide_session

    found = guide_session(run.db, session.user_id, session.id, run.act)
    return {one.line_id: guidance_words(one) for one in found.lines}


def done_as_suggested(session: WorkoutSession) -> list[str]:
    """Say of which exercises the suggestion was written down in the place of the plan."""
    log, snapshot = find_log(session), find_snapshot(session)
    told: dict[str, None] = {}
    for section in log.sections if log is not None and snapshot is not None else ():
        names = {line.id: line.name for line in Lines(snapshot).exercises.values()} if snapshot is not None else {}
        for exercise in section.exercises:
            for one in exercise.sets:
                if one.as_planned and one.suggested is not None:
                    amounts = ", ".join(_amounts(one.suggested))
                    told[f"{names.get(exercise.exercise_id or '', '')}: {amounts}, as suggested"] = None
    return list(told)


def guidance_words(found: "Guidance") -> str:
    """Write a suggestion with its reason: `Suggested: 82.5 kg. All planned sets were met, so add 2.5 kg.`."""
    what = " training max" if found.applies_to == "trainingMax" else ""
    said = ", ".join(_amounts(found.suggestion))
    return f"Suggested{what}: {said}. {found.suggestion.why}" if said else found.suggestion.why


def _amounts(one: Suggestion) -> list[str]:
    parts = (
        None if one.weight is None else weight_words(one.weight, one.weight_unit),
        None if one.reps is None else f"{one.reps} reps",
        None if one.duration is None else clock(one.duration),
        None if one.distance is None else distance_words(one.distance),
    )
    return [part for part in parts if part]
