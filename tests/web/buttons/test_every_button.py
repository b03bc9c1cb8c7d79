"""Every button that changes a calendar shows beforehand what it will change: all of them are found, pressed, compared.

The buttons are those of all forms on all pages that a walk reaches, from every route that shows one. What a press did
is read in the database. It must be what the page said: line by line; or it is one session's own button, on which
stands what becomes of it.
"""

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx
import pytest
import sqlalchemy as sa
from litestar.testing import TestClient

from mesocycle.http.route import Route
from mesocycle.http.service import Service
from mesocycle.http.serving import Direct, handlers, litestar
from mesocycle.settings import ServerSettings
from mesocycle.storage.tables.training import workout_session, workout_snapshot
from mesocycle.web.frame.languages import tongue_of
from mesocycle.web.frame.page import Reader
from mesocycle.web.frame.surface import WEB
from mesocycle.web.pages import ROUTES
from tests.api.matrix_people import Who
from tests.api.matrix_world import World
from tests.web.buttons.forms import PageForm, each_button, links_and_forms, said_to_change
from tests.web.matrix_rows import CALLERS, ROWS
from tests.web.test_permission_matrix import shown_by

WALKERS = (Who.SELF, Who.TRAINER)
_FORM = {"content-type": "application/x-www-form-urlencoded"}
_TAKES_BACK = ("/undo", "/take-back")
_MOST_ALIKE = 3
"""So many pages of one address, and so many forms that only differ in their ids, are looked at."""
_SEEDS = ("/calendar?view=agenda&day=2026-01-20", "/athletes/ann?day=2026-02-03", "/roll-outs/new?version=v2")
_LEAVING = re.compile(r"/(sign-out|settings/(erase|password)|password-reset|sign-in|sign-up)\b")
"""What ends the walker's own sign-in or account: no button of a calendar."""


class Placed(NamedTuple):
    """Where a session stands."""

    day: str
    status: str
    name: str


Calendar = dict[tuple[str, str], Placed]


class Desk(World):
    """Everybody and everything, with pages in front of it and what goes on behind them waited for."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.pages_service = Service(ServerSettings(threads=2, requests_per_minute=1_000_000), self.db)
        direct = Direct()
        direct.add(WEB, ROUTES)
        app = litestar(self.pages_service, [WEB], handlers(self.pages_service, WEB, ROUTES), direct)
        self.pages = self._open.enter_context(TestClient(app, raise_server_exceptions=False))

    def ask(self, who: Who, method: str, address: str, fields: list[tuple[str, str]] | None = None) -> httpx.Response:
        """Look at a page or send a form as somebody, and wait for what it began."""
        sent = {**shown_by(who), **(_FORM if fields is not None else {})}
        body = None if fields is None else urlencode(fields)
        answer = self.pages.request(method, address, headers=sent, content=body, follow_redirects=False)
        self.pages.cookies.clear()
        self.pages_service.roll_outs._thread.submit(lambda: None).result()
        self.pages_service.imports.wait()
        return answer

    def calendar(self) -> Calendar:
        """Read where everybody's sessions stand."""
        columns = (workout_session.c[name] for name in ("user_id", "id", "scheduled_date", "status"))
        asked = sa.select(*columns, workout_snapshot.c.name).join(
            workout_snapshot, workout_snapshot.c.hash == workout_session.c.snapshot_hash
        )
        with self.db.read() as read:
            return {(row[0], row[1]): Placed(row[2], row[3], row[4]) for row in read.execute(asked)}


@dataclass
class Pressed:
    """A button that was pressed: what the page said, and what became of the calendar."""

    who: Who
    form: PageForm
    sent: list[tuple[str, str]]
    shown: str
    before: Calendar
    after: Calendar

    @property
    def changed(self) -> set[tuple[str, str]]:
        """The sessions of which something is otherwise than before."""
        keys = self.before.keys() | self.after.keys()
        return {key for key in keys if self.before.get(key) != self.after.get(key)}

    @property
    def name(self) -> str:
        """Say which button it is."""
        return f"{self.form.action} on {self.form.page} ({dict(self.sent)})"


@pytest.fixture(scope="module")
def desk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Arrange it once."""
    path: Path = tmp_path_factory.mktemp("desk") / "mesocycle.sqlite"
    copyfile(request.getfixturevalue("migrated_sqlite"), path)
    with Desk(f"sqlite:///{path}") as made:
        yield made


@pytest.fixture(scope="module")
def pressed(desk: Desk) -> list[Pressed]:
    """Press every button there is, each on a calendar as it was at first."""
    return [each for who in WALKERS for form, shown in _walk(desk, who) for each in _presses(desk, who, form, shown)]


def test_every_button_that_changes_a_calendar_says_on_its_page_what_it_will_change(pressed: list[Pressed]) -> None:
    silent = [_told_and_done(each) for each in pressed if each.changed and not _says_so(each)]

    assert silent == []


def test_the_walk_finds_the_buttons_of_athlete_and_trainer_alike(pressed: list[Pressed]) -> None:
    """A walk that finds nothing would say nothing: the least that it must have pressed and seen at work."""
    works = {_route_of(each.form.action) for each in pressed if each.changed}

    assert works >= {
        "/sessions/{sessionId}/reschedule",
        "/sessions/{sessionId}/{move}",
        "/plans/{assignmentId}/{planMove}",
        "/receipts/{receiptId}/undo",
        "/first-steps/{routineName}",
        "/athletes/{userId}/place",
        "/athletes/{userId}/arrange",
        "/athletes/{userId}/receipts/{receiptId}/undo",
        "/roll-outs",
        "/roll-outs/{rollOutId}/undo",
    }


def test_no_form_changes_a_calendar_that_the_walk_did_not_press(desk: Desk, pressed: list[Pressed]) -> None:
    walked = {_route_of(each.form.action) for each in pressed}
    silent = []
    for route in (each for each in ROUTES if each.method == "POST" and not _LEAVING.search(each.path)):
        row = ROWS[f"{route.method} {route.path}"]
        for who in WALKERS:
            if row.gets[CALLERS.index(who)] >= 400 or route.path in walked or route.path.startswith("/player/"):
                continue
            before = desk.calendar()
            fields = [(name, _named(desk, value)) for name, value in row.fields.items()]
            desk.ask(who, "POST", _address(desk, route), fields)
            if desk.calendar() != before:
                silent.append(f"{who}: {route.path}")
            desk.put_back()

    assert silent == []


def _walk(desk: Desk, who: Who) -> Iterator[tuple[PageForm, str]]:
    """Go to every page, by routes, links and forms that only look; gives each form that changes, with its page."""
    looking: deque[str] = deque(
        [
            *_SEEDS,
            *(_address(desk, each) for each in ROUTES if each.method == "GET" and not _LEAVING.search(each.path)),
            *(_address(desk, each).rpartition("/")[0] for each in ROUTES if each.path.endswith("/undo")),
        ]
    )
    pages: Counter[tuple[object, ...]] = Counter()
    forms: Counter[tuple[object, ...]] = Counter()
    while looking:
        address = looking.popleft()
        route = _route_of(address)
        asked = parse_qsl(urlsplit(address).query)
        kind = (route, *sorted({name for name, _ in asked} - {"day", "lang"}))
        if route is None or pages[kind] >= _MOST_ALIKE * (3 if route == "/sessions/{sessionId}" else 1):
            continue
        pages[kind] += 1
        answer = desk.ask(who, "GET", address)
        if answer.status_code != 200 or "text/html" not in answer.headers["content-type"]:
            continue
        links, found = links_and_forms(address, answer.text)
        looking.extend(each for each in links if each.startswith("/"))
        for form in found:
            if form.method == "get":
                for button in each_button(form):
                    looking.append(f"{form.action}?{urlencode(form.sent(button))}")
                continue
            alike = (route, re.sub(r"[0-9a-f]{24}|ann-s-\w+", "", form.action), len(form.fields) > 2)
            if form.files or _LEAVING.search(form.action) or forms[alike] >= _MOST_ALIKE:
                continue
            forms[alike] += 1
            yield form, answer.text


def _presses(desk: Desk, who: Who, form: PageForm, shown: str) -> Iterator[Pressed]:
    """Press each of a form's buttons; where that shows something first, what confirms it there too."""
    for button in each_button(form):
        sent = form.sent(button)
        before = desk.calendar()
        answer = desk.ask(who, "POST", form.action, sent)
        yield Pressed(who, form, sent, shown, before, desk.calendar())
        for again, then in _ways_on(desk, who, form, answer):
            state = desk.calendar()
            more = again.sent(next(each_button(again)))
            desk.ask(who, "POST", again.action, more)
            yield Pressed(who, again, more, then, state, desk.calendar())
        desk.put_back()


def _ways_on(desk: Desk, who: Who, form: PageForm, answer: httpx.Response) -> Iterator[tuple[PageForm, str]]:
    """Give what a press leads to that changes again: the same asked once more, or what takes it back; one of them."""
    then = answer.text if answer.status_code == 200 else ""
    if answer.has_redirect_location:
        address = answer.headers["location"]
        then = desk.ask(who, "GET", address).text if _route_of(address) else ""
    links, forms = links_and_forms(form.action, then)
    if answer.status_code == 200:
        yield from [(each, then) for each in forms if each.action == form.action][:1]
        return
    back = [(each, then) for each in forms if each.action.endswith(_TAKES_BACK)]
    for link in (each for each in links if each.endswith(("/undo", "#undo"))):
        page = desk.ask(who, "GET", urlsplit(link).path).text
        back += [(each, page) for each in links_and_forms(link, page)[1] if each.action.endswith(_TAKES_BACK)]
    yield from back[:1]


def _says_so(press: Pressed) -> bool:
    """Tell whether a page said exactly what came of a press."""
    if len(press.changed) == 1 and _own_button(press):
        return True
    undoing = press.shown.partition("data-undoing")[2].partition(f'action="{press.form.action}"')
    lines, counts = said_to_change(f"<div {undoing[0]}" if undoing[1] else press.shown)
    wanted = sorted(_lines_of(press))
    told = sorted((kind, re.sub(r" Overdue$", "", line)) for kind, line in lines)
    if counts and not told:
        return counts == {"any": len(press.changed)}
    return told == wanted


def _told_and_done(press: Pressed) -> str:
    """Say of a button that says something else than it does what each is."""
    lines, counts = said_to_change(press.shown)
    return f"{press.name} as {press.who}: says {lines or counts}, did {sorted(_lines_of(press))}"


def _own_button(press: Pressed) -> bool:
    """Tell whether it is the button of the one session that changed, and says where to."""
    ((owner, session),) = press.changed
    before, after = press.before.get((owner, session)), press.after.get((owner, session))
    said = [value for _, value in press.sent]
    if before is None or after is None or not any(session in each for each in (press.form.action, *said)):
        return False
    return before.day == after.day or any(after.day in each for each in said)


def _lines_of(press: Pressed) -> Iterator[tuple[str, str]]:
    """Write what became of a calendar as pages write it."""
    day = Reader(tongue=tongue_of("en")).formats.day
    for key in press.changed:
        before, after = press.before.get(key), press.after.get(key)
        if before is None and after is not None:
            yield "created", f"{after.name} {day(after.day, short=True)}"
        elif after is None and before is not None:
            yield "removed", f"{before.name} {day(before.day, short=True)}"
        elif before is not None and after is not None and before.day != after.day:
            yield "moved", f"{after.name} {day(before.day, short=True)} → {day(after.day, short=True)}"
        else:
            yield "status", str(key)


_PATTERNS = sorted(
    ((re.compile(re.sub(r"\{\w+\}", "[^/]+", each.path)), each.path) for each in ROUTES),
    key=lambda one: one[1].count("{"),
)


def _route_of(address: str) -> str | None:
    path = urlsplit(address).path
    return next((route for pattern, route in _PATTERNS if pattern.fullmatch(path)), None)


def _address(desk: Desk, route: Route) -> str:
    row = ROWS[f"{route.method} {route.path}"]
    path = re.sub(r"\{(\w+)\}", lambda found: _named(desk, row.ids.get(found[1], "x")), route.path)
    return f"{path}?{_named(desk, row.query)}" if row.query else path


def _named(desk: Desk, text: str) -> str:
    return re.sub(r"\$([a-z- ]+)", lambda found: desk.ids[found[1]], text)
