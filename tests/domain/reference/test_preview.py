"""What is typed in a notation, printed and with one athlete's own values."""

from mesocycle.domain.people.user import Units
from mesocycle.domain.plan.library import LibraryExercise
from mesocycle.domain.reference.preview import NotationPreview, NotationText, preview_text
from mesocycle.domain.reference.value import MissingReference, ReferenceValue
from tests.domain.reference.athletes import DAY, SQUAT_MAX, K, a_value

SQUAT = LibraryExercise(
    id="back-squat",
    exercise_id="squat",
    exercise_variant_id="back-squat",
    name="Back squat",
    aliases=(),
    kind="strength",
    primary_muscles=(),
    secondary_muscles=(),
    equipment=(),
    unilateral=False,
)


def _preview(
    text: str, *values: ReferenceValue, run: bool = False, of: LibraryExercise | None = SQUAT
) -> NotationPreview:
    given = NotationText(kind="run" if run else "sets", text=text)
    return preview_text(given, of, values, DAY, None, Units.METRIC)


def _lines(found: NotationPreview) -> list[tuple[str, str]]:
    return [(line.notation, line.resolved) for line in found.lines]


def test_percentages_are_shown_beside_the_kilograms_they_mean() -> None:
    found = _preview("2x5@70% TM; 1x5+ @ 85% TM rest 3m; 3x8 @ 60 kg", SQUAT_MAX)

    assert found.notation == "2x5 @ 70% TM; 1x5+ @ 85% TM rest 3m; 3x8 @ 60 kg"
    assert _lines(found) == [
        ("2x5 @ 70% TM", "2x5 @ 97.5 kg"),
        ("1x5+ @ 85% TM rest 3m", "1x5+ @ 120 kg rest 3m"),
        ("3x8 @ 60 kg", "3x8 @ 60 kg"),
    ]
    assert [each.set_number for each in found.sets or ()] == [1, 2, 3, 4, 5, 6]


def test_a_value_that_is_missing_is_named_and_the_line_stays_as_it_was_typed() -> None:
    found = _preview("3x5 @ 70% TM")

    assert _lines(found) == [("3x5 @ 70% TM", "3x5 @ 70% TM")]
    assert found.missing == (MissingReference(kind="trainingMax", exercise_id="squat", exercise_name="Back squat"),)


def test_of_no_exercise_no_value_is_missing() -> None:
    assert _preview("3x5 @ 70% TM", of=None).missing == ()


def test_a_run_is_shown_with_the_athletes_own_paces_and_beats() -> None:
    values = (
        a_value(K.THRESHOLD_PACE, 250, unit="s/km"),
        a_value(K.HEART_RATE_ZONES, unit="bpm", bounds=(120, 140, 155, 170)),
    )

    found = _preview("10min warmup @ zone 1; 5x1 km @ 100% threshold pace rest 2min", *values, run=True)

    assert _lines(found) == [
        ("10min warmup @ zone 1", "10min warmup @ up to HR 120"),
        ("5x1000 m @ 100% threshold pace rest 2min", "5x1000 m @ 4:10/km rest 2min"),
    ]
    assert found.notation == "10min warmup @ zone 1; 5x1000 m @ 100% threshold pace rest 2min"
    assert len(found.steps or ()) == 2
