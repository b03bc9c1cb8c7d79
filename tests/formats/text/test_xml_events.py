"""XML element by element, hardened."""

import pytest

from mesocycle.domain.reading.reject import Reject
from mesocycle.formats.activities.tcx import import_activities
from tests.formats.activities.gpx import a_gpx, a_point, the_activity


def test_a_prefix_that_nobody_declared_does_no_harm() -> None:
    inside = "<extensions><gpxdata:hr>151</gpxdata:hr><gpxdata:cadence>84</gpxdata:cadence></extensions>"

    activity = the_activity(a_gpx(a_point(0, 47.0, inside)))

    assert (activity.performance.average_heart_rate, activity.performance.average_cadence) == (151, 168)


def test_a_byte_order_mark_does_no_harm() -> None:
    assert the_activity(b"\xef\xbb\xbf" + a_gpx(a_point(0, 47.0))).records == 1


@pytest.mark.parametrize(
    "body",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>',
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><TrainingCenterDatabase/>',
        b"<a>" * 1000,
    ],
)
def test_entities_and_endless_nesting_are_refused(body: bytes) -> None:
    (reject,) = import_activities(body)

    assert isinstance(reject, Reject)
    assert "not read" in reject.reason
