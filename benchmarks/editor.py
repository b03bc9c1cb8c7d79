"""How soon a key that is typed in the editor shows, with a year of seven workouts on a slow processor."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from benchmarks.pages import signed_in_to_demo
from benchmarks.report import Finding
from benchmarks.seeding import fresh_url
from mesocycle.http.callers import COOKIE
from tests.server.served import serving
from tests.web.browser.conftest import ARGUMENTS, CHROMIUM
from tests.web.browser.editing import a_year, typed

_SLOWER = 4
_BAR_MS = 50
_BETWEEN_MS = 80
"""Between two keys of somebody who types 150 words a minute."""
_TYPED = "; 2x8 @ 60 kg; 2x8 @ 62.5 kg"
_WATCH = """() => {
  window.took = [];
  document.querySelector("[data-at='0.0.sets']").addEventListener("keydown", (event) => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => window.took.push(performance.now() - event.timeStamp);
      channel.port2.postMessage(0);
    });
  }, true);
}"""


def editor(engine: str, runs: int | None, seed: int) -> Iterator[Finding]:
    """Type into the sets of one workout in one week, key after key; the pages are the same on either engine."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # not on every machine

    if engine != "sqlite" or not CHROMIUM.exists():
        return
    took: dict[int, list[float]] = {0: [], _BETWEEN_MS: []}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        url = stack.enter_context(fresh_url(engine))
        secret = signed_in_to_demo(url, seed, "mara")
        site = stack.enter_context(serving(url, folder, requests_per_minute=10_000_000))
        driver = stack.enter_context(sync_playwright())
        browser = stack.enter_context(driver.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS)))
        for _ in range(runs or 3):
            context = browser.new_context(base_url=site.address)
            context.add_cookies([{"name": COOKIE, "value": secret, "url": site.address}])
            page = a_year(context)
            context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
            page.evaluate(_WATCH)
            for between, found in took.items():
                typed(page, _TYPED, between)
                page.wait_for_timeout(500)
                found.extend(page.evaluate("window.took.splice(0)"))
            context.close()
    for between, found in took.items():
        how = f"{1000 // between} a second" if between else "as fast as the page takes them"
        what = f"a key typed in 52 weeks x 7 workouts shows, {how}"
        yield _shown(f"{what} (median of {len(found)})", median(found))
        yield _shown(f"{what} (p95 of {len(found)})", quantiles(found, n=20)[-1])


def _shown(what: str, found: float) -> Finding:
    return Finding(engine="-", what=what, ours=f"{found:.0f} ms", against="", ratio=found, bar=_BAR_MS, unit="ms")
