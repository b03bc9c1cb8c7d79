"""The trainer's roster of 200 with ten years: how long the server takes for the page, and how it scrolls."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from statistics import mean, median
from tempfile import TemporaryDirectory
from time import perf_counter

import httpx

from benchmarks.report import Finding
from benchmarks.reports import ATHLETES, PAGE_BAR_MS, WEEKS, YEARS
from benchmarks.roster import a_roster, bring_up_to, deepen
from benchmarks.seeding import fresh_url, opened, settle_down
from mesocycle.actions.people.sign_in import sign_in_as
from mesocycle.domain.instant import instant
from mesocycle.domain.people.act import Act
from mesocycle.http.callers import COOKIE
from mesocycle.storage.people import users
from tests.server.served import serving
from tests.web.browser.conftest import ARGUMENTS, CHROMIUM

_LATE_MS = 25
"""A picture that a screen of 60 Hz waited for in vain."""
_GAP_BAR_MS = 17
_SCROLLS = 90
_FRAMES = """() => new Promise((done) => {
  const seen = [];
  const next = (at) => { seen.push(at); globalThis.__over ? done(seen) : requestAnimationFrame(next); };
  globalThis.__over = false;
  requestAnimationFrame(next);
})"""
"""When each picture was begun, until somebody says that it is over."""


def roster(engine: str, runs: int | None, seed: int) -> Iterator[Finding]:
    """Ask for the page again and again, then scroll through it in a browser with a mouse's wheel."""
    with fresh_url(engine) as url, TemporaryDirectory() as folder:
        now = instant(datetime.now(UTC))
        with opened(url) as db:
            whole = a_roster(db, ATHLETES, WEEKS, seed)
            there = deepen(db, WEEKS, YEARS)
            bring_up_to(db, whole, now[:10])
            with db.read() as read:
                trainer = users.get(read, whole.act.actor.id)
            secret = sign_in_as(db, trainer, 30, Act(actor=whole.act.actor, now=now)).secret
        settle_down(url)
        with serving(url, Path(folder), requests_per_minute=10_000_000, log_level="error") as server:
            took = [_asked(server.address, secret) for _ in range((runs or 5) * 2)]
            told = f"{ATHLETES} athletes, {YEARS} years, {there} sessions"
            yield _found(engine, f"the roster's page over HTTP, by the clock: {told}", median(took), PAGE_BAR_MS, "ms")
            if engine == "sqlite" and CHROMIUM.exists():
                yield from _scrolled(engine, server.address, secret)


def _asked(address: str, secret: str) -> float:
    begun = perf_counter()
    answer = httpx.get(f"{address}/roster", headers={"cookie": f"{COOKIE}={secret}"}, timeout=60)
    took = (perf_counter() - begun) * 1000
    if answer.raise_for_status().text.count("data-row") < ATHLETES:
        raise AssertionError("The page does not show everybody.")
    return took


def _scrolled(engine: str, address: str, secret: str) -> Iterator[Finding]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # not on every machine

    with (
        sync_playwright() as driver,
        driver.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS)) as browser,
    ):
        context = browser.new_context(base_url=address, viewport={"width": 1440, "height": 900})
        context.add_cookies([{"name": COOKIE, "value": secret, "url": address}])
        page = context.new_page()
        for path, what in (("/roster", "the roster"), ("data:text/html,<div style=height:9000px>", "a blank page")):
            page.goto(path, wait_until="load")
            page.wait_for_timeout(500)
            page.mouse.move(700, 500)
            page.evaluate(
                f"() => {{ globalThis.__frames = ({_FRAMES})(); }}"
            )  # not given back: that would be waited for
            for turn in range(_SCROLLS):
                page.mouse.wheel(0, 120 if turn < _SCROLLS / 2 else -120)
                page.wait_for_timeout(16)
            begun = page.evaluate("() => { globalThis.__over = true; return globalThis.__frames; }")
            gaps = [later - sooner for sooner, later in pairwise(begun)]
            late = sum(gap > _LATE_MS for gap in gaps)
            told = f"{what} while scrolling, from picture to picture, mean ({late} of {len(gaps)} late)"
            yield _found(engine, told, mean(gaps), _GAP_BAR_MS if path == "/roster" else None, "ms")


def _found(engine: str, what: str, found: float, bar: float | None, unit: str) -> Finding:
    told = f"{found:.1f} {unit}"
    against = "" if bar is None else f"{bar:.0f} {unit}"
    return Finding(engine=engine, what=what, ours=told, against=against, ratio=found, bar=bar, unit=unit)
