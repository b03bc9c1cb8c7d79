"""An offer is known by what it says."""

from mesocycle.domain.assignment.carry_over import carry_id


def test_the_same_change_has_the_same_id_and_another_has_another() -> None:
    ids = [carry_id("s1", "day", None, day) for day in ("2026-01-07", "2026-01-07", "2026-01-08")]

    assert ids[0] == ids[1] != ids[2]
