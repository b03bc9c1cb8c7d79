"""Which way a session's efforts went: the movement of each, as the snapshot says it or its section lets expect."""

from collections.abc import Mapping

import msgspec

from mesocycle.domain.document import Id
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.steps import expand
from mesocycle.domain.plan.workout import (
    CooldownSection,
    HillRepeatsSection,
    Movement,
    RunSection,
    Section,
    StepsSection,
    WarmupSection,
    WorkoutType,
)


class Movements(msgspec.Struct, frozen=True, kw_only=True):
    """What of a snapshot is needed to sum what was done of it."""

    type: WorkoutType
    name: str
    steps: Mapping[Id, Movement]
    sections: Mapping[Id, Movement]
    easy: frozenset[Id] = frozenset()
    """Warm-up and cool-down sections: what is lifted there is no working set."""

    def movement(self, section_id: Id, step_id: Id | None) -> Movement:
        """Give the movement of an effort; a lap's is its section's."""
        of_step = self.steps.get(step_id or "")
        return of_step if of_step is not None else self.sections.get(section_id, "other")


def course(snapshot: WorkoutSnapshot) -> Movements:
    """Read the movements of a snapshot; a step that says none goes as its section does."""
    steps: dict[Id, Movement] = {}
    sections: dict[Id, Movement] = {}
    for section in snapshot.sections:
        sections.setdefault(section.id, _of_section(section, snapshot.type))
        for step in expand(section).each_step():
            steps.setdefault(step.id, step.movement or sections[section.id])
    easy = frozenset(each.id for each in snapshot.sections if isinstance(each, WarmupSection | CooldownSection))
    return Movements(type=snapshot.type, name=snapshot.name, steps=steps, sections=sections, easy=easy)


def _of_section(section: Section, type_: WorkoutType) -> Movement:
    if isinstance(section, RunSection | HillRepeatsSection):
        return section.movement or "run"
    if isinstance(section, StepsSection):
        moving = (step.movement for step in expand(section).each_step() if step.phase == "active")
        said = next((movement for movement in moving if movement is not None), None)
        if said is not None:
            return said
    elif section.runs:
        return "run"
    return "other" if type_ in {WorkoutType.STRENGTH, WorkoutType.OTHER} else "run"
