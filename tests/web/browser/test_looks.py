"""Every page in a real browser: nothing that axe finds, nothing wider than its place, no script refused.

Here a sample of all pages, drawn with a seed; the whole walk is `python -m tests.prove pages`.
"""

import random
from collections.abc import Iterator, Sequence
from typing import Literal, TypeVar

import pytest
from playwright.sync_api import Browser, Page

from mesocycle.storage.engine.database import Database
from tests.server.served import Served
from tests.web.browser.accounts import EMPTY, OVERFULL, TYPICAL
from tests.web.browser.every_page import STRANGERS, addresses, pages
from tests.web.browser.looking import axe_of, entered, faults_of, looked_at, pages_of, show

Way = TypeVar("Way")
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
ACCOUNTS = (*EMPTY, *TYPICAL, *OVERFULL)
SEED, PAGES_EACH = 13, 4
WIDTHS = (320, 360, 768, 1440)


@pytest.fixture(scope="module")
def looks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, Database]]:
    """Serve an empty account, the demo's, and one that is overfull."""
    with looked_at(tmp_path_factory.mktemp("looks")) as found:
        yield found


def sample(db: Database, name: str, of: Sequence[Way]) -> list[tuple[str, Way]]:
    """Draw some of somebody's pages, each with one of the ways to look at it."""
    chance = random.Random(f"{SEED} {name}")
    return [(address, chance.choice(of)) for address in chance.sample(pages_of(db, name), PAGES_EACH)]


def told_of(page: Page) -> list[str]:
    """Collect what the browser complains of: refused scripts and styles, errors."""
    told: list[str] = []
    page.on("console", lambda said: told.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    return told


def test_the_walk_leaves_no_page_of_the_matrix_out(looks: tuple[Served, Database]) -> None:
    walked = {
        path for name in ACCOUNTS for path, several in addresses(looks[1], f"{name}@example.org").items() if several
    }

    assert {route.path for route in pages()} - set(STRANGERS) - {"/player"} - walked == set()


@pytest.mark.parametrize("name", ACCOUNTS)
def test_axe_finds_nothing_on_a_sample_of_pages(chromium: Browser, looks: tuple[Served, Database], name: str) -> None:
    site, db = looks
    context = entered(chromium, site, name)
    page = context.new_page()
    ways = [(theme, lang) for theme in THEMES for lang in ("en", "de", "es")]
    faults = {}
    for address, (theme, lang) in sample(db, name, ways):
        page.emulate_media(color_scheme=theme)
        show(page, address, lang)
        faults[f"{address} {theme} {lang}"] = axe_of(page)
    context.close()

    assert {where: found for where, found in faults.items() if found} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_on_the_way_in(
    chromium: Browser, looks: tuple[Served, Database], theme: Literal["light", "dark"]
) -> None:
    context = chromium.new_context(base_url=looks[0].address, color_scheme=theme)
    page = context.new_page()
    faults = []
    for path in STRANGERS:
        for lang in ("en", "de", "es"):
            show(page, path, lang)
            faults += axe_of(page)
    context.close()

    assert faults == []


@pytest.mark.parametrize("name", ACCOUNTS)
def test_nothing_is_cut_off_or_too_wide_on_a_sample_of_pages(
    chromium: Browser, looks: tuple[Served, Database], name: str
) -> None:
    site, db = looks
    context = entered(chromium, site, name)
    page = context.new_page()
    faults = {}
    for address, lang in sample(db, name, ("de", "es")):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 640})
            show(page, address, lang)
            faults[f"{address} {lang} {width}"] = faults_of(page, touch=False)
    context.close()

    assert {where: found for where, found in faults.items() if found} == {}


def test_the_browser_refuses_nothing_of_our_own(chromium: Browser, looks: tuple[Served, Database]) -> None:
    site, db = looks
    context = entered(chromium, site, "anna")
    page = context.new_page()
    told = told_of(page)
    for several in addresses(db, "anna@example.org").values():
        for address in several[:1]:
            if address != "/nowhere":
                show(page, address)
    context.close()

    assert told == []
