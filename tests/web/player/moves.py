"""Going through a whole workout as a thumb does: whatever the screen asks for next, one tap after the other."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tests.web.player.gym import Phone

if TYPE_CHECKING:
    from playwright.sync_api import Page

_STANDS = """() => {
  const has = (what) => document.querySelector(`section [data-do="${what}"]`) !== null;
  const next = ["start", "skip", "score", "done-all", "done", "finish", "complete", "reopen"].find(has) ?? "";
  return [next, document.querySelector("#player").dataset.screen ?? ""];
}"""
FINISHED = "reopen"
_POLL_MS = 25
_MOST_POLLS = 600


def stands(page: "Page", *, before: str = "") -> tuple[str, str]:
    """Wait until the page has left a screen; gives the tap that leads on, and the screen it is on."""
    for _ in range(_MOST_POLLS):  # the pages' policy lets Playwright's own waiting for a function not run
        what, screen = page.evaluate(_STANDS)
        if what and screen and screen != before:
            return what, screen
        page.wait_for_timeout(_POLL_MS)
    raise AssertionError(f"the page stays on {screen}, where {what or 'nothing'} leads on")


def to_today(page: "Page") -> None:
    """Begin a plan whose days are shown; late in a week the page asks before the first week is lost."""
    page.locator("#would").wait_for()
    asked = page.locator("button[name=beginOn]")
    if asked.count():
        asked.first.click()
        asked.wait_for(state="detached")
    page.click("main button:has-text('Begin')")
    page.wait_for_url("**/today**")


def taps(phone: Phone, *, most: int = 200) -> Iterator[tuple[str, str]]:
    """Tap until the session is finished; gives each tap and its screen, once the page has taken it in."""
    what, screen = stands(phone.page)
    for _ in range(most):
        if what == FINISHED:
            return
        if what == "score":
            phone.page.fill("[name=rounds]", "6")
        phone.page.locator(f'section [data-do="{what}"]').first.click()
        tapped = (what, screen)
        what, screen = stands(phone.page, before=screen)
        yield tapped
    raise AssertionError("the workout does not end")
