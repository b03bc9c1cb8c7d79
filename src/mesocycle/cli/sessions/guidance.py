"""What a line's progression suggests, in words: beside a plan, which stays as it was written."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from mesocycle.cli.frame.amounts import weight_words
from mesocycle.cli.frame.context import Run
from mesocycle.domain.document import Id
from mesocycle.domain.log.performance import Suggestion
from mesocycle.domain.plan.words import clock, distance_words
from mesocycle.domain.session.session import WorkoutSession

if TYPE_CHECKING:  # only where a session is shown to people
    from mesocycle.analytics.guidance.progression import Guidance


def guidance_beside(run: Run, session: WorkoutSession) -> Mapping[Id, str]:
    """Give what is suggested for each line of a session, in words."""
    from mesocycle.reports.guide_session import guide_session

    found = guide_session(run.db, session.user_id, session.id, run.act)
    return {one.line_id: guidance_words(one) for one in found.lines}


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
