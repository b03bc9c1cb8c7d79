"""Every view and order of the roster that can be asked for is one that there is."""

from typing import get_args

from mesocycle.domain.people import roster_view
from mesocycle.domain.people.roster_choices import Show, Sort


def test_every_word_has_its_view_or_its_order() -> None:
    assert tuple(roster_view.SHOWN) == get_args(Show)
    for sort in get_args(Sort):
        assert roster_view.rows_of([], show="all", sort=sort, down=False, search="") == []
