"""Which reference value holds on a day."""

from mesocycle.domain.reference.in_force import in_force
from tests.domain.reference.athletes import DAY, K, a_value


def test_the_latest_value_not_after_the_day_is_in_force_and_of_equals_the_last_added() -> None:
    values = [
        a_value(K.BODYWEIGHT, 80, id_="old", since="2026-01-01"),
        a_value(K.BODYWEIGHT, 79, id_="first", since="2026-03-10"),
        a_value(K.BODYWEIGHT, 78, id_="second", since="2026-03-10"),
        a_value(K.BODYWEIGHT, 70, id_="future", since="2026-03-11"),
    ]

    found = in_force(values, K.BODYWEIGHT, DAY)

    assert found is not None
    assert found.id == "second"
    assert in_force(values, K.BODYWEIGHT, "2025-12-31") is None


def test_a_value_of_the_variant_goes_before_one_of_the_movement_and_another_variants_does_not_count() -> None:
    movement = a_value(K.ONE_REP_MAX, 150, exercise="squat", id_="movement", since="2026-02-01")
    front = a_value(K.ONE_REP_MAX, 120, exercise="squat", variant="front-squat", id_="front")

    def found(variant: str) -> str | None:
        value = in_force([front, movement], K.ONE_REP_MAX, DAY, exercise_id="squat", exercise_variant_id=variant)
        return value.id if value else None

    assert found("front-squat") == "front"
    assert found("back-squat") == "movement"
    assert in_force([front], K.ONE_REP_MAX, DAY, exercise_id="squat", exercise_variant_id="back-squat") is None
