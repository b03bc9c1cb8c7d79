"""Phones as they are: wrong clocks, other units and scripts, pages that are closed, two people on one of them."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from mesocycle.actions.people.change_settings import change_settings
from mesocycle.domain.instant import moment
from mesocycle.domain.people.device import Device, DeviceKeys
from mesocycle.domain.people.user import Settings, Units
from mesocycle.http.background.rest_calls import message_of
from mesocycle.storage.people.devices import DueCall
from tests.arrange import an_act
from tests.web.player.every_section import everything
from tests.web.player.gym import Gym, Phone, a_section, a_workout, an_exercise
from tests.web.player.moves import FINISHED, stands, to_today

if TYPE_CHECKING:
    from playwright.sync_api import Page, Playwright

THREE_HOURS_AHEAD = """(() => {
  const Real = Date;
  const off = 3 * 3_600_000;
  globalThis.Date = class extends Real {
    constructor(...given) { given.length ? super(...given) : super(Real.now() + off); }
    static now() { return Real.now() + off; }
  };
})()"""
LONG = (
    "Bulgarian split squat with the rear foot on a bench, two dumbbells, "
    "a pause of three seconds and a slow way down, heavy"
)


def test_a_phone_whose_clock_is_three_hours_wrong_writes_the_right_moments(playwright: "Playwright", gym: Gym) -> None:
    with gym.open():
        phone = Phone(gym, playwright)
        phone.context.add_init_script(THREE_HOURS_AHEAD)
        phone.sign_in()
        phone.play()
        phone.tap("start")
        phone.tap("done")
        phone.page.locator('[data-do="skip"]').wait_for()
        rests = phone.page.locator(".dial output").inner_text()
        phone.sent()
        phone.off()

        session = gym.session()
        (done,) = session["performanceLog"]["sections"][0]["exercises"][0]["sets"]
        for at in (session["startedAt"], done["performedAt"]):
            assert abs((moment(at) - datetime.now(UTC)).total_seconds()) < 120
        assert rests in {"2:00", "1:59", "1:58", "1:57"}


def test_an_athlete_who_counts_in_pounds_reads_and_logs_pounds(playwright: "Playwright", gym: Gym) -> None:
    change_settings(gym.db, "ann", Settings(units=Units.IMPERIAL), an_act(gym.ann, gym.now))
    with gym.open():
        phone = Phone(gym, playwright)
        phone.sign_in()
        phone.play()
        phone.tap("start")
        shown = phone.page.locator(".amount").inner_text()
        phone.page.locator('[data-more="load"]').click()
        phone.page.locator(".amount", has_text="225.46 lb").wait_for()
        phone.tap("done")
        phone.page.locator('[data-do="skip"]').wait_for()
        phone.sent()
        phone.off()

        (done,) = gym.session()["performanceLog"]["sections"][0]["exercises"][0]["sets"]
        assert "220.46 lb" in shown
        assert (done["performance"]["weight"], done["performance"]["weightUnit"]) == (225.46, "lb")


def is_wide(page: "Page") -> bool:
    """Tell whether the page scrolls sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


@pytest.mark.parametrize("lang", ["en", "de", "es"])
def test_long_and_right_to_left_names_make_no_screen_wider_than_a_small_phone(
    playwright: "Playwright", tmp_path: Path, lang: str
) -> None:
    lifts = [an_exercise("long", 2) | {"name": LONG}, an_exercise("rtl", 1) | {"name": "סקוואט עם מוט"}]
    gym = Gym(tmp_path, a_workout(name="יום רגליים", sections=[a_section("basic", "main", exercises=lifts)]))
    wide = []
    with gym.open():
        phone = Phone(gym, playwright, viewport={"width": 320, "height": 640})
        phone.sign_in()
        phone.page.goto(f"{gym.address}/player?lang={lang}")
        phone.play()
        what, screen = stands(phone.page)
        for _ in range(20):
            phone.page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
            wide += [screen] if is_wide(phone.page) else []
            if what == FINISHED:
                break
            phone.page.locator(f'section [data-do="{what}"]').first.click()
            what, screen = stands(phone.page, before=screen)
        phone.tap("reopen")
        phone.tap("list")
        wide += ["list"] if is_wide(phone.page) else []
        errors = phone.errors
        phone.off()
    gym.db.close()

    assert len(LONG) >= 118
    assert wide == []
    assert errors == []


@pytest.mark.parametrize(("lang", "theme"), [("en", "light"), ("de", "dark"), ("es", "light"), ("en", "dark")])
def test_axe_finds_nothing_on_any_screen_of_the_player(
    playwright: "Playwright", tmp_path: Path, lang: str, theme: str
) -> None:
    gym = Gym(tmp_path, everything())
    faults: set[str] = set()
    seen: set[str] = set()
    with gym.open():
        phone = Phone(gym, playwright, color_scheme=theme)
        phone.sign_in()
        phone.page.goto(f"{gym.address}/player?lang={lang}")
        phone.play()
        what, screen = stands(phone.page)
        for _ in range(80):
            kind = f"{what} {phone.page.locator('#player section').first.get_attribute('class')}"
            if kind not in seen:
                seen.add(kind)
                phone.page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
                found = Axe().run(phone.page).response["violations"]
                faults |= {f"{kind}: {each['id']}: {each['nodes'][0]['html'][:120]}" for each in found}
            if what == FINISHED:
                break
            if what == "score":
                phone.page.fill("[name=rounds]", "6")
            phone.page.locator(f'section [data-do="{what}"]').first.click()
            what, screen = stands(phone.page, before=screen)
        phone.off()
    gym.db.close()

    assert len(seen) >= 6
    assert faults == set()


def test_what_the_service_worker_keeps_is_nobody_s_and_holds_no_secret(playwright: "Playwright", gym: Gym) -> None:
    with gym.open():
        phone = Phone(gym, playwright)
        phone.sign_in()
        phone.play()
        phone.installed()
        phone.tap("start")
        phone.tap("done")
        phone.sent()
        phone.page.reload()
        stands(phone.page)
        kept = phone.page.evaluate(
            """async () => {
              const found = {};
              for (const name of await caches.keys()) {
                const cache = await caches.open(name);
                for (const asked of await cache.keys()) {
                  found[new URL(asked.url).pathname] = await (await cache.match(asked)).text();
                }
              }
              return found;
            }"""
        )
        secrets = [each["value"] for each in phone.context.cookies()]
        csrf = phone.context.request.get(f"{gym.address}/api/v1/sign-in").json()["csrfToken"]
        phone.off()

    assert "/player" in kept
    assert {path for path in kept if path.startswith(("/api", "/sessions", "/player/", "/today"))} == set()
    for text in kept.values():
        assert not any(each in text for each in (*secrets, csrf, "ann@example.org", "Gym day"))


def test_a_rest_goes_on_while_its_page_is_closed(playwright: "Playwright", gym: Gym) -> None:
    with gym.open():
        phone = Phone(gym, playwright)
        phone.sign_in()
        phone.play()
        phone.tap("start")
        phone.tap("done")
        phone.page.locator('[data-do="skip"]').wait_for()
        phone.page.goto("about:blank")
        phone.page.wait_for_timeout(3000)
        phone.play()
        phone.page.locator('[data-do="skip"]').wait_for()
        rests = phone.page.locator(".dial output").inner_text()
        for _ in range(8):
            phone.tap("less")
        phone.page.locator('section [data-do="done"]').wait_for()
        phone.off()

    assert "1:45" <= rests <= "1:57"


def test_the_end_of_a_rest_comes_as_a_notification_though_no_page_is_open(playwright: "Playwright", gym: Gym) -> None:
    nobody = Device(endpoint="https://web.push.apple.com/x", keys=DeviceKeys(p256dh="", auth=""))
    call = DueCall(b"", "ann", "session", gym.now, gym.now, "Rest is over", "Squat 5 × 100 kg", 1, nobody)
    registrations: list[str] = []
    with gym.open():
        phone = Phone(gym, playwright)
        phone.context.grant_permissions(["notifications"], origin=gym.address)
        phone.sign_in()
        phone.play()
        phone.installed()
        cdp = phone.context.new_cdp_session(phone.page)
        cdp.on(
            "ServiceWorker.workerRegistrationUpdated",
            lambda told: registrations.extend(each["registrationId"] for each in told["registrations"]),
        )
        cdp.send("ServiceWorker.enable")
        phone.until(lambda: registrations)
        phone.page.goto("about:blank")
        # as the push service of the browser would hand it over; none is reached from here
        deliver = {"origin": gym.address, "registrationId": registrations[0], "data": json.dumps(message_of(call))}
        cdp.send("ServiceWorker.deliverPushMessage", deliver)
        phone.page.goto(f"{gym.address}/settings")
        shown = """async () => (await (await navigator.serviceWorker.getRegistration()).getNotifications())
                     .map(({ title, body, data }) => [title, body, data.navigate])"""
        phone.until(lambda: phone.page.evaluate(shown))
        told = phone.page.evaluate(shown)
        phone.off()

    assert told == [["Rest is over", "Squat 5 × 100 kg", "/sessions/session/player"]]


def test_a_browser_that_can_t_be_called_says_which_way_is_missing(playwright: "Playwright", gym: Gym) -> None:
    with gym.open():
        phone = Phone(gym, playwright)
        phone.context.add_init_script("delete globalThis.PushManager; delete Navigator.prototype.wakeLock;")
        phone.sign_in()
        phone.play()
        phone.page.locator(".ways summary").click()
        phone.page.locator('[data-way="call"][data-state="no-browser"]').wait_for()
        states = {
            each.get_attribute("data-way"): each.get_attribute("data-state")
            for each in phone.page.locator("[data-way]").all()
        }
        phone.off()

    assert states == {"end": "on", "awake": "missing", "call": "no-browser", "sound": "off"}


def test_a_new_athlete_gets_from_the_address_to_a_first_logged_set(playwright: "Playwright", gym: Gym) -> None:
    with gym.open(sign_up="open"):
        phone = Phone(gym, playwright, timezone_id="Europe/Lisbon")
        page = phone.page
        page.goto(gym.address)
        page.click("text=Create an account")
        page.fill("#name", "נועה Levi")
        page.fill("#email", "noa@example.org")
        page.fill("#password", "three unrelated words")
        page.click("main button")
        page.wait_for_url("**/first-steps")
        page.click("a:has-text('Choose this') >> nth=0")
        page.click("main button:has-text('See the days')")
        to_today(page)
        page.click("main a.title >> nth=0")
        page.click("main button:has-text('Start')")
        page.wait_for_url("**/player")
        what, screen = stands(page)
        page.locator(f'section [data-do="{what}"]').first.click()
        stands(page, before=screen)
        done = phone.done()
        phone.sent()
        phone.off()

    assert done >= 1
    assert phone.errors == []
