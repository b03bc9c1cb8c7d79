"""How many taps a set costs, counted in a real browser against what the documentation says."""

from typing import TYPE_CHECKING

import pytest

from tests.web.player.gym import Gym, Phone
from tests.web.player.moves import stands

if TYPE_CHECKING:
    from playwright.sync_api import Playwright


@pytest.mark.parametrize(
    ("taps", "performance"),
    [
        (['[data-do="done"]'], {"reps": 5, "weight": 100, "weightUnit": "kg"}),
        (['[data-do="done"]', '[data-reps="3"]'], {"reps": 3, "weight": 100, "weightUnit": "kg"}),
        (['[data-do="done"]', '[data-more="weight"]'], {"reps": 5, "weight": 102.5, "weightUnit": "kg"}),
    ],
    ids=["as planned: 1", "other repetitions: 2", "another load: 2"],
)
def test_a_set_costs_one_tap_as_planned_and_two_otherwise(
    playwright: "Playwright", gym: Gym, taps: list[str], performance: dict[str, object]
) -> None:
    with gym.open():
        phone = Phone(gym, playwright)
        phone.sign_in()
        phone.play()
        phone.tap("start")
        stands(phone.page, before="scheduled|work|squat-1")

        for tap in taps:
            phone.page.locator(tap).first.click()
        phone.page.locator('[data-do="skip"]').wait_for()
        phone.page.wait_for_timeout(300)
        phone.sent()
        phone.off()

        (done,) = gym.session()["performanceLog"]["sections"][0]["exercises"][0]["sets"]
        assert done["performance"] == performance
