"""How many taps each deed costs, counted in a real browser against what the documentation says."""

from typing import TYPE_CHECKING

from tests.docs import taps
from tests.web.player.gym import Gym
from tests.web.player.tap_costs import counted

if TYPE_CHECKING:
    from playwright.sync_api import Playwright

MOST = {
    "a set as planned": 1,
    "a set with other repetitions": 2,
    "a set with another load": 2,
    "the set after it, with that load again": 1,
}


def test_each_deed_costs_what_the_page_says_and_no_more_than_the_best_of_others(
    playwright: "Playwright", gym: Gym
) -> None:
    with gym.open():
        found = counted(playwright, gym)

    assert taps.PAGE.read_text(encoding="utf-8") == taps.written(found), "run: make docs"
    assert {what: count for what, count in found.items() if count > MOST.get(what, 2)} == {}
