"""A real Chromium on a real server: on the demo's five people, and on a new athlete's empty account."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright

from mesocycle.actions.people.set_password import set_password
from mesocycle.demo.demo import make_demo
from mesocycle.domain.instant import instant
from mesocycle.domain.people.act import Act
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import users
from mesocycle.storage.schema import upgrade
from tests.arrange import ADMIN
from tests.server.cutting import Cutting
from tests.server.served import Served, serving

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PASSWORD = "three unrelated words"  # noqa: S105  # of made-up people


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Start the system's Chromium; skip where there is none, but not in CI."""
    if not CHROMIUM.exists():
        if os.environ.get("CI"):
            pytest.fail(f"CI looks at the pages in a browser, and there is no {CHROMIUM}.")
        pytest.skip(f"There is no {CHROMIUM}; on Debian: apt-get install chromium.")
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve the demo; each of its people has the same password, and anybody may sign up."""
    from datetime import UTC, datetime  # noqa: PLC0415  # the demo's history ends at the moment it is made

    folder = tmp_path_factory.mktemp("site")
    url = f"sqlite:///{folder / 'demo.sqlite'}"
    now = instant(datetime.now(UTC))
    with closing(Database.open(url)) as db:
        upgrade.upgrade(db)
        make_demo(db, now, 7)
        with db.read() as read:
            people = users.all_users(read)
        for user in people:
            set_password(db, user.id, PASSWORD, Act(actor=ADMIN, now=now))
    with serving(url, folder, sign_up="open", requests_per_minute=1_000_000) as served:
        yield served


def signed_in(chromium: Browser, site: Served | Cutting, name: str, **given: object) -> BrowserContext:
    """Open a browser of its own in which one of the demo's people is signed in."""
    context = chromium.new_context(base_url=site.address, **given)  # type: ignore[arg-type]  # what Playwright takes
    page = context.new_page()
    page.goto("/sign-in")
    page.fill("#email", f"{name}@example.org")
    page.fill("#password", PASSWORD)
    page.click("main button")
    page.wait_for_url("**/today")
    page.close()
    return context
