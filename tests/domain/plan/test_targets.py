"""What zones and percentages of a plan may refer to."""

import pytest

from mesocycle.domain.plan.targets import HEART_RATE_RESERVE, PERCENT_OF, ReferenceKind, measured_by

K = ReferenceKind


@pytest.mark.parametrize(
    ("metric", "basis", "of"),
    [
        ("heart-rate", "zone", (K.HEART_RATE_ZONES,)),
        ("pace", "zone", (K.PACE_ZONES,)),
        ("speed", "zone", (K.PACE_ZONES,)),
        ("power", "zone", ()),
        ("pace", "percent", (K.THRESHOLD_PACE, K.RACE_PACE)),
        ("power", "percent", (K.THRESHOLD_POWER,)),
        ("cadence", "percent", ()),
        ("heart-rate", "absolute", ()),
    ],
)
def test_a_metric_is_measured_by_values_of_its_own_kind(metric: str, basis: str, of: tuple[str, ...]) -> None:
    assert measured_by(metric, basis) == of


def test_a_heart_rate_may_be_a_share_of_the_reserve_and_nothing_else_is() -> None:
    assert [metric for metric, of in PERCENT_OF.items() if HEART_RATE_RESERVE in of] == ["heart-rate"]
