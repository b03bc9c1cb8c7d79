"""What a device recorded, as a document."""

import pytest

from mesocycle.domain.activity.activity import Activity
from mesocycle.domain.document import encode
from mesocycle.domain.log.performance import Performance
from mesocycle.domain.reading.strict import read
from mesocycle.domain.refusal import DocumentNotValid

BARE = Activity(format="gpx", sport="running", movement="run", performance=Performance(distance=1000), records=7)


def test_what_a_device_did_not_tell_is_not_said() -> None:
    assert encode(BARE) == (
        b'{"format":"gpx","sport":"running","movement":"run","performance":{"distance":1000},"records":7}'
    )


@pytest.mark.parametrize("method", ["guess", "", None])
def test_a_climb_was_summed_by_a_method_that_is_known(method: object) -> None:
    said = read(encode(BARE), dict) | {"ascents": [{"method": method, "gain": 40}]}

    with pytest.raises(DocumentNotValid, match=r"ascents\[0\].method"):
        read(encode(said), Activity)
