"""Who is in the demo: a trainer and four athletes, what they follow, what they can lift and how fast they run."""

from msgspec import Struct

from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.domain.document import Number, TimeOfDay
from mesocycle.domain.log.performance import Reason
from mesocycle.domain.people.user import NewUser, Role, Units
from mesocycle.domain.plan.targets import ReferenceKind

TRAINER = NewUser(
    name="Mara Keller",
    email="mara@example.org",
    roles=(Role.TRAINER, Role.ATHLETE),
    time_zone="Europe/Zurich",
    default_time="06:30",
)


class Measure(Struct, frozen=True, kw_only=True):
    """A reference value as the trainer enters it at the start; `exercise` by name, `rise` for each new cycle."""

    kind: ReferenceKind
    value: Number
    unit: str
    exercise: str | None = None
    distance: Number | None = None
    rise: Number = 0


class Running(Struct, frozen=True, kw_only=True):
    """How an athlete runs where the plan names no pace: seconds a kilometre, beats a minute."""

    easy_s_km: int
    walk_s_km: int
    hard_bpm: int


class Fate(Struct, frozen=True, kw_only=True):
    """What becomes of one session on its day: it is missed, or what one of the other fields says."""

    skip: Reason | None = None
    cancel: str | None = None
    days_later: int = 0
    notes: str | None = None


MISSED = Fate()


class Pausing(Struct, frozen=True, kw_only=True):
    """Days without training, told as days since the start; the rest of the plan shifts behind them."""

    from_day: int
    days: int


class Athlete(Struct, frozen=True, kw_only=True):
    """One athlete's season. `fates` are by the number of the session, from 0, in the order they come up."""

    user: NewUser
    routine: str
    days_ago: int
    """How many days before this week's Monday the plan begins."""
    wish: AssignmentRequest = AssignmentRequest()
    race_in_days: int | None = None
    """How many days after this week's Monday the race is."""
    trains_at: TimeOfDay
    measures: tuple[Measure, ...]
    loads: dict[str, tuple[Number, Number]]
    """By exercise, where the plan names no load: that of the first week, and what each week adds, in the
    athlete's own unit."""
    running: Running = Running(easy_s_km=390, walk_s_km=640, hard_bpm=170)
    fates: dict[int, Fate]
    pausing: Pausing | None = None
    weeks_alone: int = 0
    """For how many weeks before the plan they ran by themselves."""
    second_thoughts_on: int | None = None
    """On which day of the plan the trainer shifts it, and takes that back."""


ANNA = Athlete(
    user=NewUser(
        name="Anna Berg",
        email="anna@example.org",
        time_zone="Europe/Oslo",
        default_time="18:00",
    ),
    routine="training-max-wave",
    days_ago=84,
    wish=AssignmentRequest(cycles=4),
    trains_at="18:00",
    measures=(
        Measure(kind=ReferenceKind.TRAINING_MAX, exercise="Back Squat", value=90, unit="kg", rise=5),
        Measure(kind=ReferenceKind.TRAINING_MAX, exercise="Bench Press", value=55, unit="kg", rise=2.5),
        Measure(kind=ReferenceKind.TRAINING_MAX, exercise="Deadlift", value=112.5, unit="kg", rise=5),
        Measure(kind=ReferenceKind.TRAINING_MAX, exercise="Overhead Press", value=37.5, unit="kg", rise=2.5),
        Measure(kind=ReferenceKind.BODYWEIGHT, value=64.5, unit="kg"),
    ),
    loads={
        "Dumbbell Walking Lunge": (12, 0.25),
        "Dumbbell Row": (20, 0.35),
        "Face Pull": (15, 0.25),
        "Lying Leg Curl": (30, 0.5),
        "Romanian Deadlift": (70, 1),
        "Lateral Raise": (6, 0.15),
        "Farmer's Walk": (24, 0.5),
        "Band Pull-apart": (0, 0),
    },
    fates={
        9: Fate(skip="illness", notes="Fever since the night."),
        10: Fate(skip="illness"),
        17: Fate(days_later=1),
        22: Fate(cancel="The gym is closed today."),
        27: MISSED,
        33: Fate(skip="travel"),
    },
)

BEN = Athlete(
    user=NewUser(
        name="Ben Carter",
        email="ben@example.org",
        time_zone="America/Denver",
        units=Units.IMPERIAL,
        default_time="06:15",
    ),
    routine="novice-linear-3-day",
    days_ago=77,
    trains_at="06:15",
    measures=(Measure(kind=ReferenceKind.BODYWEIGHT, value=182, unit="lb"),),
    loads={
        "Back Squat": (135, 10),
        "Overhead Press": (75, 2.5),
        "Deadlift": (185, 10),
        "Bench Press": (115, 5),
        "Barbell Row": (95, 5),
        "Band Pull-apart": (0, 0),
    },
    fates={
        7: Fate(skip="no-time"),
        14: Fate(days_later=1),
        19: MISSED,
        25: Fate(skip="fatigue", notes="Slept four hours, the baby has a cold."),
    },
)

HANA = Athlete(
    user=NewUser(
        name="Hana Sato",
        email="hana@example.org",
        time_zone="Asia/Tokyo",
        default_time="07:00",
    ),
    routine="first-5-km",
    days_ago=76,  # a Tuesday; with the pause the 5 km is run on this week's Saturday
    trains_at="07:00",
    measures=(Measure(kind=ReferenceKind.MAX_HEART_RATE, value=186, unit="bpm"),),
    loads={},
    running=Running(easy_s_km=455, walk_s_km=650, hard_bpm=168),
    fates={
        4: Fate(skip="weather", notes="Typhoon warning."),
        11: Fate(skip="injury", notes="Calf pulled on the stairs."),
        18: Fate(days_later=1),
    },
    pausing=Pausing(from_day=27, days=21),
)

LIAM = Athlete(
    user=NewUser(
        name="Liam Byrne",
        email="liam@example.org",
        time_zone="Europe/Dublin",
        default_time="12:30",
    ),
    routine="half-marathon-12-weeks",
    days_ago=63,
    race_in_days=20,
    trains_at="12:30",
    measures=(
        Measure(kind=ReferenceKind.THRESHOLD_PACE, value=262, unit="s/km"),
        Measure(kind=ReferenceKind.RACE_PACE, value=272, unit="s/km", distance=21097.5),
        Measure(kind=ReferenceKind.THRESHOLD_HEART_RATE, value=171, unit="bpm"),
        Measure(kind=ReferenceKind.MAX_HEART_RATE, value=189, unit="bpm"),
    ),
    loads={"Goblet Squat": (16, 1), "Single-Leg Romanian Deadlift": (10, 0.5)},
    running=Running(easy_s_km=332, walk_s_km=620, hard_bpm=170),
    fates={
        8: MISSED,
        13: Fate(skip="weather", notes="Storm, trees down along the canal."),
        21: Fate(days_later=1),
        29: Fate(cancel="Work dinner, moved to a walk."),
        37: Fate(skip="fatigue"),
    },
    weeks_alone=3,
    second_thoughts_on=30,
)

ATHLETES = (ANNA, BEN, HANA, LIAM)


def everybody() -> set[str]:
    """Give the e-mail addresses of all who are in the demo."""
    return {TRAINER.email, *(athlete.user.email for athlete in ATHLETES)}
