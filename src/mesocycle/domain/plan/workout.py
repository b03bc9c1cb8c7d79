"""What is planned for one training day: workout, sections, exercises, sets, steps."""

from enum import StrEnum
from typing import ClassVar, Literal

from msgspec import field

from mesocycle.domain.document import Document, DurationText, Id, Minutes, Number, TimeOfDay
from mesocycle.domain.plan.targets import Percent, ReferenceKind
from mesocycle.domain.quantity import WeightUnit


class WorkoutType(StrEnum):
    """What a workout mainly is; any section may stand in any. No plan says `other`: it is what else was done."""

    STRENGTH = "strength"
    RUNNING = "running"
    TRAIL_RUNNING = "trail-running"
    OTHER = "other"


Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Weeks = tuple[int, ...]
"""The plan weeks a line exists in; absent means every week."""
Movement = Literal["run", "walk", "hike", "bike", "row", "swim", "other"]
Terrain = Literal["road", "track", "trail", "mountain", "mixed"]
Phase = Literal["warmup", "active", "recovery", "rest", "cooldown"]
Side = Literal["left", "right"]
TargetMetric = Literal[
    "pace", "speed", "heart-rate", "power", "cadence", "rpe", "grade", "vertical-speed", "elevation-gain"
]


class Target(Document, frozen=True, kw_only=True):
    """Aim at a range: `low <= high` as numbers; only `high` is a cap, only `low` a floor."""

    metric: TargetMetric
    low: Number | None = None
    high: Number | None = None
    unit: str
    basis: Literal["absolute", "zone", "percent"]
    of: str | None = None


class Goal(Document, frozen=True, kw_only=True):
    """Say what ends a step: exactly one key (seconds, metres, kcal, beats a minute)."""

    repetitions: int | None = None
    duration: Number | None = None
    distance: Number | None = None
    elevation_gain: Number | None = None
    elevation_loss: Number | None = None
    calories: Number | None = None
    heart_rate_below: Number | None = None
    heart_rate_above: Number | None = None
    open: bool | None = None


class Step(Document, frozen=True, kw_only=True, tag_field="type", tag="step"):
    """One thing to do until its goal is reached."""

    id: Id = field(name="_id")
    name: str | None = None
    phase: Phase
    goal: Goal
    targets: tuple[Target, ...] | None = None
    movement: Movement | None = None
    equipment: tuple[str, ...] | None = None
    terrain: Terrain | None = None
    exercise_id: Id | None = None
    exercise_variant_id: Id | None = None
    weeks: Weeks | None = None
    notes: str | None = None


class Block(Document, frozen=True, kw_only=True, tag_field="type", tag="block"):
    """Steps repeated `rounds` times; holds steps only, so blocks nest one level deep."""

    id: Id = field(name="_id")
    rounds: int
    steps: tuple[Step, ...]
    weeks: Weeks | None = None


class Tempo(Document, frozen=True, kw_only=True, rename=None):
    """Seconds of each phase of a repetition, or `"X"` for explosive; field names as on the wire."""

    eccentric: Number | Literal["X"]
    eccentric_pause: Number | Literal["X"]
    concentric: Number | Literal["X"]
    concentric_pause: Number | Literal["X"]


class MiniSets(Document, frozen=True, kw_only=True):
    """Small sets inside one set: clusters, myo-reps, rest-pause."""

    count: int
    count_max: int | None = None
    reps: int
    reps_max: int | None = None
    rest: DurationText


SetType = Literal["working", "warmup", "drop", "failure"]
RepType = Literal["fixed", "range", "time", "distance", "calories", "max"]


class ExerciseSet(Document, frozen=True, kw_only=True):
    """One prescribed set, as written: percentages stay percentages, weights keep their unit."""

    id: Id = field(name="_id")
    set_number: int
    set_type: SetType
    rep_type: RepType
    weeks: Weeks | None = None
    reps: int | None = None
    reps_min: int | None = None
    reps_max: int | None = None
    weight: Number | None = None
    weight_max: Number | None = None
    weight_unit: WeightUnit | None = None
    percent_of_1rm: Number | None = field(name="percentOf1RM", default=None)
    percent_of_training_max: Number | None = None
    percent_of_top_set: Number | None = None
    percent_of_previous_set: Number | None = None
    percent_max: Number | None = None
    percent_exercise_id: Id | None = None
    rpe: Number | None = None
    rpe_max: Number | None = None
    rir: Number | None = None
    rir_max: Number | None = None
    duration: Number | None = None
    hold_time: Number | None = None
    distance: Number | None = None
    calories: Number | None = None
    mini_sets: MiniSets | None = None
    per_side: bool | None = None
    unilateral_side: Side | None = None
    tempo: Tempo | None = None
    rest_after: DurationText | None = None
    notes: str | None = None

    @property
    def percent(self) -> Percent | None:
        """What its load is a percentage of; None where it names no percentage."""
        kinds = (
            (self.percent_of_1rm, ReferenceKind.ONE_REP_MAX),
            (self.percent_of_training_max, ReferenceKind.TRAINING_MAX),
            (self.percent_of_top_set, None),
            (self.percent_of_previous_set, None),
        )
        return next((Percent(low, self.percent_max, of) for low, of in kinds if low is not None), None)


class Progression(Document, frozen=True, kw_only=True):
    """How the prescription is meant to grow; `stages` are set-notation texts."""

    increment: Number | None = None
    increment_unit: str | None = None
    every: Literal["session", "week", "cycle"]
    applies_to: Literal["load", "reps", "trainingMax"]
    failures_before_reset: int | None = None
    reset_percent: Number | None = None
    stages: tuple[str, ...] | None = None


ProgressionMethod = Literal[
    "linear",
    "percentage",
    "rpe",
    "time-under-tension",
    "dual-linear",
    "widowmaker",
    "myo-reps",
    "amrap",
    "pyramid",
    "wave-loading",
    "cluster-sets",
    "rest-pause",
]


class PlannedExercise(Document, frozen=True, kw_only=True, tag_field="type"):
    """One exercise line; its name is inside so that a snapshot reads without the library."""

    id: Id = field(name="_id")
    exercise_id: Id
    exercise_variant_id: Id
    name: str
    order_index: int
    weeks: Weeks | None = None
    rest_between_sets: DurationText | None = None
    rest_after: DurationText | None = None
    notes: str | None = None
    unilateral_mode: Literal["alternating", "sequential", "simultaneous"] | None = None
    superset_group_id: str | None = None
    load_per: Literal["total", "hand"] | None = None
    progression_method: ProgressionMethod | None = None
    progression: Progression | None = None


class StrengthExercise(PlannedExercise, frozen=True, kw_only=True, tag="strength"):
    """Sets with an external load."""

    sets: tuple[ExerciseSet, ...]


class BodyweightExercise(PlannedExercise, frozen=True, kw_only=True, tag="bodyweight"):
    """Sets with the own body; `weight` is added load, negative is assistance."""

    sets: tuple[ExerciseSet, ...]


class MobilityExercise(PlannedExercise, frozen=True, kw_only=True, tag="mobility"):
    """Stretches and drills."""

    sets: tuple[ExerciseSet, ...]


class TabataExercise(PlannedExercise, frozen=True, kw_only=True, tag="tabata"):
    """An exercise of a tabata: the section's intervals say when, so there are no sets."""


Exercise = StrengthExercise | BodyweightExercise | MobilityExercise | TabataExercise


class PlannedSection(Document, frozen=True, kw_only=True, tag_field="type"):
    """What all sections share."""

    runs: ClassVar[bool] = False
    """Whether the section expands into steps."""

    id: Id = field(name="_id")
    name: str
    order_index: int
    weeks: Weeks | None = None
    rest_after: DurationText | None = None
    notes: str | None = None
    targets: tuple[Target, ...] | None = None
    exercises: tuple[Exercise, ...] | None = None


class WarmupSection(PlannedSection, frozen=True, kw_only=True, tag="warmup"):
    """Getting ready; a bare number in `duration` is whole minutes, `distance` metres."""

    target_muscle_groups: tuple[str, ...] | None = None
    duration: Minutes | DurationText | None = None
    distance: Number | None = None
    intensity: Literal["light", "moderate"] | None = None


class CooldownSection(PlannedSection, frozen=True, kw_only=True, tag="cooldown"):
    """Coming down; a bare number in `duration` is whole minutes, `distance` metres."""

    duration: Minutes | DurationText | None = None
    distance: Number | None = None
    stretching_focus: tuple[str, ...] | None = None


class BasicSection(PlannedSection, frozen=True, kw_only=True, tag="basic"):
    """Exercises one after the other."""


class EmomSection(PlannedSection, frozen=True, kw_only=True, tag="emom"):
    """Every interval a round: interval = `emomDuration` (whole minutes) / `rounds`."""

    emom_duration: Minutes
    rounds: int
    alternating: bool | None = None
    rest_between_rounds: DurationText | None = None


class TabataSection(PlannedSection, frozen=True, kw_only=True, tag="tabata"):
    """Work and rest intervals in rounds."""

    work_interval: DurationText
    rest_interval: DurationText
    rounds: int


class CircuitSection(PlannedSection, frozen=True, kw_only=True, tag="circuit"):
    """Exercises in rounds."""

    rounds: int
    rest_between_rounds: DurationText
    rest_between_exercises: DurationText | None = None
    time_cap: DurationText | None = None


class AmrapSection(PlannedSection, frozen=True, kw_only=True, tag="amrap"):
    """As many rounds as possible inside the time cap."""

    time_cap: DurationText


class IntervalsSection(PlannedSection, frozen=True, kw_only=True, tag="intervals"):
    """Rounds of work and rest, each by distance (metres) or by duration."""

    runs: ClassVar[bool] = True
    rounds: int
    work_distance: Number | None = None
    work_duration: DurationText | None = None
    rest_distance: Number | None = None
    rest_duration: DurationText | None = None
    rest_type: Literal["jog", "walk", "static"] | None = None
    intensity: Literal["aerobic", "threshold", "race-pace", "vo2max", "anaerobic"]
    skip_last_rest: bool | None = None


class TempoSection(PlannedSection, frozen=True, kw_only=True, tag="tempo"):
    """A steady hard stretch by distance (metres) or duration; `targetPace` like `4:30/km`."""

    runs: ClassVar[bool] = True
    distance: Number | None = None
    duration: DurationText | None = None
    target_pace: str | None = None


class FartlekSection(PlannedSection, frozen=True, kw_only=True, tag="fartlek"):
    """Speed play, told in words."""

    runs: ClassVar[bool] = True
    duration: DurationText
    description: str


class HillRepeatsSection(PlannedSection, frozen=True, kw_only=True, tag="hill_repeats"):
    """Climbs by length (metres), duration or elevation gain (metres), and the way down."""

    runs: ClassVar[bool] = True
    repeats: int
    hill_length: Number | None = None
    work_duration: DurationText | None = None
    elevation_gain: Number | None = None
    rest_type: Literal["jog_down", "walk_down", "static"]
    rest_duration: DurationText | None = None
    movement: Movement | None = None
    equipment: tuple[str, ...] | None = None


class RunSection(PlannedSection, frozen=True, kw_only=True, tag="run"):
    """One continuous run; two of distance, duration, elevation gain are both aims."""

    runs: ClassVar[bool] = True
    distance: Number | None = None
    duration: DurationText | None = None
    elevation_gain: Number | None = None
    elevation_loss: Number | None = None
    terrain: Terrain | None = None
    movement: Movement | None = None
    equipment: tuple[str, ...] | None = None


class StepsSection(PlannedSection, frozen=True, kw_only=True, tag="steps"):
    """Steps and blocks of steps, in rounds."""

    runs: ClassVar[bool] = True
    rounds: int
    steps: tuple[Step | Block, ...]


Section = (
    WarmupSection
    | CooldownSection
    | BasicSection
    | EmomSection
    | TabataSection
    | CircuitSection
    | AmrapSection
    | IntervalsSection
    | TempoSection
    | FartlekSection
    | HillRepeatsSection
    | RunSection
    | StepsSection
)


class ScheduleEntry(Document, frozen=True, kw_only=True):
    """When a workout falls: exactly one of `weekday`, `day` (from the start date), `daysBeforeRace`."""

    weekday: Weekday | None = None
    day: int | None = None
    repeat_every: int | None = None
    days_before_race: int | None = None
    weeks: Weeks | None = None
    time: TimeOfDay | None = None


class Workout(Document, frozen=True, kw_only=True):
    """One training day inside a version."""

    id: Id = field(name="_id")
    name: str
    type: WorkoutType
    order_index: int
    objective: str
    notes: str | None = None
    schedule: tuple[ScheduleEntry, ...]
    sections: tuple[Section, ...]
