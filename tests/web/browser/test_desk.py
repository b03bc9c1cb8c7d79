"""A trainer's day in a real browser: the roster by the keyboard, found while typing, with and without scripts."""

import pytest
from playwright.sync_api import Browser

from tests.server.served import Served
from tests.web.browser.conftest import signed_in


def test_the_keyboard_goes_through_the_roster_and_opens_an_athlete(chromium: Browser, site: Served) -> None:
    context = signed_in(chromium, site, "mara")
    page = context.new_page()
    page.goto("/roster")
    names = page.locator(".who").all_inner_texts()

    page.keyboard.press("/")
    page.keyboard.type(names[2][:4].upper())
    found = [each.inner_text() for each in page.locator("[data-row]:visible .who").all()]
    page.keyboard.press("Escape")
    shown = page.locator("[data-row]:visible").count()
    page.keyboard.press("j")
    second = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.wait_for_url("**/athletes/*")

    assert found == [names[2]]
    assert shown == len(names)
    assert second == names[1]
    assert page.inner_text("h1") == names[1]
    context.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_view_is_searched_kept_and_opened_again(chromium: Browser, site: Served, *, scripts: bool) -> None:
    context = signed_in(chromium, site, "mara", java_script_enabled=scripts)
    page = context.new_page()
    page.goto("/roster")
    page.fill("#search", "anna")
    page.press("#search", "Enter")
    page.wait_for_url("**search=anna**")
    page.fill("#name", f"Only Anna {scripts}")
    page.click(".keep-view button")
    page.wait_for_selector(f"text=Only Anna {scripts}")
    page.goto("/roster")
    page.click(f"text=Only Anna {scripts}")
    page.wait_for_url("**search=anna**")

    assert page.locator("[data-row]").count() == 1
    page.click(f"[aria-label*='Only Anna {scripts}']")
    page.locator(f"text=Only Anna {scripts}").wait_for(state="detached")
    context.close()


def test_what_an_athlete_said_is_read_and_leaves_the_roster_s_count(chromium: Browser, site: Served) -> None:
    context = signed_in(chromium, site, "mara")
    page = context.new_page()
    page.goto("/roster?show=unread")
    badge = page.locator("td.c-unread a").first
    before, athlete = int(badge.inner_text()), badge.get_attribute("href") or ""
    page.goto(athlete)
    page.click("#said button >> nth=0")
    page.wait_for_selector("text=Marked as read.")
    page.goto("/roster")
    after = page.locator(f"td.c-unread a[href='{athlete}']")

    assert (int(after.inner_text()) if after.count() else 0) == before - 1
    context.close()


def test_a_trainer_replaces_rolls_out_and_takes_back_while_the_athlete_is_told(chromium: Browser, site: Served) -> None:
    trainer = signed_in(chromium, site, "mara")
    page = trainer.new_page()
    page.goto("/roster")
    page.click(".who:has-text('Liam')")
    page.wait_for_url("**/athletes/*")
    page.click("form[action$='/place'] button >> nth=0")
    page.wait_for_url("**/place?**")
    leave, come = (page.inner_text(f".figure-{name} .big") for name in ("removed", "created"))
    page.fill("#notes", "We go on a little easier.")
    page.click("form.card button.primary")
    page.wait_for_url("**/receipts/*")
    receipt = page.url.partition("?")[0]
    done = [page.inner_text(f".figure-{name} .big") for name in ("removed", "created")]

    athlete = signed_in(chromium, site, "liam")
    told = athlete.new_page()
    told.goto("/today")
    said = told.inner_text(".changed")
    told.click(".changed button")
    told.wait_for_selector("text=Your trainer sees")
    page.goto(receipt)
    seen = page.inner_text("main")
    page.click("form[action$='/undo'] button")
    page.wait_for_selector("text=Taken back")

    assert done == [leave, come]
    assert "We go on a little easier." in said
    assert "They saw it" in seen
    trainer.close()
    athlete.close()
