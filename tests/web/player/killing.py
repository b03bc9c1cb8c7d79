"""A whole workout without a network, in a browser that is killed at random points."""

import random
import time
from typing import TYPE_CHECKING, NamedTuple

from tests.web.player.gym import Gym, Phone
from tests.web.player.moves import FINISHED, stands

if TYPE_CHECKING:
    from playwright.sync_api import Playwright

_SCREENS = 400


class Survived(NamedTuple):
    """What came of it: how often it was killed in mid-tap and after a tap, and what the server has at the end."""

    taps: int
    in_mid_tap: int
    after_a_tap: int
    logged: list[str]
    status: str


def train_offline(gym: Gym, playwright: "Playwright", chance: random.Random, *, kills: int, taps: int) -> Survived:
    """Go through today's workout of about `taps` taps with no server, killing the browser at random taps; then send.

    Half of the kills fall while the page takes the tap in: that tap may be lost, and is then tapped again, for the
    button still stands there. What the page has shown as done must be there after every kill.
    """
    with gym.open():
        phone = Phone(gym, playwright)
        phone.sign_in()
        phone.play()
        phone.installed()
        stands(phone.page)
    fatal = set(chance.sample(range(1, taps), kills))
    counted = {True: 0, False: 0}
    count = 0
    for count in range(_SCREENS):
        what, screen = stands(phone.page)
        if what == FINISHED:
            break
        if what == "score":
            phone.page.fill("[name=rounds]", "6")
        in_mid_tap = count in fatal and chance.random() < 0.5
        if in_mid_tap:
            phone.page.evaluate(
                "(what) => setTimeout(() => document.querySelector(`section [data-do=${what}]`).click())", what
            )
            time.sleep(chance.uniform(0, 0.05))
        else:
            phone.page.locator(f'section [data-do="{what}"]').first.click()
            stands(phone.page, before=screen)
        done = phone.done()
        if count in fatal:
            counted[in_mid_tap] += 1
            phone.kill()
            phone.switch_on()
            phone.play()
            stands(phone.page)
            assert phone.done() >= done, f"{done} were done before the kill, {phone.done()} after it"
    assert phone.errors == [], phone.errors
    with gym.open():
        phone.sign_in()  # a browser writes cookies down late; this one was killed soon after it got its own
        phone.play()
        phone.sent()
        phone.off()
        return Survived(count, counted[True], counted[False], sorted(gym.logged()), gym.session()["status"])
