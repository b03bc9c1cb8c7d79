"""What is asked when a version is tried on real history."""

import pytest

from mesocycle.domain.assignment.assignment import ReplacementRequest
from mesocycle.domain.assignment.what_if import MOST_WEEKS_AHEAD, WhatIfRequest, check_what_if_wish
from mesocycle.domain.refusal import DocumentNotValid


def test_without_a_word_everybody_goes_on_where_they_stand() -> None:
    wish = WhatIfRequest(routine_version_id="v")

    check_what_if_wish(wish)

    assert (wish.members, wish.wish.continue_, wish.weeks) == (None, True, 6)


@pytest.mark.parametrize(
    ("wish", "path"),
    [
        (WhatIfRequest(routine_version_id="v", weeks=0), "weeks"),
        (WhatIfRequest(routine_version_id="v", weeks=MOST_WEEKS_AHEAD + 1), "weeks"),
        (WhatIfRequest(routine_version_id="v", wish=ReplacementRequest(start_date="2026-02-30")), "wish.startDate"),
    ],
)
def test_what_can_not_be_is_refused_by_its_name_on_the_wire(wish: WhatIfRequest, path: str) -> None:
    with pytest.raises(DocumentNotValid) as no:
        check_what_if_wish(wish)

    assert [error.path for error in no.value.errors or ()] == [path]
