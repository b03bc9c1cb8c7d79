"""The admin's pages in a real browser: nothing that axe finds, nothing wider than the screen, no script refused."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from mesocycle.actions.people.set_password import set_password
from mesocycle.domain.people.user import Role
from mesocycle.storage.engine.database import Database
from mesocycle.storage.schema import upgrade
from tests.arrange import a_trainer, a_user, an_act
from tests.server.served import serving
from tests.web.browser.conftest import PASSWORD, signed_in
from tests.web.browser.looking import axe_of
from tests.web.browser.test_looks import told_of

PAGES = (
    "/admin",
    "/admin/people",
    "/admin/people/tom",
    "/admin/people/tom/erase",
    "/admin/invitations",
    "/admin/upkeep",
    "/admin/settings",
)


@pytest.fixture(scope="module")
def ada(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """Give the browser of an admin, who has made a backup, a check and an invitation."""
    folder: Path = tmp_path_factory.mktemp("admin")
    url = f"sqlite:///{folder / 'server.sqlite'}"
    with closing(Database.open(url)) as db:
        upgrade.upgrade(db)
        ada = a_user(db, "ada", roles=(Role.ADMIN, Role.ATHLETE))
        a_trainer(db)
        set_password(db, ada.id, PASSWORD, an_act(ada))
    with serving(url, folder, requests_per_minute=1_000_000, backup_folder=folder / "backups") as served:
        context = signed_in(chromium, served, "ada")
        page = context.new_page()
        for deed in ("backup", "verify"):
            page.goto("/admin/upkeep")
            page.click(f"form:has(input[value={deed}]) button")
            page.wait_for_selector("[data-again]", state="detached", timeout=60_000)
        page.close()
        yield context
        context.close()


def with_links(page: Page) -> None:
    """Make an invitation: its link is on the answer."""
    page.goto("/admin/invitations")
    page.click("form[action='/admin/invitations'] button.primary")
    page.wait_for_selector("[data-secret]")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_the_admin_s_pages(ada: BrowserContext, theme: str) -> None:
    page = ada.new_page()
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]  # one of two words
    faults = []
    for lang in ("en", "de", "es"):
        for path in PAGES:
            page.goto(f"{path}?lang={lang}")
            faults += axe_of(page)
    with_links(page)
    faults += axe_of(page)
    page.close()

    assert faults == []


@pytest.mark.parametrize("width", [320, 768, 1440])
def test_nothing_on_the_admin_s_pages_scrolls_sideways(ada: BrowserContext, width: int) -> None:
    page = ada.new_page()
    page.set_viewport_size({"width": width, "height": 640})
    wide = []
    for lang in ("de", "es"):
        for path in PAGES:
            page.goto(f"{path}?lang={lang}")
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append(f"{path} {lang}")
    with_links(page)
    if page.evaluate("document.documentElement.scrollWidth") > width:
        wide.append("an invitation's link")
    page.close()

    assert wide == []


def test_the_browser_refuses_nothing_of_the_admin_s_pages(ada: BrowserContext) -> None:
    page = ada.new_page()
    told = told_of(page)
    for path in PAGES:
        page.goto(path)

    page.close()
    assert told == []
