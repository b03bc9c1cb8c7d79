"""Whole ways through the pages in a real browser, with and without scripts."""

import re

import pytest
from playwright.sync_api import Browser, Page

from tests.server.served import Served
from tests.web.browser.conftest import signed_in
from tests.web.player.moves import to_today

PHONE = {"width": 360, "height": 740}


def join(page: Page, email: str) -> None:
    """Make an account, from the bare address on."""
    page.goto("/")
    page.click("text=Create an account")
    page.fill("#name", "נועה Levi")
    page.fill("#email", email)
    page.fill("#password", "three unrelated words")
    page.click("main button")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_new_athlete_gets_from_the_address_to_a_started_session(
    chromium: Browser, site: Served, *, scripts: bool
) -> None:
    context = chromium.new_context(
        base_url=site.address,
        viewport=PHONE,  # type: ignore[arg-type]  # width and height
        java_script_enabled=scripts,
        locale="en-GB",
        timezone_id="Europe/Lisbon",
    )
    page = context.new_page()
    join(page, f"noa-{scripts}@example.org".lower())
    page.wait_for_url("**/first-steps")
    zone_known = scripts and "Europe/Lisbon" in page.inner_text("main")
    page.click("a:has-text('Choose this') >> nth=0")
    page.click("main button:has-text('See the days')")
    to_today(page)
    page.click("main a.title >> nth=0")
    page.click("main button:has-text('Start')")
    page.wait_for_url(re.compile(r"/player$|done=start"))
    page.goto("/today")
    page.locator("section.running").wait_for()

    assert zone_known is scripts
    context.close()


def test_the_keyboard_moves_a_session_and_the_toast_brings_it_back(chromium: Browser, site: Served) -> None:
    context = signed_in(chromium, site, "liam")
    page = context.new_page()
    page.goto("/calendar?view=agenda")
    first = page.locator("[data-session]").first
    session, day = first.get_attribute("data-session"), first.get_attribute("data-day")
    first.locator("a").focus()

    page.keyboard.press("Alt+ArrowRight")
    page.wait_for_selector("[data-toast]")
    moved = page.get_attribute(f"[data-session='{session}']", "data-day")
    page.click("[data-toast] button")
    page.wait_for_selector("text=Taken back.")

    assert moved != day
    assert page.get_attribute(f"[data-session='{session}']", "data-day") == day
    context.close()


def test_a_session_is_dragged_to_another_day(chromium: Browser, site: Served) -> None:
    context = signed_in(chromium, site, "liam", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto("/calendar?view=week")
    if page.locator("[data-session]").count() == 0:
        page.click("text=›")
    entry = page.locator("[data-session]").first
    session, day = entry.get_attribute("data-session"), entry.get_attribute("data-day")
    other = page.locator(f"[data-date]:not([data-date='{day}'])").last
    wanted = other.get_attribute("data-date")

    entry.drag_to(other)
    page.wait_for_selector("[data-toast]")

    assert page.get_attribute(f"[data-session='{session}']", "data-day") == wanted
    context.close()
