"""What waits on a phone: nothing holds up what is behind it, however much it is, and a file takes it elsewhere."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.cli.running import on
from tests.web.player.gym import Gym, Phone, a_workout
from tests.web.player.moves import stands

if TYPE_CHECKING:
    from playwright.sync_api import Playwright

SESSIONS, EACH = 40, 250


def log_set(session: str, number: int, at: str, reps: int) -> dict[str, Any]:
    """Log a set of the workout, as the player writes it down; logged again it is a correction."""
    done = {
        "_id": f"{session}-squat-{number}",
        "setId": f"squat-{number}",
        "setNumber": number,
        "setType": "working",
        "performance": {"reps": reps, "weight": 100, "weightUnit": "kg"},
        "performedAt": at,
    }
    return {"sessionId": session, "kind": "log-set", "at": at, "body": {"exerciseId": "squat", "set": done}}


def an_outbox(gym: Gym) -> list[dict[str, Any]]:
    """Give ten thousand operations on forty workouts, each a set that was logged and corrected many times."""
    sessions = [gym.add(f"session-{number}", a_workout()) for number in range(SESSIONS)]
    waiting = []
    for session in sessions:
        for place in range(EACH):
            at = f"{gym.now[:10]}T00:{place // 60:02}:{place % 60:02}.000Z"
            operation = log_set(session, place % 3 + 1, at, reps=place % 10 + 1)
            waiting.append({**operation, "_id": f"op-{session}-{place}", "seenSeq": 10_000})
    return waiting


def test_ten_thousand_operations_that_waited_are_sent(playwright: "Playwright", gym: Gym) -> None:
    waiting = an_outbox(gym)
    with gym.open():
        phone = Phone(gym, playwright)
        phone.sign_in()
        phone.play()
        stands(phone.page)
        phone.put_waiting(waiting)

        phone.page.reload()
        phone.sent(within_s=240)
        phone.off()

        assert len(waiting) == 10_000
        (first, *_, last) = (f"session-{number}" for number in range(SESSIONS))
        for session in (first, last):
            assert gym.logged(session) == ["squat-1#1", "squat-2#1", "squat-3#1"]
        sets = gym.session(last)["performanceLog"]["sections"][0]["exercises"][0]["sets"]
        assert [each["performance"]["reps"] for each in sets] == [10, 8, 9]


def test_work_that_fails_for_a_defect_holds_up_none_behind_it(playwright: "Playwright", gym: Gym) -> None:
    gym.add("broken", a_workout())
    with gym.open():
        phone = Phone(gym, playwright)
        phone.sign_in()
        phone.play("broken")
        phone.tap("start")
        phone.sent()
        broken_since = gym.break_session("broken")
        behind = [
            {**log_set("broken", 1, f"{gym.now[:10]}T00:00:00.000Z", reps=5), "_id": f"op-{place}", "seenSeq": 10_000}
            for place in range(299)
        ]
        complete = {
            "sessionId": "broken",
            "kind": "complete",
            "at": gym.now,
            "body": {},
            "_id": "op",
            "seenSeq": 10_000,
        }
        phone.put_waiting([complete, *behind])

        phone.play()
        phone.tap("start")
        phone.tap("done")
        phone.waits(300)

        assert gym.logged() == ["squat-1#1"]
        gym.break_session("broken", started_at=broken_since)
        phone.page.reload()
        phone.sent()
        phone.off()
        assert gym.session("broken")["status"] == "completed"


def test_one_operation_that_nobody_can_read_is_shown_and_the_others_are_sent(
    playwright: "Playwright", gym: Gym
) -> None:
    at = f"{gym.now[:10]}T00:00:00.000Z"
    unreadable = {**log_set("session", 1, at, 5), "_id": "op-1", "seenSeq": "yesterday"}
    with gym.open():
        phone = Phone(gym, playwright)
        phone.sign_in()
        phone.play()
        stands(phone.page)
        phone.put_waiting(
            [
                {**log_set("session", 1, at, 5), "_id": "op-0", "seenSeq": 10_000},
                unreadable,
                {**log_set("session", 2, at, 5), "_id": "op-2", "seenSeq": 10_000},
            ]
        )

        phone.page.reload()
        phone.page.locator('[role="alert"]', has_text="could not read").wait_for()
        phone.sent()
        phone.off()

        assert gym.logged() == ["squat-1#1", "squat-2#1"]


def saved_file(phone: Phone, file: Path) -> dict[str, Any]:
    """Save the unsent work from the page."""
    phone.page.locator(".file summary").click()
    with phone.page.expect_download() as saved:
        phone.tap("save-file")
    saved.value.save_as(file)
    told: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return told


def test_the_file_of_unsent_work_says_its_epoch_and_the_program_takes_it_in(playwright: "Playwright", gym: Gym) -> None:
    with gym.open():
        phone = Phone(gym, playwright)
        phone.sign_in()
        phone.play()
        phone.installed()
        stands(phone.page)
    phone.tap("start")
    phone.tap("done")
    phone.page.locator('[data-do="skip"]').wait_for()
    file = gym.folder / "unsent.json"

    told = saved_file(phone, file)
    ended = on(gym.url)("--as ann@example.org sync", str(file))
    phone.off()

    assert len(told["epoch"]) == 24
    assert [each["kind"] for each in told["operations"]] == ["start", "log-set"]
    assert ended.code == 0, ended.out + ended.err
    with gym.open():
        assert gym.logged() == ["squat-1#1"]


def test_a_browser_that_keeps_nothing_says_so_and_works_online(playwright: "Playwright", gym: Gym) -> None:
    with gym.open():
        phone = Phone(gym, playwright)
        # Chromium keeps a private window's data for its time; here it refuses, as others do and as settings make it
        phone.context.add_init_script(
            """const get = () => { throw new DOMException("refused", "SecurityError"); };
               for (const name of ["indexedDB", "localStorage"]) Object.defineProperty(globalThis, name, { get });"""
        )
        phone.sign_in()
        phone.play()
        phone.page.get_by_text("This browser keeps nothing").wait_for()
        phone.tap("start")
        phone.tap("done")
        phone.page.locator('[data-do="skip"]').wait_for()
        phone.sent()

        assert gym.logged() == ["squat-1#1"]
        phone.page.reload()
        phone.page.locator('[data-turn], [data-do="done"], [data-do="skip"]').first.wait_for()
        assert phone.done() == 1
        assert phone.errors == []
        phone.off()
