"""Whole workouts in a real browser, on a real server."""

import random
from pathlib import Path
from typing import TYPE_CHECKING

from tests.web.player.every_section import LOGGED, everything
from tests.web.player.gym import PASSWORD, Gym, Phone
from tests.web.player.killing import train_offline
from tests.web.player.moves import stands, taps

if TYPE_CHECKING:
    from playwright.sync_api import Dialog, Playwright


def test_a_workout_of_every_type_of_section_is_logged_to_the_server(playwright: "Playwright", tmp_path: Path) -> None:
    gym = Gym(tmp_path, everything())
    with gym.open():
        phone = Phone(gym, playwright)
        phone.sign_in()
        phone.play()

        tapped = list(taps(phone))

        phone.sent()
        session = gym.session()
        assert sorted(gym.logged()) == sorted(LOGGED)
        assert session["status"] == "completed"
        amrap = next(each for each in session["performanceLog"]["sections"] if each["sectionId"] == "amrap")
        assert amrap["result"] == {"rounds": 6, "reps": 0}
        assert tapped[0][0] == "start"
        assert phone.errors == []
        phone.off()


def test_every_set_tapped_without_a_network_is_there_once_though_the_browser_was_killed(
    playwright: "Playwright", gym: Gym
) -> None:
    survived = train_offline(gym, playwright, random.Random(13), kills=3, taps=10)

    assert survived.logged == sorted(["squat-1#1", "squat-2#1", "squat-3#1", "row-1#1", "row-2#1"])
    assert survived.in_mid_tap + survived.after_a_tap == 3
    assert survived.status == "completed"


def test_two_devices_on_one_session_hold_the_work_of_both(playwright: "Playwright", gym: Gym) -> None:
    with gym.open():
        first, second = Phone(gym, playwright), Phone(gym, playwright, "tablet")
        for phone in (first, second):
            phone.sign_in()
            phone.play()
        first.tap("start")
        first.tap("done")
        first.page.locator('[data-do="skip"]').wait_for()
        second.tap("start")
        second.tap("list")
        second.page.locator('[data-turn="row-2"]').click()
        second.tap("done")
        for phone in (first, second):
            phone.sent()
            phone.off()

        assert gym.logged() == ["squat-1#1", "row-2#1"]


def test_work_on_a_session_that_was_replaced_meanwhile_comes_back_and_is_told(
    playwright: "Playwright", tmp_path: Path
) -> None:
    gym = Gym(tmp_path)
    old = gym.follow_a_plan()
    with gym.open():
        phone = Phone(gym, playwright)
        phone.sign_in()
        phone.play(old)
        phone.installed()
        stands(phone.page)
    new = gym.replace_the_plan()
    phone.tap("start")
    phone.tap("done")
    phone.page.locator('section [data-do="finish"]').wait_for()
    with gym.open():
        phone.page.reload()
        shown = {each: phone.page.locator(f'[data-whole="{each}"] li') for each in (old, new)}
        shown[new].first.wait_for()
        texts = {each: items.all_inner_texts() for each, items in shown.items()}
        phone.tap("counts")
        phone.page.locator('[data-notice="revived"]').wait_for(state="detached")
        phone.sent()
        phone.off()

        assert gym.logged(old) == ["set-1#1"]
        assert gym.session(old)["status"] == "in-progress"
        assert gym.session(new)["status"] == "skipped"
        assert [len(each) for each in texts.values()] == [1, 1]
        assert "✓" in texts[old][0]
        assert "✓" not in texts[new][0]


def test_who_keeps_both_in_the_player_is_not_asked_on_the_page_of_the_session(
    playwright: "Playwright", tmp_path: Path
) -> None:
    gym = Gym(tmp_path)
    old = gym.follow_a_plan()
    with gym.open():
        phone = Phone(gym, playwright)
        phone.sign_in()
        phone.play(old)
        phone.installed()
        stands(phone.page)
    new = gym.replace_the_plan()
    phone.tap("start")
    phone.tap("done")
    with gym.open():
        phone.page.reload()
        phone.page.locator('[data-do="keep-both"]').wait_for()
        with phone.page.expect_response("**/api/v1/read-marks") as answered:
            phone.tap("keep-both")
        assert answered.value.status == 200
        phone.page.goto(f"{gym.address}/sessions/{old}")

        assert phone.page.locator("[data-whole]").count() == 0
        assert gym.session(new)["status"] == "scheduled"


def test_work_sent_to_a_restored_server_counts_as_done_before_it_heard_of_anything(
    playwright: "Playwright", tmp_path: Path
) -> None:
    gym = Gym(tmp_path)
    old = gym.follow_a_plan()
    with gym.open():
        phone = Phone(gym, playwright)
        phone.sign_in()
        phone.play(old)
        stands(phone.page)
    gym.replace_the_plan()
    gym.restore_from_before(old)
    phone.page.route("**/player/kept*", lambda asked: asked.abort())
    with gym.open():
        phone.tap("start")
        phone.tap("done")
        phone.sent()
        phone.off()

        assert gym.logged(old) == ["set-1#1"]


def test_signing_out_tells_of_unsent_work_and_leaves_nothing_else_to_see(playwright: "Playwright", gym: Gym) -> None:
    with gym.open():
        phone = Phone(gym, playwright)
        phone.sign_in()
        phone.play()
        stands(phone.page)
        phone.page.route("**/player/sync*", lambda asked: asked.abort())
        phone.tap("start")
        phone.tap("done")
        phone.page.locator('[data-do="skip"]').wait_for()
        told: list[str] = []

        def agree(dialog: "Dialog") -> None:
            told.append(dialog.message)
            dialog.accept()

        phone.page.on("dialog", agree)

        phone.page.goto(f"{gym.address}/settings")
        phone.page.locator("form[data-sign-out] button").click()
        phone.page.wait_for_url("**/sign-in*")

        assert told[0].startswith("2 entries")
        phone.page.goto(f"{gym.address}/player")
        assert "Squat" not in phone.page.content()
        phone.page.unroute("**/player/sync*")
        phone.sign_in()
        phone.play()
        phone.sent()
        phone.off()
        assert gym.logged() == ["squat-1#1"]


def test_somebody_else_who_signs_in_neither_sees_nor_sends_the_work_of_the_first(
    playwright: "Playwright", gym: Gym
) -> None:
    gym.add_user("bob")
    with gym.open():
        phone = Phone(gym, playwright)
        phone.sign_in()
        phone.play()
        phone.installed()
        stands(phone.page)
    phone.tap("start")
    phone.tap("done")
    phone.page.locator('[data-do="skip"]').wait_for()
    with gym.open():
        phone.sign_in("bob")
        phone.page.reload()
        phone.page.get_by_text("Somebody else is signed in").wait_for()

        assert "Squat" not in phone.page.content()
        assert gym.session()["status"] == "scheduled"
        phone.sign_in("ann")
        phone.page.reload()
        phone.sent()
        phone.off()

        assert gym.logged() == ["squat-1#1"]


def test_a_sign_in_that_expired_keeps_the_work_and_says_so(playwright: "Playwright", gym: Gym) -> None:
    with gym.open():
        phone = Phone(gym, playwright)
        phone.sign_in()
        phone.play()
        stands(phone.page)
        phone.context.clear_cookies()

        phone.tap("start")
        phone.tap("done")

        phone.page.get_by_text("You are signed out").wait_for()
        phone.sign_in()
        phone.page.reload()
        phone.sent()
        phone.off()

        assert gym.logged() == ["squat-1#1"]


def test_a_sign_in_that_ends_while_a_whole_workout_is_done_offline_holds_back_nothing_of_it(
    playwright: "Playwright", gym: Gym
) -> None:
    with gym.open():
        phone = Phone(gym, playwright)
        phone.sign_in()
        phone.play()
        phone.installed()
        stands(phone.page)
    phone.context.set_offline(True)
    tapped = len(list(taps(phone)))
    gym.end_sign_ins()
    with gym.open():
        phone.context.set_offline(False)
        phone.page.get_by_text("You are signed out. Your work stays on this phone.").wait_for()
        kept = int(phone.page.locator("[data-waits]").get_attribute("data-waits") or 0)
        before = gym.session()["status"]
        phone.page.get_by_role("link", name="Sign in").click()
        phone.page.fill("#email", "ann@example.org")
        phone.page.fill("#password", PASSWORD)
        phone.page.click("main button")
        phone.page.wait_for_url("**/sessions/session/player")
        phone.sent()
        phone.off()

        assert tapped > 5
        assert (kept, before) == (7, "scheduled")  # a start, five sets, an end
        assert gym.session()["status"] == "completed"
        assert gym.logged() == ["squat-1#1", "squat-2#1", "squat-3#1", "row-1#1", "row-2#1"]


def test_unsent_work_goes_as_a_file_into_another_browser(playwright: "Playwright", gym: Gym) -> None:
    with gym.open():
        phone, other = Phone(gym, playwright), Phone(gym, playwright, "other")
        for each in (phone, other):
            each.sign_in()
            each.play()
            stands(each.page)
        phone.context.clear_cookies()
        phone.tap("start")
        phone.tap("done")
        phone.page.locator('[data-do="skip"]').wait_for()
        phone.page.locator(".file summary").click()
        with phone.page.expect_download() as saved:
            phone.tap("save-file")
        file = gym.folder / "unsent.json"
        saved.value.save_as(file)

        other.page.locator(".file summary").click()
        other.page.locator(".file input").set_input_files(file)

        other.page.get_by_text("2 entries were taken in").wait_for()
        other.sent()
        phone.off()
        other.off()
        assert gym.logged() == ["squat-1#1"]
