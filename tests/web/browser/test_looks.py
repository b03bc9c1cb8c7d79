"""Every page in a real browser: nothing that axe finds, nothing wider than the screen, no script refused."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.server.served import Served
from tests.web.browser.conftest import signed_in

PAGES = (
    "/today",
    "/first-steps",
    "/first-steps/novice-linear-3-day",
    "/first-steps/trail-50-km-16-weeks",
    "/calendar",
    "/calendar?view=week",
    "/calendar?view=agenda",
    "/calendar?asOf=2026-01-01",
    "/progress",
    "/routines",
    "/routines?goal=strength",
    "/imports",
    "/settings",
    "/settings/erase",
    "/nowhere",
)
STRANGERS = ("/sign-in", "/sign-up", "/password-reset", "/offline")


@pytest.fixture(scope="module")
def anna(chromium: Browser, site: Served) -> Iterator[BrowserContext]:
    """Give Anna's browser, who trains with weights and is in the middle of a session."""
    context = signed_in(chromium, site, "anna")
    yield context
    context.close()


@pytest.fixture(scope="module")
def liam(chromium: Browser, site: Served) -> Iterator[BrowserContext]:
    """Give Liam's browser, who runs."""
    context = signed_in(chromium, site, "liam")
    yield context
    context.close()


@pytest.fixture(scope="module")
def mara(chromium: Browser, site: Served) -> Iterator[BrowserContext]:
    """Give Mara's browser, who coaches the four others."""
    context = signed_in(chromium, site, "mara")
    yield context
    context.close()


def pages_of_desk(context: BrowserContext) -> list[str]:
    """Give the addresses of the trainer's desk: the roster, today of it, an athlete, a session of theirs."""
    page = context.new_page()
    page.goto("/roster")
    athlete = page.locator(".who").first.get_attribute("href") or ""
    page.goto(athlete)
    session = page.locator(".month .entry a").first.get_attribute("href") or ""
    receipt = page.locator("a[href*='/receipts/']").first.get_attribute("href") or ""
    page.click("form[action$='/place'] button >> nth=0")
    page.wait_for_url("**/place?**")
    placing = page.url.partition(site_of(page))[2]
    version = placing.partition("version=")[2].partition("&")[0]
    page.close()
    return [
        "/roster",
        "/roster?show=overdue&sort=overdue",
        "/roster/today",
        athlete,
        session,
        receipt,
        f"{athlete}/place",
        placing,
        "/roll-outs",
        f"/roll-outs/new?version={version}",
    ]


def site_of(page: Page) -> str:
    """Give where the site is, as addresses begin there."""
    return "/".join(page.url.split("/")[:3])


def sessions_of(context: BrowserContext) -> list[str]:
    """Give the addresses of the sessions of this month, one of each standing."""
    page = context.new_page()
    page.goto("/calendar")
    found = {
        each.get_attribute("class") or "": each.query_selector("a").get_attribute("href")  # type: ignore[union-attr]  # an entry has a link
        for each in page.query_selector_all(".entry")
    }
    page.close()
    return [href for href in found.values() if href]


def plans_of(context: BrowserContext) -> list[str]:
    """Give the addresses of a plan that is followed, of what its buttons would change, and of its receipts."""
    page = context.new_page()
    page.goto("/routines")
    plan = page.locator('a.title[href^="/plans/"]').first.get_attribute("href") or ""
    page.goto(plan)
    receipts = [each.get_attribute("href") or "" for each in page.query_selector_all('a[href^="/receipts/"]')]
    page.close()
    return [plan, *(f"{plan}/{move}" for move in ("pause", "shift?days=3", "cancel")), *receipts[:2]]


def faults_of(page: Page) -> list[str]:
    """Give what axe finds, and where."""
    return [
        f"{page.url} {each['id']}: {each['nodes'][0]['html'][:150]}" for each in Axe().run(page).response["violations"]
    ]


def told_of(page: Page) -> list[str]:
    """Collect what the browser complains of: refused scripts and styles, errors."""
    told: list[str] = []
    page.on("console", lambda said: told.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    return told


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["en", "de", "es"])
def test_axe_finds_nothing_on_any_page(anna: BrowserContext, liam: BrowserContext, theme: str, lang: str) -> None:
    faults = []
    for context in (anna, liam):
        page = context.new_page()
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]  # one of two words
        for path in (*PAGES, *sessions_of(context), *plans_of(context)):
            page.goto(f"{path}{'&' if '?' in path else '?'}lang={lang}" if path != "/nowhere" else path)
            faults += faults_of(page)
        page.close()

    assert faults == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_the_way_in(chromium: Browser, site: Served, theme: str) -> None:
    context = chromium.new_context(base_url=site.address, color_scheme=theme)  # type: ignore[arg-type]  # one of two words
    page = context.new_page()
    faults = []
    for path in STRANGERS:
        for lang in ("en", "de", "es"):
            page.goto(f"{path}?lang={lang}")
            faults += faults_of(page)
    context.close()

    assert faults == []


@pytest.mark.parametrize("width", [320, 768])
def test_no_page_scrolls_sideways(anna: BrowserContext, liam: BrowserContext, width: int) -> None:
    wide = []
    for context in (anna, liam):
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": 640})
        for path in (*PAGES, *STRANGERS, *sessions_of(context), *plans_of(context)):
            for lang in ("de", "es"):
                page.goto(f"{path}{'&' if '?' in path else '?'}lang={lang}" if path != "/nowhere" else path)
                if page.evaluate("document.documentElement.scrollWidth") > width:
                    wide.append(f"{path} {lang}")
        page.close()

    assert wide == []


def test_the_browser_refuses_nothing_of_our_own(anna: BrowserContext) -> None:
    page = anna.new_page()
    told = told_of(page)
    for path in PAGES[:-1]:
        page.goto(path)

    page.close()
    assert told == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_at_the_trainer_s_desk(mara: BrowserContext, theme: str) -> None:
    faults = []
    page = mara.new_page()
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]  # one of two words
    for path in pages_of_desk(mara):
        for lang in ("en", "de", "es"):
            page.goto(f"{path}{'&' if '?' in path else '?'}lang={lang}")
            faults += faults_of(page)
    page.close()

    assert faults == []


@pytest.mark.parametrize("width", [320, 768, 1100, 1440])
def test_nothing_at_the_trainer_s_desk_scrolls_sideways(mara: BrowserContext, width: int) -> None:
    wide = []
    page = mara.new_page()
    page.set_viewport_size({"width": width, "height": 640})
    for path in pages_of_desk(mara):
        for lang in ("de", "es"):
            page.goto(f"{path}{'&' if '?' in path else '?'}lang={lang}")
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append(f"{path} {lang}")
    page.close()

    assert wide == []
