"""What an athlete chooses in the player: a suggestion, another exercise, one exercise more, their own bar."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from mesocycle.actions.people.change_settings import change_settings
from mesocycle.actions.sessions.add_session import add_session
from mesocycle.actions.sessions.complete_session import complete_session
from mesocycle.domain.instant import shifted
from mesocycle.domain.people.user import LoadStep, Settings
from mesocycle.domain.session.inputs import Completion, OneOff
from mesocycle.storage.people import users
from tests.arrange import an_act
from tests.web.player.gym import Gym, Phone, a_section, a_workout, an_exercise
from tests.web.player.moves import stands

if TYPE_CHECKING:
    from playwright.sync_api import Playwright

GROWS: dict[str, Any] = {
    "progressionMethod": "linear",
    "progression": {"increment": 2.5, "incrementUnit": "kg", "every": "session", "appliesTo": "load"},
}


def a_squat_day() -> dict[str, Any]:
    """Give two sets of squats that grow from session to session."""
    squat = an_exercise("squat", 2, exerciseId="squat", exerciseVariantId="squat.barbell-back", **GROWS)
    return a_workout(sections=[a_section("basic", "main", exercises=[squat])])


def squatted_a_week_ago(gym: Gym) -> None:
    """Let Ann have done the same day as planned a week ago."""
    then = shifted(gym.now, days=-7)
    workout = a_squat_day()
    for section in workout["sections"]:
        section["orderIndex"] = 0
    new = msgspec.convert({"_id": "before", "scheduledDate": then[:10], "workout": workout}, OneOff)
    add_session(gym.db, "ann", new, an_act(gym.ann, then))
    complete_session(gym.db, "ann", "before", an_act(gym.ann, then), given=Completion(as_planned=True))


def test_what_is_suggested_stands_ready_and_is_taken_by_one_tap(playwright: "Playwright", tmp_path: Path) -> None:
    gym = Gym(tmp_path, a_squat_day())
    squatted_a_week_ago(gym)
    with gym.open():
        phone = Phone(gym, playwright)
        phone.sign_in()
        phone.play()
        phone.page.locator('[data-do="start"]').wait_for()
        phone.tap("start")
        phone.page.get_by_text("The plan says 5 × 100 kg").wait_for()

        phone.tap("done")
        phone.tap("skip")
        phone.tap("as-written")
        phone.page.get_by_text("The plan says").wait_for(state="detached")
        phone.tap("done")
        phone.page.locator('section [data-do="finish"]').wait_for()
        phone.tap("finish")
        phone.page.get_by_text("Squat: 5 × 102.5 kg").wait_for()
        phone.page.locator('label:has([value="4"])').first.click()
        phone.tap("complete")
        phone.page.locator(".felt").wait_for()
        phone.sent()

        felt = phone.page.locator(".felt").inner_text()
        sets = gym.session()["performanceLog"]["sections"][0]["exercises"][0]["sets"]
        phone.off()
        assert [each["performance"]["weight"] for each in sets] == [102.5, 100]
        assert "suggested" in sets[0]
        assert sets[1]["asPlanned"] is True
        assert felt == "good"


def test_an_exercise_is_swapped_and_one_is_added_from_the_library(playwright: "Playwright", gym: Gym) -> None:
    with gym.open():
        phone, other = Phone(gym, playwright), Phone(gym, playwright, "tablet")
        phone.sign_in()
        phone.play()
        phone.tap("start")
        phone.page.locator("section .others").evaluate("details => { details.open = true; }")
        phone.page.focus("[name=swap]")
        phone.page.locator("#exercises option").first.wait_for(state="attached")
        phone.page.fill("[name=swap]", "front squat")
        phone.page.press("[name=swap]", "Tab")
        phone.page.locator("h2", has_text="Front Squat").wait_for()
        phone.tap("done")
        phone.tap("skip")
        phone.page.locator("section .others").evaluate("details => { details.open = true; }")
        phone.page.fill("[name=add]", "Pull-up")
        phone.page.press("[name=add]", "Tab")
        phone.page.locator("h2", has_text="Pull-up").wait_for()
        phone.tap("done")
        phone.page.locator('[data-do="skip"]').wait_for()
        phone.sent()
        other.sign_in()
        other.play()
        other.tap("list")
        seen = other.page.locator(".list .done").all_inner_texts()
        for each in (phone, other):
            each.off()

        swapped, added = gym.session()["performanceLog"]["sections"][0]["exercises"]
        assert swapped["substitutedBy"]["exerciseVariantId"] == "front-squat.barbell"
        assert added["exercise"]["name"] == "Pull-up"
        assert added["sets"][0]["performance"]["reps"] == 8
        assert len(seen) == 2


def test_the_athlete_s_own_bar_goes_with_them_and_the_nearest_load_is_said(playwright: "Playwright", gym: Gym) -> None:
    change_settings(gym.db, "ann", Settings(load_step=LoadStep(default=1)), an_act(gym.ann, gym.now))
    with gym.open():
        phone = Phone(gym, playwright)
        phone.sign_in()
        phone.play()
        phone.tap("start")
        phone.page.locator(".tools summary").click()
        bar = phone.page.locator(".gym input").first
        bar.fill("17")
        bar.press("Tab")
        phone.page.get_by_text("102 kg").first.wait_for()
        nearest = phone.page.locator(".plates").inner_text()
        phone.page.locator('[data-more="load"]').click()
        phone.page.locator(".amount", has_text="101 kg").wait_for()
        phone.until(lambda: _bar_of(gym) is not None)
        phone.off()

        assert _bar_of(gym) == 17
        assert "100 kg can't be built" in nearest
        assert "99.5 kg" in nearest


def test_what_is_set_without_a_network_is_known_to_the_server_later(playwright: "Playwright", gym: Gym) -> None:
    with gym.open():
        phone = Phone(gym, playwright)
        phone.sign_in()
        phone.play()
        phone.installed()
        stands(phone.page)
    phone.tap("start")
    phone.page.locator(".tools summary").click()
    bar = phone.page.locator(".gym input").first
    bar.fill("17")
    bar.press("Tab")
    phone.page.get_by_text("102 kg").first.wait_for()
    with gym.open():
        phone.page.reload()
        phone.sent()
        phone.until(lambda: _bar_of(gym) == 17)
        phone.off()


def _bar_of(gym: Gym) -> float | None:
    """Give the weight of Ann's bar as the server knows it."""
    with gym.db.read() as read:
        known = users.get(read, "ann").gym
    return None if known is None or known.kg is None else known.kg.weight


def test_a_note_that_is_being_typed_when_the_rest_ends_is_not_lost(playwright: "Playwright", tmp_path: Path) -> None:
    gym = Gym(
        tmp_path, a_workout(sections=[a_section("basic", "main", exercises=[an_exercise("squat", 2, rest="3s")])])
    )
    with gym.open():
        phone = Phone(gym, playwright)
        phone.sign_in()
        phone.play()
        phone.page.locator('[data-do="start"]').wait_for()
        phone.tap("start")
        phone.tap("done")
        phone.page.locator('[data-do="skip"]').wait_for()
        resting = phone.page.locator("#player").get_attribute("data-screen") or ""

        phone.page.locator('.just [name="notes"]').press_sequentially("knees in", delay=30)
        phone.page.wait_for_timeout(4_000)
        phone.page.keyboard.type("!")
        phone.page.locator(".player h1").click()
        after, _ = stands(phone.page, before=resting)
        phone.sent()
        phone.off()
        (exercise,) = gym.session()["performanceLog"]["sections"][0]["exercises"]

    assert after == "done"
    assert [one.get("notes") for one in exercise["sets"]] == ["knees in!"]
