"""The player on a slow phone: a real Chromium with a processor four times slower, 1.6 Mbit/s and 150 ms there and back.

Beside it the built web pages of other programs, where somebody brought them: `MESOCYCLE_PEERS` names folders, like
`wger=/tmp/package/build` (`npm pack @wger-project/react-components`, unpacked). Only their bytes are counted.
"""

import gzip
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from benchmarks.report import Finding
from mesocycle.web.frame.static import JOINED, content, files
from mesocycle.web.player.pages import shell_files
from tests.web.player.gym import Gym, Phone, a_section, a_workout, an_exercise
from tests.web.player.moves import stands
from tests.web.player.test_outbox import an_outbox

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page, Playwright

SLOWER = 4
LATENCY_MS, DOWN, UP = 150, 1_600_000 / 8, 750_000 / 8
COLD_MS, WARM_MS, OFFLINE_MS, TAP_MS = 1_500, 500, 500, 50
PLAYER_BYTES, ALL_BYTES, SHARE = 40_000, 100_000, 1 / 6
SHIFT = 0.05
_BETWEEN_MS = 100
_USABLE = """(() => {
  const seen = { usable: 0, shift: 0, taps: [], screen: "" };
  globalThis.__seen = seen;
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) seen.shift += one.value;
  }).observe({ type: "layout-shift", buffered: true });
  let since = 0;
  addEventListener("click", (event) => { since = event.timeStamp; }, true);
  const painted = (begun) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => seen.taps.push(performance.now() - begun);
    channel.port2.postMessage(0);
  });
  const first = "section [data-do=start], section [data-do=done]";
  new MutationObserver(() => {
    if (!seen.usable && document.querySelector(first)) seen.usable = performance.now();
    const screen = document.getElementById("player")?.dataset.screen ?? "";
    if (since && screen !== seen.screen) {
      painted(since);
      since = 0;
    }
    seen.screen = screen;
  }).observe(document, { subtree: true, childList: true, attributes: true });
})()"""
"""Notes when the page can be used, what moved under the thumb, and from each tap to the next picture."""


def player(engine: str, runs: int | None, _seed: int) -> Iterator[Finding]:
    """Open it cold, warm and without a network, tap through a workout, and send ten thousand operations."""
    if engine != "sqlite":  # what a phone waits for is the phone and its network
        return
    yield from _bytes()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        yield from _times(Path(folder), playwright, runs or 5)
        yield _ten_thousand(Path(folder), playwright)


def _bytes() -> Iterator[Finding]:
    names = [address.split("/", 3)[3] for address in shell_files()]
    ours = sum(_compressed(name) for name in names)
    folders = {each.partition("/")[0] for each in JOINED}  # what is sent as one file is counted once
    parts = {each for each in files() if each.partition("/")[0] in folders and each not in JOINED}
    together = set(files()) - parts | {"player/player.css", "player/memory.js", "player/worker.js"}
    every = sum(_compressed(name) for name in files() if name in together)
    yield _figure("player: script and style, compressed", ours, PLAYER_BYTES, "B")
    yield _figure("all pages: script and style, compressed", every, ALL_BYTES, "B")
    for name, folder in _peers():
        theirs = sum(
            len(gzip.compress(each.read_bytes(), 9)) for each in folder.rglob("*") if each.suffix in {".js", ".css"}
        )
        yield Finding(
            engine="-",
            what=f"player's bytes beside {name}'s",
            ours=f"{ours / 1000:.1f} kB",
            against=f"{theirs / 1000:.1f} kB",
            ratio=ours / theirs,
            bar=SHARE,
            unit="1/",
        )


def _compressed(name: str) -> int:
    return len(gzip.compress(content(name), 9))


def _peers() -> Iterator[tuple[str, Path]]:
    for each in filter(None, os.environ.get("MESOCYCLE_PEERS", "").split(",")):
        name, _, folder = each.partition("=")
        yield name, Path(folder)


def a_usual_workout() -> dict[str, Any]:
    """Give five exercises of four sets."""
    lifts = [an_exercise(name, 4, weight=60) for name in ("squat", "bench", "row", "press", "curl")]
    return a_workout(sections=[a_section("basic", "main", exercises=lifts)])


def _times(folder: Path, playwright: "Playwright", runs: int) -> Iterator[Finding]:
    cold, warm, offline, shifts, taps, bare = [], [], [], [], [], []
    for run in range(runs):
        place = folder / str(run)
        place.mkdir()
        with closing(_Gym(place, a_usual_workout())) as gym:
            phone: Phone | None = None
            with gym.open():
                phone = Phone(gym, playwright)
                phone.context.add_init_script(_USABLE)
                phone.sign_in()
                with _slow(phone) as session:
                    phone.play()
                    cold.append(_usable(phone.page))
                    shifts.append(phone.page.evaluate("__seen.shift"))
                phone.installed()
                phone.page.wait_for_timeout(500)
                with _slow(phone):
                    phone.play()
                    warm.append(_usable(phone.page))
                    taps += _taps(phone)
                    phone.sent()
                    bare += _bare_taps(phone)
            with _slow(phone):
                phone.play()
                offline.append(_usable(phone.page))
            phone.off()
            del session
    told = f"median of {runs}"
    yield _figure(f"player usable, cold ({told})", median(cold), COLD_MS, "ms")
    yield _figure(f"player usable, warm ({told})", median(warm), WARM_MS, "ms")
    yield _figure(f"player usable, no network ({told})", median(offline), OFFLINE_MS, "ms")
    yield _beside(f"a tap shows (median of {len(taps)}; bare: a button that writes a word)", median(taps), median(bare))
    yield _beside(f"a tap shows (p95 of {len(taps)})", _p95(taps), _p95(bare), TAP_MS)
    worst = max(shifts)
    yield Finding(
        engine="-", what="layout shift, worst", ours=f"{worst:.3f}", against="", ratio=worst, bar=SHIFT, unit="shift"
    )


class _Gym(Gym):
    """One that is closed where its work is done."""

    def close(self) -> None:
        self.db.close()


@contextmanager
def _slow(phone: Phone) -> Iterator["CDPSession"]:
    """Let the page have a slow processor and a slow network, from its first request on."""
    session = phone.context.new_cdp_session(phone.page)
    session.send("Network.enable")
    slow = {"offline": False, "latency": LATENCY_MS, "downloadThroughput": DOWN, "uploadThroughput": UP}
    session.send("Network.emulateNetworkConditions", slow)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    yield session
    session.detach()


def _usable(page: "Page") -> float:
    for _ in range(1_200):
        found = float(page.evaluate("globalThis.__seen?.usable ?? 0"))
        if found:
            return found
        page.wait_for_timeout(25)
    raise AssertionError("the player does not become usable")


def _taps(phone: Phone) -> list[float]:
    """Do ten sets as planned, each rest skipped; gives from each tap to the picture that answers it.

    Whoever looks for the answer while the page draws it makes the page work for the look: it is looked for afterwards,
    on the bare page too. Quicker than anybody taps: what is sent of one tap falls into the next ones.
    """
    page = phone.page
    what, screen = stands(page)
    for _ in range(21):
        page.locator(f'section [data-do="{what}"]').first.click()
        page.wait_for_timeout(_BETWEEN_MS)
        what, screen = stands(page, before=screen)
    page.wait_for_timeout(300)
    found: list[float] = page.evaluate("__seen.taps")
    return found


def _bare_taps(phone: Phone) -> list[float]:
    """Tap as often on a page that does nothing but show it: what browser, machine and measure take by themselves."""
    page = phone.page
    page.goto('data:text/html,<main id="player"><button>Tap</button></main>')
    page.evaluate(
        """() => document.querySelector("button").addEventListener("click", (event) => {
          document.getElementById("player").dataset.screen = String(event.timeStamp);
          event.target.textContent = event.timeStamp;
        })"""
    )
    page.evaluate("__seen.taps.length = 0")
    for _ in range(21):
        page.locator("button").click()
        page.wait_for_timeout(_BETWEEN_MS)
    found: list[float] = page.evaluate("__seen.taps")
    return found


def _p95(found: list[float]) -> float:
    return quantiles(found, n=20)[-1]


def _beside(what: str, ours: float, bare: float, bar: float | None = None) -> Finding:
    return Finding(
        engine="-", what=what, ours=f"{ours:.0f} ms", against=f"{bare:.0f} ms", ratio=ours, bar=bar, unit="ms"
    )


def _ten_thousand(folder: Path, playwright: "Playwright") -> Finding:
    place = folder / "outbox"
    place.mkdir()
    with closing(_Gym(place)) as gym:
        waiting = an_outbox(gym)
        with gym.open():
            phone = Phone(gym, playwright)
            phone.sign_in()
            phone.play()
            stands(phone.page)
            phone.put_waiting(waiting)
            begun = time.perf_counter()
            phone.page.reload()
            phone.page.locator('[data-waits]:not([data-waits="0"])').wait_for()
            phone.sent(within_s=600)
            took = time.perf_counter() - begun
            phone.off()
    return Finding(
        engine="-",
        what=f"{len(waiting):,} operations that waited are sent (fast network)",
        ours=f"{took:.1f} s",
        against="",
        ratio=took,
        bar=None,
        unit="s",
    )


def _figure(what: str, found: float, bar: float | None, unit: str) -> Finding:
    return Finding(engine="-", what=what, ours=f"{found:,.0f} {unit}", against="", ratio=found, bar=bar, unit=unit)
