"""What somebody of bad will may send to pages, and what pages never do: run it, lead away, be framed, be forged."""

import re
from http import HTTPStatus
from urllib.parse import quote

import pytest

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.people.change_settings import change_settings
from mesocycle.actions.people.invite_athlete import invite_athlete
from mesocycle.actions.people.issue_token import issue_token
from mesocycle.actions.sessions.note_session import note_session
from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.domain.people.caller import NewToken, TokenScope
from mesocycle.domain.people.user import Settings, User
from mesocycle.storage.engine.database import Database
from mesocycle.web.pages import ROUTES
from tests.actions.signing_in import PASSWORD
from tests.api.conftest import Client
from tests.arrange import a_routine, a_routine_file, a_trainer, an_act
from tests.web.visitor import Visitor

HOSTILE = "\"'><img src=x onerror=alert(1)></textarea></title><script>alert(1)</script>{{7*7}}"
AWAY = (
    "//elsewhere.example",
    "https://elsewhere.example",
    "/\\elsewhere.example",
    "\\\\elsewhere.example",
    "/\t/elsewhere.example",
    "javascript:alert(1)",
    "/today\r\nset-cookie: planted=1",
    " //elsewhere.example",
)
PAGES = [each.path for each in ROUTES if each.method == "GET" and each.media_type == "text/html"]


@pytest.fixture
def hostile(db: Database, ann: User) -> dict[str, str]:
    """Let everything of Ann's have a name that would be script, and give what paths name."""
    file = a_routine_file(name=HOSTILE, description=HOSTILE, objectives=[HOSTILE])
    workout = file["workouts"][0]
    workout |= {"name": HOSTILE[:120], "objective": HOSTILE}
    workout["sections"][0] |= {"name": HOSTILE[:120], "notes": HOSTILE}
    workout["sections"][0]["exercises"][0]["notes"] = HOSTILE
    version = a_routine(db, ann, **{name: value for name, value in file.items() if name != "name"}, name=HOSTILE[:120])
    wish = AssignmentRequest(start_date="2031-01-06", notes_for_user=HOSTILE)
    receipt = assign_routine(db, ann.id, version.id, wish, an_act(ann))
    session = receipt.created[0].session_id
    note_session(db, ann.id, session, HOSTILE, an_act(ann))
    change_settings(db, ann.id, Settings(name=HOSTILE), an_act(ann))
    issue_token(db, NewToken(name=HOSTILE, scope=TokenScope.READ), an_act(ann))
    trainer = a_trainer(db, "tom")
    change_settings(db, trainer.id, Settings(name=HOSTILE), an_act(trainer))
    invite_athlete(db, ann.id, an_act(trainer))
    return {
        "sessionId": session,
        "assignmentId": receipt.new_assignment_id or "",
        "parentRoutineId": version.parent_routine_id,
        "receiptId": receipt.id,
        "planMove": "cancel",
        "routineName": "first-5-km",
    }


def filled(path: str, ids: dict[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda found: ids.get(found[1], "x"), path)


@pytest.mark.parametrize("path", PAGES)
def test_a_name_of_script_is_text_on_every_page(anns: Visitor, hostile: dict[str, str], path: str) -> None:
    text = anns.get(filled(path, hostile)).text

    assert "<img" not in text.replace('<img src="/progress', "")
    assert not re.search(r"<script(?![^>]*(?:src=|application/json))", text)
    assert "49" not in re.findall(r"script&gt;(\d+)", text)


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("/routines?search=HOSTILE&goal=HOSTILE&days=HOSTILE", None),
        ("/sign-in?next=HOSTILE&done=HOSTILE&lang=HOSTILE", None),
        ("/sign-up?secret=HOSTILE", None),
        ("/password-reset?secret=HOSTILE", None),
        ("/today?done=HOSTILE&undo=HOSTILE", None),
        ("/HOSTILE", None),
        ("/sign-up", {"name": HOSTILE, "email": HOSTILE, "timeZone": HOSTILE, "units": HOSTILE, "invitation": HOSTILE}),
        ("/sign-in", {"email": HOSTILE, "password": HOSTILE, "next": HOSTILE}),
        ("/settings", {"name": HOSTILE, "email": HOSTILE, "timeZone": HOSTILE, "locale": HOSTILE}),
        ("/settings/tokens", {"name": HOSTILE, "scope": HOSTILE}),
        ("/first-steps/first-5-km", {"startDate": HOSTILE, "defaultTime": HOSTILE, "raceDate": HOSTILE}),
        ("/undo", {"what": HOSTILE, "back": HOSTILE}),
    ],
)
def test_what_is_typed_comes_back_as_text(anns: Visitor, address: str, fields: dict[str, str] | None) -> None:
    at = address.replace("HOSTILE", quote(HOSTILE, safe=""))
    answer = anns.get(at) if fields is None else anns.send(at, fields)

    assert answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    assert "<img" not in answer.text
    assert not re.search(r"<script(?![^>]*(?:src=|application/json))", answer.text)


@pytest.mark.parametrize("wish", AWAY)
def test_no_form_and_no_address_leads_away_or_adds_a_header(
    anns: Visitor, visitor: Visitor, hostile: dict[str, str], wish: str
) -> None:
    session = hostile["sessionId"]
    answers = [
        anns.send(f"/sessions/{session}/reschedule", {"scheduledDate": "2031-01-07", "back": wish}),
        anns.send(f"/sessions/{session}/start", {"back": wish}),
        anns.send("/undo", {"what": f"{session},2031-01-08,18:00", "back": wish}),
        anns.send("/sign-in", {"email": "ann@example.org", "password": "x", "next": wish}),
        visitor._send("GET", "/sign-in", None, {}, query={"next": wish}),
        anns._send("GET", "/sign-in", None, {}, query={"next": wish}),
    ]

    for answer in answers:
        assert not re.match(r"(?:[a-z]+:|[\s/\\]*[/\\]{2})", answer.headers.get("location", "/"))
        assert "planted" not in str(answer.headers)


@pytest.mark.parametrize("path", [*PAGES, "/nowhere"])
def test_no_page_is_framed_or_loads_what_is_not_ours_or_is_kept_by_others(
    anns: Visitor, hostile: dict[str, str], path: str
) -> None:
    answer = anns.get(filled(path, hostile))
    if answer.is_redirect:
        return

    policy = answer.headers["content-security-policy"]
    assert answer.headers["x-frame-options"] == "DENY"
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"].startswith(("private", "no-store"))


def test_joining_never_goes_on_with_a_secret_that_the_browser_brought(visitor: Visitor, ann: User) -> None:
    visitor.cookies["mesocycle_sign_in"] = "msi_planted"
    fields = {"name": "Eve", "email": "eve@example.org", "password": "three unrelated words", "timeZone": "UTC"}

    answer = visitor.send_bare("/sign-up", fields)

    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert visitor.cookies["mesocycle_sign_in"] not in {"", "msi_planted"}


def test_every_cookie_is_kept_from_scripts_and_from_other_sites(anns: Visitor) -> None:
    answers = [anns.get("/settings?lang=de"), anns.send("/sign-out")]

    for answer in answers:
        assert "; HttpOnly; SameSite=Lax" in answer.headers["set-cookie"]


def test_a_new_password_ends_every_other_sign_in(server: Client, ann: User, anns: Visitor) -> None:
    elsewhere = Visitor(server)
    elsewhere.send_bare("/sign-in", {"email": ann.email, "password": PASSWORD})
    assert elsewhere.get("/today").status_code == HTTPStatus.OK
    anns.send("/settings/password", {"oldPassword": PASSWORD, "newPassword": "four quite unrelated words"})

    assert elsewhere.get("/today").status_code == HTTPStatus.SEE_OTHER
    assert anns.get("/today").status_code == HTTPStatus.OK


def test_whoever_signed_out_leaves_nothing_in_what_browsers_keep(anns: Visitor) -> None:
    assert "cache" in anns.send("/sign-out").headers["clear-site-data"]
