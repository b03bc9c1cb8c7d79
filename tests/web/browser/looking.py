"""What is looked at in a page that a browser shows: axe, what is cut off or too wide, what is too small to touch."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from mesocycle.domain.instant import instant
from mesocycle.storage.engine.database import Database
from mesocycle.storage.schema.upgrade import upgrade
from tests.server.served import Served, serving
from tests.web.browser.accounts import PASSWORD, furnish
from tests.web.browser.every_page import addresses

TAP = 44
_SEEN = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")


@contextmanager
def looked_at(folder: Path) -> Iterator[tuple[Served, Database]]:
    """Serve the accounts that pages are looked at with."""
    url = f"sqlite:///{folder / 'looks.sqlite'}"
    upgrade(url)
    with closing(Database.open(url)) as db:
        furnish(db, instant(datetime.now(UTC)))
        with serving(url, folder, sign_up="open", requests_per_minute=1_000_000) as served:
            yield served, db


def entered(chromium: Browser, site: Served, name: str, **given: Any) -> BrowserContext:  # noqa: ANN401  # what Playwright takes
    """Open a browser of its own in which somebody is signed in."""
    context = chromium.new_context(base_url=site.address, **given)
    told = context.request.post("/api/v1/sign-in", data={"email": f"{name}@example.org", "password": PASSWORD})
    assert told.ok, told.text()
    return context


def pages_of(db: Database, name: str) -> list[str]:
    """Give the addresses of all pages that somebody has."""
    return [address for several in addresses(db, f"{name}@example.org").values() for address in several]


def show(page: Page, address: str, lang: str = "") -> None:
    """Show a page whole, with the pictures that would only come when they are scrolled to."""
    at = f"{address}{'&' if '?' in address else '?'}lang={lang}" if lang and address != "/nowhere" else address
    page.goto(at)
    if "/player" in address:
        page.locator("#player[data-ready], #player section").first.wait_for()
    page.evaluate(
        """async () => {
          for (const each of document.images) { each.loading = "eager"; await each.decode().catch(() => undefined); }
        }"""
    )


def faults_of(page: Page, *, touch: bool) -> list[str]:
    """Give what is wider than the screen, cut off, or too small to touch."""
    found: list[str] = page.evaluate(_SEEN, TAP if touch else 0)
    return found


def axe_of(page: Page) -> list[str]:
    """Give what axe finds, and where."""
    return [f"{each['id']}: {each['nodes'][0]['html'][:150]}" for each in Axe().run(page).response["violations"]]
