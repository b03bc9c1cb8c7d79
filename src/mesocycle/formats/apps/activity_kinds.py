"""What other programs call kinds of activity, in the languages of their users, as our workout types and movements."""

from mesocycle.domain.plan.workout import Movement, WorkoutType

_WORDS: tuple[tuple[tuple[str, ...], WorkoutType, Movement], ...] = (
    (
        ("strength", "weight", "kraft", "musculation", "pesas", "fuerza", "pesi", "gewicht"),
        WorkoutType.STRENGTH,
        "other",
    ),
    (("trail", "skyrun"), WorkoutType.TRAIL_RUNNING, "run"),
    (("hik", "wander", "randonn", "senderismo", "escursion", "wandel", "mountaineer"), WorkoutType.RUNNING, "hike"),
    (("walk", "spazier", "gehen", "marche", "caminata", "camminata"), WorkoutType.RUNNING, "walk"),
    (("swim", "schwimm", "natation", "natación", "nuoto", "zwem"), WorkoutType.RUNNING, "swim"),
    (("row", "ruder", "aviron", "remo", "canott", "roei"), WorkoutType.RUNNING, "row"),
    (
        ("ride", "cycl", "bik", "bmx", "rad", "vélo", "velo", "ciclis", "bicicl", "fiets"),
        WorkoutType.RUNNING,
        "bike",
    ),
    (("run", "lauf", "jog", "course", "carrera", "corsa", "corrida", "hardloop", "löp"), WorkoutType.RUNNING, "run"),
)


def kind_of(name: str, *, covers_distance: bool) -> tuple[WorkoutType, Movement]:
    """Give type and movement of an activity; an unknown one runs where it covers a distance, else it is strength."""
    written = name.casefold()
    for words, kind, movement in _WORDS:
        if any(word in written for word in words):
            return kind, movement
    return (WorkoutType.RUNNING if covers_distance else WorkoutType.STRENGTH), "other"
