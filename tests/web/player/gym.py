"""An athlete with today's workout on a real server, and a real browser that can be killed."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import msgspec
import pytest
import sqlalchemy as sa

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.assignments.replace_assignment import replace_assignment
from mesocycle.actions.people.set_password import set_password
from mesocycle.actions.people.sign_out import sign_out_everywhere
from mesocycle.actions.sessions.add_session import add_session
from mesocycle.domain.assignment.assignment import AssignmentRequest, ReplacementRequest
from mesocycle.domain.instant import instant
from mesocycle.domain.plan.workout import ScheduleEntry
from mesocycle.domain.session.inputs import OneOff
from mesocycle.storage.engine.database import Database
from mesocycle.storage.schema.upgrade import upgrade
from mesocycle.storage.tables.training import deleted_session, user_feed, workout_session
from tests import builders
from tests.arrange import a_user, an_act, the_versions
from tests.server.served import Served, a_free_port, serving

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page, Playwright

CHROMIUM = Path("/usr/bin/chromium")
PASSWORD = "a long enough pass phrase"  # noqa: S105  # of tests
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_MODULES = Path(__file__).parents[3] / "node_modules" / "lit-html"


def require_browser() -> None:
    """Skip the test where there is no Chromium to show it in."""
    lack = None
    if not CHROMIUM.exists():
        lack = "needs /usr/bin/chromium: apt-get install chromium"
    elif not _MODULES.exists():
        lack = "needs the pages' libraries: make setup, on a machine with npm"
    if lack is not None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(lack)
    pytest.importorskip("playwright.sync_api", reason="needs Playwright for Python")


def a_workout(**given: object) -> dict[str, Any]:
    """Give a workout as a client sends it: three working sets of squats, two of a row."""
    return {
        "_id": "workout",
        "name": "Gym day",
        "type": "strength",
        "orderIndex": 0,
        "objective": "Get strong.",
        "schedule": [],
        "sections": [
            a_section("basic", "main", exercises=[an_exercise("squat", 3), an_exercise("row", 2, weight=60)]),
        ],
        **given,
    }


def a_section(kind: str, name: str, **given: object) -> dict[str, Any]:
    """Give a section; its id is its name."""
    return {"_id": name, "type": kind, "name": name.title(), "orderIndex": 0, **given}


def an_exercise(name: str, sets: int, *, weight: float = 100, rest: str = "2m", **given: Any) -> dict[str, Any]:  # noqa: ANN401  # fields of an exercise
    """Give an exercise of so many sets of five."""
    line = {"setType": "working", "repType": "fixed", "reps": 5, "weight": weight, "weightUnit": "kg"}
    line = {key: value for key, value in (line | given.pop("line", {})).items() if value is not None}
    return {
        "_id": name,
        "type": "strength",
        "exerciseId": name,
        "exerciseVariantId": name,
        "name": name.title(),
        "orderIndex": 0,
        "restBetweenSets": rest,
        "sets": [{"_id": f"{name}-{n}", "setNumber": n, **line} for n in range(1, sets + 1)],
        **given,
    }


class Gym:
    """Ann and her session of today, in a database of its own, with a server that comes and goes at one address."""

    def __init__(self, folder: Path, workout: dict[str, Any] | None = None) -> None:
        self.folder = folder
        self.url = f"sqlite:///{folder / 'gym.sqlite'}"
        self.port = a_free_port()
        upgrade(self.url)
        self.db = Database.open(self.url)
        self.now = instant(datetime.now(UTC))
        self.ann = a_user(self.db, "ann", time_zone="UTC", now=self.now)
        set_password(self.db, "ann", PASSWORD, an_act(self.ann, self.now))
        self._assignment_id = ""
        self.session_id = self.add("session", workout or a_workout())

    def add(self, session_id: str, workout: dict[str, Any]) -> str:
        """Put a workout on today."""
        for place, section in enumerate(workout["sections"]):
            section["orderIndex"] = place
            for at, exercise in enumerate(section.get("exercises", ())):
                exercise["orderIndex"] = at
        new = msgspec.convert({"_id": session_id, "scheduledDate": self.now[:10], "workout": workout}, OneOff)
        return add_session(self.db, "ann", new, an_act(self.ann, self.now)).id

    def add_user(self, name: str) -> None:
        """Let somebody else have an account, with the same password."""
        user = a_user(self.db, name, time_zone="UTC", now=self.now)
        set_password(self.db, name, PASSWORD, an_act(user, self.now))

    def end_sign_ins(self) -> None:
        """End every sign-in of Ann's, as she does from another device."""
        sign_out_everywhere(self.db, an_act(self.ann, instant(datetime.now(UTC))))

    def follow_a_plan(self) -> str:
        """Let Ann follow a plan from today on; gives today's session of it."""
        weekly = builders.a_workout(schedule=(ScheduleEntry(day=1, repeat_every=7),))
        first, again = (
            builders.a_version(id=f"v{n}", version=n, is_latest=n == 2, created_by="ann", workouts=(weekly,))
            for n in (1, 2)
        )
        the_versions(self.db, self.ann, first, again)
        wish = AssignmentRequest(start_date=self.now[:10])
        receipt = assign_routine(self.db, "ann", "v1", wish, an_act(self.ann, self.now))
        self._assignment_id = receipt.new_assignment_id or ""
        return receipt.created[0].session_id

    def restore_from_before(self, session_id: str) -> None:
        """Stand as a server does that was restored: another epoch, and the session's removal long past in its feed."""

        def change(connection: sa.Connection) -> None:
            connection.execute(sa.update(user_feed).values(epoch="restored"))
            connection.execute(
                sa.update(deleted_session).where(deleted_session.c.id == session_id).values(change_seq=1)
            )

        self.db.write_across_owners(change)

    def break_session(self, session_id: str, started_at: str = "broken") -> str:
        """Let the program fail over a session, or no longer; gives when it was started."""
        one = workout_session.c.id == session_id

        def change(connection: sa.Connection) -> str:
            before = connection.execute(sa.select(workout_session.c.started_at).where(one)).scalar_one()
            connection.execute(workout_session.update().where(one).values(started_at=started_at))
            return str(before)

        return self.db.write_across_owners(change)

    def replace_the_plan(self) -> str:
        """Put the plan's other version in its place, from today on; gives today's session of it."""
        now = instant(datetime.now(UTC))
        wish = ReplacementRequest(start_date=now[:10])
        receipt = replace_assignment(self.db, "ann", self._assignment_id, "v2", wish, an_act(self.ann, now))
        return receipt.created[0].session_id

    @contextmanager
    def open(self, **settings: object) -> Iterator[Served]:
        """Serve, always at the same address."""
        given = {"port": self.port, "threads": 4, "requests_per_minute": 100_000, **settings}
        with serving(self.url, self.folder, **given) as server:
            yield server

    @property
    def address(self) -> str:
        """Where the server is, when it is there."""
        return f"http://127.0.0.1:{self.port}"

    def client(self) -> httpx.Client:
        """Sign in as another program would."""
        client = httpx.Client(base_url=self.address, timeout=30)
        told = client.post("/api/v1/sign-in", json={"email": "ann@example.org", "password": PASSWORD})
        client.headers["x-csrf-token"] = told.json()["csrfToken"]
        return client

    def session(self, session_id: str = "session") -> dict[str, Any]:
        """Read a session as the server has it."""
        client = self.client()
        told: dict[str, Any] = client.get(f"/api/v1/workout-sessions/{session_id}").json()
        client.close()
        return told

    def logged(self, session_id: str = "session") -> list[str]:
        """Name every entry of the log by what it is of, in the log's order; one that stands twice comes twice."""
        log = self.session(session_id).get("performanceLog") or {"sections": []}
        sets = [
            f"{each.get('setId', exercise.get('exerciseId'))}#{each.get('round', 1)}{each.get('unilateralSide', '')}"
            for section in log["sections"]
            for exercise in section["exercises"]
            for each in exercise["sets"]
        ]
        efforts = [
            f"{each['stepId']}#{each['round']}" for section in log["sections"] for each in section.get("efforts", ())
        ]
        return sets + efforts


class Phone:
    """A browser with a profile of its own, which outlives it."""

    def __init__(self, gym: Gym, playwright: "Playwright", name: str = "phone", **options: Any) -> None:  # noqa: ANN401  # Playwright's own
        self.gym = gym
        self.profile = gym.folder / name
        self._playwright = playwright
        self._options = {"viewport": {"width": 360, "height": 740}, "locale": "en-GB", **options}
        self.context: BrowserContext
        self.page: Page
        self.errors: list[str] = []
        self.switch_on()

    def switch_on(self) -> None:
        """Start the browser."""
        self.context = self._playwright.chromium.launch_persistent_context(
            str(self.profile), executable_path=str(CHROMIUM), args=_ARGUMENTS, **self._options
        )
        self.context.set_default_timeout(15_000)
        self.page = self.context.pages[0]
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda said: self.errors.append(said.text) if "Content Security" in said.text else None)

    def sign_in(self, name: str = "ann") -> None:
        """Sign in; the cookie is the browser's."""
        told = self.context.request.post(
            f"{self.gym.address}/api/v1/sign-in", data={"email": f"{name}@example.org", "password": PASSWORD}
        )
        assert told.ok, told.text()

    def play(self, session_id: str = "session") -> None:
        """Open the player, and wait until it shows something of the session."""
        self.page.goto(f"{self.gym.address}/sessions/{session_id}/player")
        self.page.locator("h1").wait_for()

    def installed(self) -> None:
        """Wait until the page would start without a network."""
        self.page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")

    def tap(self, what: str) -> None:
        """Tap a button by what it does."""
        self.page.locator(f'[data-do="{what}"]').first.click()

    def done(self) -> int:
        """Say how many turns the page shows as done."""
        return int(self.page.locator("#player").get_attribute("data-done") or 0)

    def sent(self, within_s: float = 15) -> None:
        """Wait until nothing is on this phone alone, and the page says so: a tap may not be on the page yet."""
        until = time.monotonic() + within_s
        while self._kept() and time.monotonic() < until:
            self.page.wait_for_timeout(50)
        self.page.locator('[data-waits="0"]').wait_for(timeout=max(1.0, until - time.monotonic()) * 1000)

    def _kept(self) -> int:
        """Count what the phone keeps and has not sent; what was tapped before is in it, the database sees to that."""
        count: int = self.page.evaluate(
            """async () => {
              const app = document.querySelector('script[type="module"]').src;
              const store = await import(app.replace("all.js", "store.js"));
              const userId = await store.owner().catch(() => undefined);
              if (userId === undefined) return 0;
              const db = await store.open(userId);
              const waiting = await db.getAll("waiting");
              db.close();
              return waiting.filter((each) => each.state === "kept" || each.state === "sent").length;
            }"""
        )
        return count

    def until(self, holds: Callable[[], object], within_s: float = 15) -> None:
        """Wait until something holds that the page does not show."""
        until = time.monotonic() + within_s
        while not holds():
            assert time.monotonic() < until, "it does not come"
            self.page.wait_for_timeout(50)

    def waits(self, count: int) -> None:
        """Wait until the page says that so much is on this phone alone."""
        self.page.locator(f'[data-waits="{count}"]').wait_for()

    def put_waiting(self, operations: list[dict[str, Any]], user_id: str = "ann") -> None:
        """Put operations behind those that wait already, as the player keeps them."""
        self.page.evaluate(
            """async ([operations, userId]) => {
              const app = document.querySelector('script[type="module"]').src;
              const store = await import(app.replace("all.js", "store.js"));
              const db = await store.open(userId);
              const tx = db.transaction("waiting", "readwrite");
              for (const each of operations) void tx.store.add({ ...each, state: "kept" });
              await tx.done;
              db.close();
            }""",
            [operations, user_id],
        )

    def pids(self) -> list[int]:
        """Name the processes of this very browser."""
        found = []
        for each in Path("/proc").iterdir():
            if not each.name.isdigit():
                continue
            try:
                said = (each / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if f"--user-data-dir={self.profile}".encode() in said:
                found.append(int(each.name))
        return found

    def kill(self) -> None:
        """Let the browser die at once, as when a battery falls out."""
        for pid in self.pids():
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        for name in ("SingletonLock", "SingletonCookie", "SingletonSocket"):
            (self.profile / name).unlink(missing_ok=True)

    def off(self) -> None:
        """Close the browser in peace."""
        self.context.close()
