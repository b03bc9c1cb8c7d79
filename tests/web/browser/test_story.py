"""The whole story in a real browser: a routine from the first key to a roll-out that is taken back, three people.

A trainer signs up, writes four weeks by the keyboard alone, publishes, invites two athletes, gives them the plan,
watches one train without a network and come back, publishes version 2, looks at what it would do, rolls it out; one
athlete answers; one replacement is taken back, and then the roll-out.
"""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from mesocycle.actions.people.invite_user import invite_user
from mesocycle.domain.instant import instant
from mesocycle.domain.people.invitation import NewInvitation
from mesocycle.domain.people.user import Role
from mesocycle.domain.permission import ALL
from mesocycle.domain.session.session import SessionStatus
from mesocycle.storage.assignments import assignments
from mesocycle.storage.calendar import pages as calendar_pages
from mesocycle.storage.calendar.pages import Wanted
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import users
from mesocycle.storage.plans import routines
from mesocycle.storage.schema import upgrade
from tests.arrange import a_user, an_act
from tests.server.cutting import Cutting, cutting
from tests.server.served import Served, serving
from tests.web.browser.conftest import PASSWORD
from tests.web.browser.editing import SAVED, written
from tests.web.player.gym import Phone
from tests.web.player.moves import stands, taps

_SOON_MS = 15_000
_PHONE = {"width": 360, "height": 740}


class _Story:
    """A server on an empty database, the trainer's way to it, and a phone's, which can be cut."""

    def __init__(self, db: Database, server: Served, radio: Cutting, secret: str, chromium: Browser) -> None:
        self.db = db
        self.server = server
        self.radio = radio
        self.secret = secret
        self.chromium = chromium

    def opened(self, address: str, **given: object) -> BrowserContext:
        """Open a browser of somebody's own."""
        context = self.chromium.new_context(base_url=address, locale="en-GB", timezone_id="UTC", **given)  # type: ignore[arg-type]  # what Playwright takes
        context.set_default_timeout(_SOON_MS)
        return context

    def user_id(self, name: str) -> str:
        """Give the id of somebody who signed up."""
        with self.db.read() as read:
            return users.get_by_email(read, f"{name}@example.org").id

    def version_of(self, name: str) -> int:
        """Give the number of the version that an athlete follows."""
        user_id = self.user_id(name)
        with self.db.read() as read:
            (live,) = assignments.live_of_users(read, {user_id: ALL})[user_id]
            return routines.several_versions(read, {live.routine_version_id})[live.routine_version_id].version

    def done_of(self, name: str) -> list[str]:
        """Give the names of the sessions that an athlete has completed."""
        wanted = Wanted(statuses=[SessionStatus.COMPLETED])
        with self.db.read() as read:
            return [each.workout_name for each in calendar_pages.summaries(read, self.user_id(name), wanted, None, 10)]


@pytest.fixture
def story(chromium: Browser, tmp_path: Path) -> Iterator[_Story]:
    """Serve a server that has an admin, who invited a trainer."""
    expect.set_options(timeout=_SOON_MS)
    url = f"sqlite:///{tmp_path / 'story.sqlite'}"
    with closing(Database.open(url)) as db:
        upgrade.upgrade(db)
        root = a_user(db, "root", roles=(Role.ADMIN,))
        invited = NewInvitation(email="tara@example.org", roles=(Role.TRAINER, Role.ATHLETE))
        issued = invite_user(db, invited, an_act(root, instant(datetime.now(UTC))))
        with (
            serving(url, tmp_path, sign_up="invitation", requests_per_minute=1_000_000) as server,
            cutting(server.address) as radio,
        ):
            yield _Story(db, server, radio, issued.secret, chromium)


def test_a_routine_is_written_given_trained_replaced_and_the_roll_out_taken_back(story: _Story) -> None:
    trainer = story.opened(story.server.address)
    desk = trainer.new_page()
    _signs_up(desk, f"/sign-up?secret={story.secret}", "Tara")
    routine = _writes_four_weeks(desk)
    athletes = {name: _invited(story, desk, name) for name in ("Ben", "Cleo")}
    for name in athletes:
        _is_given_the_plan(story, desk, name)
    _watches(story, desk, athletes["Ben"])
    roll_out = _second_version_rolled_out(story, desk, routine)
    _answers(athletes["Ben"], "Not on Mondays, please.")
    _reads(story, desk, "Not on Mondays, please.")

    _takes_one_back(story, desk, roll_out)
    after_one = {name: story.version_of(name) for name in ("ben", "cleo")}
    _takes_all_back(desk, roll_out)

    assert after_one == {"ben": 1, "cleo": 2}
    assert {name: story.version_of(name) for name in ("ben", "cleo")} == {"ben": 1, "cleo": 1}
    assert story.done_of("ben") == ["Squat day"]
    for context in (trainer, *(page.context for page in athletes.values())):
        context.close()


def _signs_up(page: Page, address: str, name: str) -> None:
    page.goto(address)
    page.fill("#name", name)
    page.fill("#email", f"{name.lower()}@example.org")
    page.fill("#password", PASSWORD)
    page.click("main button")
    page.wait_for_url("**/first-steps")


def _writes_four_weeks(page: Page) -> str:
    """Write and publish by the keyboard alone; gives the address of the routine."""
    page.goto("/drafts")
    page.focus("#name")
    page.keyboard.type("Winter strength")
    page.keyboard.press("Enter")
    page.wait_for_selector(SAVED)
    written(page, "Squat day", "Back Squat", "3x5 @ 80 kg rest 3m")
    written(page, "Press day", "Bench Press", "4x6 @ 60 kg")
    page.keyboard.press("Control+S")
    page.wait_for_selector(SAVED)
    page.focus("#note")
    page.keyboard.type("First winter")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/routines/\w+"))
    return page.url.partition("?")[0]


def _invited(story: _Story, desk: Page, name: str) -> Page:
    """Invite somebody by a link; they sign up by it and accept, Ben on a phone."""
    desk.goto("/invite")
    desk.fill("#email", f"{name.lower()}@example.org")
    desk.click("main button")
    link = desk.locator("[data-secret]").inner_text()
    page = story.opened(story.radio.address, viewport=_PHONE).new_page()
    _signs_up(page, link.partition("/sign-up")[1] + link.partition("/sign-up")[2].strip(), name)
    page.click("form[action$='/accept'] button")
    page.wait_for_url("**/today**")
    return page


def _is_given_the_plan(story: _Story, desk: Page, name: str) -> None:
    """Give the plan from next Monday on, exactly as it was shown."""
    today = datetime.now(UTC).date()
    monday = today + timedelta(days=7 - today.weekday())
    desk.goto("/roster")
    desk.click(f".who:has-text('{name}')")
    desk.wait_for_url("**/athletes/*")
    desk.click("a[href$='/place']")
    desk.fill(".placing-choice input[type=date]", monday.isoformat())
    desk.click(".placing-choice button")
    desk.wait_for_url("**/place?**")
    shown = desk.inner_text(".figure-created .big")
    desk.click("form.card button.primary")
    desk.wait_for_url("**/receipts/*")
    assert desk.inner_text(".figure-created .big") == shown
    assert story.version_of(name.lower()) == 1


def _watches(story: _Story, desk: Page, phone: Page) -> None:
    """Watch Ben train with no network: nothing is seen before he is back, and then all of it."""
    ben = story.user_id("ben")
    with story.db.read() as read:
        first, *_ = calendar_pages.summaries(read, ben, Wanted(statuses=[SessionStatus.SCHEDULED]), None, 10)
    phone.goto(f"/sessions/{first.id}/player")
    phone.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    stands(phone)
    desk.goto(f"/athletes/{ben}")
    expect(desk.locator("[data-live-state]")).to_have_attribute("data-live-state", "on", timeout=_SOON_MS)

    story.radio.cut(for_good=True)
    assert len(list(taps(cast("Phone", SimpleNamespace(page=phone))))) >= 3
    expect(desk.locator("[data-part='figures'] li:nth-child(3)")).not_to_contain_text("Squat day")
    assert story.done_of("ben") == []

    story.radio.let_in()
    phone.reload()
    expect(desk.locator("[data-part='figures'] li:nth-child(3)")).to_contain_text("Squat day", timeout=2 * _SOON_MS)
    assert story.done_of("ben") == ["Squat day"]


def _second_version_rolled_out(story: _Story, desk: Page, routine: str) -> str:
    """Change week 3, publish, look at what it would do to each and the what-if, roll it out; gives its address."""
    desk.goto(routine)
    desk.click("form[action='/drafts'] button.primary")
    desk.wait_for_selector(SAVED)
    desk.locator("td[data-row='0'][data-week='3']").click()
    desk.fill("[data-at='0.0.sets']", "5x5 @ 85 kg rest 3m")
    desk.keyboard.press("Control+S")
    desk.wait_for_selector(SAVED)
    desk.fill("#note", "Two sets more")
    desk.press("#note", "Enter")
    desk.wait_for_url(re.compile(r"/routines/\w+"))

    desk.click("a[href^='/roll-outs/new']")
    members = desk.locator(".roll-members > li")
    expect(members).to_have_count(2)
    ben = members.filter(has_text="Ben")
    ben.locator("summary").first.click()
    expect(ben.locator("[data-change='created'] li").first).to_be_visible()
    expect(ben).to_contain_text("Against what they really do")
    desk.click(".roll-do button.primary")
    desk.wait_for_url(re.compile(r"/roll-outs/\w+$"))
    address = desk.url
    expect(desk.locator("[data-again]")).to_have_count(0, timeout=_SOON_MS)
    assert {name: story.version_of(name) for name in ("ben", "cleo")} == {"ben": 2, "cleo": 2}
    return address


def _answers(page: Page, text: str) -> None:
    """Answer on the page of today what was changed last; it counts as seen."""
    page.goto("/today")
    changed = page.locator(".changed", has_text="Two sets more")
    changed.locator("summary").click()
    changed.locator("textarea").fill(text)
    changed.locator("details button").click()
    expect(page.locator(".changed", has_text="Two sets more")).to_have_count(0, timeout=_SOON_MS)


def _reads(story: _Story, desk: Page, text: str) -> None:
    """See the answer on the athlete's page, and at the change itself."""
    desk.goto(f"/athletes/{story.user_id('ben')}")
    waiting = desk.locator("#said li", has_text=text)
    waiting.locator("a", has_text="change of the plan").click()
    expect(desk.locator("#talk")).to_contain_text(text)
    expect(desk.locator("main")).to_contain_text("They saw it")


def _takes_one_back(story: _Story, desk: Page, roll_out: str) -> None:
    """Take Ben's replacement back, as it was shown."""
    desk.goto(roll_out)
    desk.click("a.title:has-text('Ben')")
    expect(desk.locator("[data-undoing] [data-change='removed'] li").first).to_be_visible()
    desk.click("form[action$='/undo'] button")
    expect(desk.locator("main")).to_contain_text("Taken back", timeout=_SOON_MS)


def _takes_all_back(desk: Page, roll_out: str) -> None:
    """Take the roll-out back, of whoever still has it."""
    desk.goto(f"{roll_out}/undo")
    expect(desk.locator("main")).to_contain_text("Cleo")
    desk.click("form[action$='/undo'] button")
    desk.wait_for_url(re.compile(r"/roll-outs/\w+$"))
    expect(desk.locator("[data-again]")).to_have_count(0, timeout=_SOON_MS)
