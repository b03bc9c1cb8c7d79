"""How long pages take: today beside the API's own month, and in a browser on a slow phone with a slow network."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
from msgspec.structs import replace

from benchmarks.report import Finding, compared
from benchmarks.seeding import fresh_url
from mesocycle.actions.people.sign_in import sign_in_as
from mesocycle.demo.demo import make_demo
from mesocycle.domain.instant import instant
from mesocycle.domain.people.act import Act, Actor
from mesocycle.http.callers import COOKIE
from mesocycle.storage.engine.database import Database
from mesocycle.storage.people import users
from tests.server.served import serving
from tests.web.browser.conftest import ARGUMENTS, CHROMIUM

TODAY_BAR = 1.5
USABLE_MS, WARM_MS = 1500, 500
SHIFT_BAR = 50
"""Thousandths of the screen."""
_PAGES = ("/today", "/calendar", "/progress", "/routines", "/settings", "/imports")
_NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
"""1.6 Mbit/s down, 0.75 up, 150 ms: a phone in a cellar."""
_SLOWER = 4
_WATCH = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const each of list.getEntries()) if (!each.hadRecentInput) window.shifted += each.value;
}).observe({ type: "layout-shift", buffered: true });
"""
_USABLE = """() => {
  const [way] = performance.getEntriesByType("navigation");
  const [paint] = performance.getEntriesByName("first-contentful-paint");
  return { usable: Math.max(way.domContentLoadedEventEnd, paint ? paint.startTime : 0), shifted: window.shifted,
    bytes: way.transferSize + performance.getEntriesByType("resource").filter((each) => !each.name.includes("/charts/"))
      .reduce((sum, each) => sum + each.transferSize, 0) };
}"""


def pages(engine: str, runs: int | None, seed: int) -> Iterator[Finding]:
    """Serve the demo; ask for today and the month by turns, then open every page as a browser does, `runs` times."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        url = stack.enter_context(fresh_url(engine))
        secret = signed_in_to_demo(url, seed, "anna")
        site = stack.enter_context(serving(url, folder, requests_per_minute=10_000_000))
        yield from _today(engine, site.address, secret, 100 * (runs or 3))
        if engine == "sqlite" and CHROMIUM.exists():
            yield from _in_browser(engine, site.address, secret, runs or 3)


def signed_in_to_demo(url: str, seed: int, name: str) -> str:
    """Make the demo and give what signs one of its people in."""
    now = instant(datetime.now(UTC))
    with closing(Database.open(url)) as db:
        make_demo(db, now, seed)
        with db.read() as read:
            person = next(user for user in users.all_users(read) if user.email.startswith(name))
        return sign_in_as(db, person, 30, Act(actor=Actor(person.id, frozenset(person.roles)), now=now)).secret


def _today(engine: str, address: str, secret: str, times: int) -> Iterator[Finding]:
    at = datetime.now(UTC).date()
    month = {"fields": "summary", "from": _day(at, -21), "to": _day(at, 7), "limit": "500"}
    page, anew, summary = [], [], []
    asked: tuple[tuple[str, dict[str, str]], ...] = (
        ("/today", {}),
        ("/today", {"lang": "en"}),  # a page that is not kept
        ("/api/v1/workout-sessions", month),
    )
    with httpx.Client(base_url=address, headers={"cookie": f"{COOKIE}={secret}"}) as client:
        for turn in range(times + 20):
            asked = (
                ("/today", {}),
                ("/today", {"lang": "en"}),
                ("/api/v1/workout-sessions", month),
            )  # `lang`: not kept
            took = [_timed(client, path, query) for path, query in asked]
            if turn >= 20:
                page.append(took[0])
                anew.append(took[1])
                summary.append(took[2])
    yield compared(engine, "today beside the API's month of summaries", page, summary, TODAY_BAR)
    yield replace(compared(engine, "today, when something on it is new", anew, summary, TODAY_BAR), bar=None)


def _day(at: date, by: int) -> str:
    return (at + timedelta(days=by)).isoformat()


def _timed(client: httpx.Client, path: str, query: dict[str, str]) -> float:
    begun = time.perf_counter()
    answer = client.get(path, params=query)
    took = time.perf_counter() - begun
    answer.raise_for_status()
    return took


def _in_browser(engine: str, address: str, secret: str, runs: int) -> Iterator[Finding]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # not on every machine

    with (
        sync_playwright() as driver,
        driver.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS)) as browser,
    ):
        for path in _PAGES:
            cold, warm = [], []
            for _ in range(runs):
                context = browser.new_context(
                    base_url=address, viewport={"width": 390, "height": 780}, service_workers="block"
                )
                context.add_cookies([{"name": COOKIE, "value": secret, "url": address}])
                cold.append(_opened(context, path))
                warm.append(_opened(context, path))
                context.close()
            usable, again = (sorted(each["usable"] for each in one)[runs // 2] for one in (cold, warm))
            shifted = max(each["shifted"] for each in (*cold, *warm)) * 1000
            size = f"{cold[0]['bytes'] / 1000:.0f} kB"
            yield _told(engine, f"{path} usable, cold ({size})", usable, USABLE_MS, "ms")
            yield _told(engine, f"{path} usable, warm", again, WARM_MS, "ms")
            yield _told(engine, f"{path} layout shift", shifted, SHIFT_BAR, "/1000")


def _opened(context: Any, path: str) -> dict[str, float]:  # noqa: ANN401  # Playwright's own
    page = context.new_page()
    page.add_init_script(_WATCH)
    slow = context.new_cdp_session(page)
    slow.send("Network.enable")
    slow.send("Network.emulateNetworkConditions", _NETWORK)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    page.goto(path, wait_until="load")
    page.wait_for_timeout(300)
    told: dict[str, float] = page.evaluate(_USABLE)
    page.close()
    return told


def _told(engine: str, what: str, found: float, bar: float, unit: str) -> Finding:
    return Finding(
        engine=engine,
        what=what,
        ours=f"{found:.0f} {unit}",
        against=f"{bar:.0f} {unit}",
        ratio=found,
        bar=bar,
        unit=unit,
    )
