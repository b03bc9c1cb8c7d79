"""A trainer's open pages while an athlete trains: what is logged is there by itself, and what ends is gone."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.log.log_set import log_set
from mesocycle.actions.people.end_coaching import end_coaching
from mesocycle.actions.people.set_password import set_password
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.domain.document import Id
from mesocycle.domain.instant import civil_day, instant
from mesocycle.domain.log.entry import SetEntry
from mesocycle.domain.log.performance import Performance, PerformedSet
from mesocycle.domain.people.user import User
from mesocycle.domain.plan.lines import each_exercise, sets_of
from mesocycle.domain.session.stored_log import get_snapshot
from mesocycle.storage.engine.database import Database
from mesocycle.storage.schema import upgrade
from tests.arrange import a_coaching, a_routine, a_trainer, a_user, an_act
from tests.server.cutting import cutting
from tests.server.served import Served, serving
from tests.web.browser.conftest import PASSWORD, signed_in

_DAILY = [
    {
        "name": "Squat day",
        "type": "strength",
        "objective": "Squat",
        "schedule": [{"day": 1, "repeatEvery": 7}],
        "sections": [
            {"name": "Main lift", "type": "basic", "exercises": [{"name": "Back squat", "sets": "3x5 @ 100 kg"}]}
        ],
    }
]
_SOON_MS = 15_000
"""On a machine that has other things to do; how fast it is where it has none, `python -m benchmarks live` says."""


class _Scene:
    """Tom, who coaches Ann and Bob, and Ann's session of today."""

    def __init__(self, db: Database, server: Served) -> None:
        self.db = db
        self.server = server
        self.tom, self.ann, self.bob = a_trainer(db), a_user(db), a_user(db, "bob")
        for athlete in (self.ann, self.bob):
            a_coaching(db, self.tom, athlete)
        set_password(db, self.tom.id, PASSWORD, an_act(self.tom))
        version = a_routine(db, self.tom, workouts=_DAILY)
        today = civil_day(_now(), self.ann.time_zone)
        receipt = assign_routine(
            db, self.ann.id, version.id, AssignmentRequest(start_date=today), an_act(self.tom, _now())
        )
        self.session_id: Id = receipt.created[0].session_id

    def starts(self) -> None:
        """Let Ann begin."""
        start_session(self.db, self.ann.id, self.session_id, an_act(self.ann, _now()))

    def logs(self, number: int) -> None:
        """Let Ann log one of her sets."""
        from mesocycle.storage.sessions import sessions  # noqa: PLC0415  # of this alone

        with self.db.read() as read:
            session = sessions.find(read, self.ann.id, self.session_id)
        assert session is not None
        ((_, squat),) = each_exercise(get_snapshot(session))
        planned = sets_of(squat)[number - 1]
        done = PerformedSet(
            id=f"set-{number}",
            set_id=planned.id,
            set_number=number,
            set_type="working",
            performance=Performance(reps=5, weight=100),
        )
        log_set(self.db, self.ann.id, self.session_id, SetEntry(set=done), an_act(self.ann, _now()))

    def parts_from(self, athlete: User) -> None:
        """Let the coaching end."""
        end_coaching(self.db, self.tom.id, an_act(athlete, _now()))


def _now() -> str:
    return instant(datetime.now(UTC))


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[_Scene]:
    """Serve a small world."""
    url = f"sqlite:///{tmp_path / 'live.sqlite'}"
    with closing(Database.open(url)) as db:
        upgrade.upgrade(db)
        with serving(url, tmp_path, requests_per_minute=1_000_000) as server:
            yield _Scene(db, server)


def _is_live(page: Page) -> None:
    expect(page.locator("[data-live-state]")).to_have_attribute("data-live-state", "on", timeout=_SOON_MS)


def test_the_roster_shows_who_begins_and_each_set_without_being_loaded_again(chromium: Browser, scene: _Scene) -> None:
    context = signed_in(chromium, scene.server, "tom")
    page = context.new_page()
    page.goto("/roster")
    _is_live(page)
    page.evaluate("window.stays = true")
    row = page.locator(f"[data-athlete={scene.ann.id}]")

    scene.starts()
    expect(row.locator(".in-progress")).to_be_visible(timeout=_SOON_MS)
    scene.logs(1)
    expect(row.locator(".so-far")).to_contain_text("Back squat · 1 entry", timeout=_SOON_MS)
    scene.logs(2)
    expect(row.locator(".so-far")).to_contain_text("2 entries", timeout=_SOON_MS)

    expect(page.locator(".chip", has_text="Training now")).to_contain_text("1", timeout=_SOON_MS)
    assert page.evaluate("window.stays") is True
    context.close()


def test_an_athlete_who_ends_the_coaching_leaves_the_open_roster_and_closes_their_page(
    chromium: Browser, scene: _Scene
) -> None:
    context = signed_in(chromium, scene.server, "tom")
    roster, bobs = context.new_page(), context.new_page()
    roster.goto("/roster")
    _is_live(roster)
    bobs.goto(f"/athletes/{scene.bob.id}")
    _is_live(bobs)

    scene.parts_from(scene.bob)

    expect(bobs.locator("[data-live-state]")).to_have_attribute("data-live-state", "ended", timeout=_SOON_MS)
    expect(roster.locator(f"[data-athlete={scene.bob.id}]")).to_have_count(0, timeout=_SOON_MS)
    expect(roster.locator(f"[data-athlete={scene.ann.id}]")).to_have_count(1)
    context.close()


def test_an_open_session_gains_its_sets_and_keeps_what_the_trainer_is_writing(chromium: Browser, scene: _Scene) -> None:
    scene.starts()
    context = signed_in(chromium, scene.server, "tom")
    page = context.new_page()
    page.goto(f"/athletes/{scene.ann.id}/sessions/{scene.session_id}")
    _is_live(page)
    page.fill("#text", "Deeper!")

    scene.logs(1)

    expect(page.locator("[data-part=deed] .line-done")).to_have_count(1, timeout=_SOON_MS)
    assert page.input_value("#text") == "Deeper!"
    context.close()


def test_a_connection_that_is_cut_is_made_again_and_what_happened_meanwhile_is_shown(
    chromium: Browser, scene: _Scene
) -> None:
    with cutting(scene.server.address) as proxy:
        context = signed_in(chromium, proxy, "tom")
        page = context.new_page()
        page.goto(f"/athletes/{scene.ann.id}")
        _is_live(page)
        proxy.cut(for_good=True)
        expect(page.locator("[data-live-state]")).to_have_attribute("data-live-state", "off", timeout=_SOON_MS)

        scene.starts()
        scene.logs(1)
        proxy.let_in()

        expect(page.locator("[data-part=now] .so-far")).to_contain_text("1 entry", timeout=2 * _SOON_MS)
        _is_live(page)
        context.close()
