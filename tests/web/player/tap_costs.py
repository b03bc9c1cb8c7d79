"""What each deed costs in taps: done in a real browser, counted by the page's own events."""

import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.web.player.gym import Gym, Phone, a_workout
from tests.web.player.moves import stands

if TYPE_CHECKING:
    from playwright.sync_api import Playwright

_COUNT = """addEventListener("click", (event) => {
  if (event.isTrusted) globalThis.__taps = (globalThis.__taps ?? 0) + 1;
}, true);"""


class Deed(NamedTuple):
    """Something to be done in a running workout: what to tap for it, and what is logged then."""

    what: str
    taps: tuple[str, ...]
    logged: tuple[dict[str, Any], ...] = ()
    before: tuple[str, ...] = ()
    """What is tapped before it is counted."""
    others: str = "not counted"
    """The best of other programs that were read or tried."""


def _kg(reps: int, weight: float) -> dict[str, Any]:
    return {"reps": reps, "weight": weight, "weightUnit": "kg"}


_DONE, _SKIP = '[data-do="done"]', '[data-do="skip"]'
_MORE_KG = '[data-more="weight"]'
DEEDS = (
    Deed("a set as planned", (_DONE,), (_kg(5, 100),), others="1 (LiftLog)"),
    Deed("a set with other repetitions", (_DONE, '[data-reps="3"]'), (_kg(3, 100),), others="2 (LiftLog)"),
    Deed("a set with another load", (_DONE, _MORE_KG), (_kg(5, 102.5),), others="3 (LiftLog: a dialog)"),
    Deed("the set after it, with that load again", (_DONE,), (_kg(5, 102.5), _kg(5, 102.5)), (_DONE, _MORE_KG, _SKIP)),
    Deed("the set before corrected while resting", ('[data-reps="4"]',), (_kg(4, 100),), (_DONE,)),
    Deed("a rest skipped", (_SKIP,), (_kg(5, 100),), (_DONE,)),
    Deed("a rest made 15 seconds longer", ('[data-do="longer"]',), (_kg(5, 100),), (_DONE,)),
    Deed("all sets seen, and back", ('[data-do="list"]', '[data-do="back"]')),
    Deed("another set chosen from the list", ('[data-do="list"]', '[data-turn="row-2"]')),
    Deed("a set more than planned", (".others summary", '[data-do="more"]')),
    Deed("the workout finished, with nothing said of it", ('[data-do="to-finish"]', '[data-do="complete"]')),
)


def counted(playwright: "Playwright", gym: Gym) -> dict[str, int]:
    """Do each deed in a workout of its own and count its taps; what is logged must be what was meant."""
    found = {}
    phone = Phone(gym, playwright)
    phone.context.add_init_script(_COUNT)
    phone.sign_in()
    for number, deed in enumerate(DEEDS):
        session = gym.add(f"deed-{number}", a_workout())
        phone.play(session)
        phone.tap("start")
        stands(phone.page, before="scheduled|work|squat-1")
        for tap in deed.before:
            phone.page.locator(tap).first.click()
        phone.page.wait_for_timeout(200)
        phone.page.evaluate("globalThis.__taps = 0")
        for tap in deed.taps:
            phone.page.locator(tap).first.click()
        phone.page.wait_for_timeout(400)
        found[deed.what] = int(phone.page.evaluate("globalThis.__taps"))
        phone.sent()
        assert _logged(gym, session) == list(deed.logged), deed.what
    phone.off()
    return found


def _logged(gym: Gym, session: str) -> list[dict[str, Any]]:
    log = gym.session(session).get("performanceLog") or {"sections": []}
    return [
        each["performance"] for section in log["sections"] for line in section["exercises"] for each in line["sets"]
    ]


def counted_anew() -> dict[str, int]:
    """Count in a gym of its own, for whoever writes the page."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # not on every machine

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        gym = Gym(Path(folder))
        with closing(gym.db), gym.open():
            return counted(driver, gym)
