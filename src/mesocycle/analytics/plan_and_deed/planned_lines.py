"""The lines of a snapshot as they are to be done, each set and step in its round, with what it aims at."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from mesocycle.analytics.plan_and_deed.amounts import NOTHING, Amounts
from mesocycle.analytics.plan_and_deed.set_aims import planned_amounts, set_aims
from mesocycle.analytics.plan_and_deed.step_aims import step_aims, step_amounts, step_seconds
from mesocycle.analytics.plan_and_deed.tolerance import Aim, Measure
from mesocycle.domain.document import Id
from mesocycle.domain.log.as_planned import turns
from mesocycle.domain.plan.lines import sets_of
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.plan.steps import flatten, seconds
from mesocycle.domain.plan.words import goal_words, is_bare, set_words, target_words
from mesocycle.domain.plan.workout import Exercise, ExerciseSet, Section, Step, TabataSection, Target
from mesocycle.domain.reference.loads import ResolvedLoad
from mesocycle.domain.reference.resolution import Resolved

SET_SECONDS = 120.0
"""What a set without a time of its own counts for beside steps and timed sets: itself and a rest."""


class PlannedLine(Struct, frozen=True, kw_only=True):
    """One set, one round of an exercise without sets, or one step in its turn."""

    section_id: Id
    exercise: Exercise | None = None
    set: ExerciseSet | None = None
    step: Step | None = None
    round: int | None = None
    inner_round: int | None = None
    aims: tuple[Aim, ...]
    amounts: Amounts
    weight: float
    """How much it counts among the lines of its session: about its seconds."""
    said: str = ""
    """What is planned in words, where no set says it."""

    @property
    def planned(self) -> str:
        """What is planned in words; a set's are found only when somebody reads them, for they take longest."""
        return self.said if self.set is None else set_words(replace(self.set, weeks=None)).removeprefix("1x")

    @property
    def asks(self) -> bool:
        """Whether it asks for anything: the sets of a workout that came without a plan do not."""
        return bool(self.aims) or self.set is None or not is_bare(self.set)

    @property
    def line_id(self) -> Id:
        """The `_id` it is known by through versions: of the set, the step, the exercise, else of the section."""
        line = self.set or self.step or self.exercise
        return self.section_id if line is None else line.id

    @property
    def name(self) -> str:
        """What people call it."""
        if self.exercise is not None:
            return self.exercise.name
        return "all" if self.step is None else self.step.name or self.step.phase


def planned_lines(snapshot: WorkoutSnapshot, resolved: Resolved) -> Iterator[PlannedLine]:
    """Give all lines in the order in which they are done, section by section."""
    for section in snapshot.sections:
        yield from section_lines(section, resolved)


def section_lines(section: Section, resolved: Resolved) -> Iterator[PlannedLine]:
    """Give a section's lines: first its exercises, then its steps."""
    effort = _section_effort(resolved.targets.get(section.id, ()))
    for place, exercise in enumerate(section.exercises or ()):
        if isinstance(section, TabataSection):
            yield from _tabata_lines(section, exercise)
            continue
        for planned, round_ in turns(section, exercise, place):
            yield _set_line(section, exercise, planned, round_, resolved.loads, effort)
    for turn in flatten(section):
        targets = resolved.targets.get(turn.step.id, ())
        yield PlannedLine(
            section_id=section.id,
            step=turn.step,
            round=turn.round,
            inner_round=turn.inner_round,
            aims=step_aims(turn.step, targets),
            amounts=step_amounts(turn.step, targets),
            weight=step_seconds(turn.step, targets),
            said=_step_words(turn.step, targets),
        )


def in_round(line: PlannedLine, round_: int) -> PlannedLine:
    """Give the same line in another round: of an AMRAP nobody knows beforehand how many there are."""
    return replace(line, round=round_)


def _set_line(
    section: Section,
    exercise: Exercise,
    planned: ExerciseSet,
    round_: int | None,
    loads: Mapping[Id, ResolvedLoad],
    effort: Aim | None,
) -> PlannedLine:
    load = loads.get(planned.id)
    aims = set_aims(exercise, planned, load)
    if effort is not None and all(aim.measure is not Measure.EFFORT for aim in aims):
        aims = (*aims, effort)
    timed = (planned.duration or 0) * (2 if planned.per_side else 1)
    return PlannedLine(
        section_id=section.id,
        exercise=exercise,
        set=planned,
        round=round_,
        aims=aims,
        amounts=planned_amounts(exercise, planned, load),
        weight=float(timed) or SET_SECONDS,
    )


def _tabata_lines(section: TabataSection, exercise: Exercise) -> Iterator[PlannedLine]:
    """Every exercise works once in every round; where it has sets (foreign documents), they stay as they are."""
    work = seconds(section.work_interval)
    aims = () if work is None else (Aim(Measure.DURATION, float(work), float(work)),)
    for round_ in range(1, section.rounds + 1) if not sets_of(exercise) else ():
        yield PlannedLine(
            section_id=section.id,
            exercise=exercise,
            round=round_,
            aims=aims,
            amounts=replace(NOTHING, sets=1, duration_s=float(work or 0)),
            weight=float(work or SET_SECONDS),
            said=section.work_interval,
        )


def _section_effort(targets: Iterable[Target]) -> Aim | None:
    """Give the effort that a whole section of sets is aimed at."""
    for target in targets:
        if target.metric == "rpe":
            return Aim(Measure.EFFORT, _number(target.low), _number(target.high))
    return None


def _number(number: float | None) -> float | None:
    return None if number is None else float(number)


def _step_words(step: Step, targets: Iterable[Target]) -> str:
    return " @ ".join([goal_words(step.goal), *map(target_words, targets)])
