"""What is done: each of some athletes changes what is theirs alone, so that of each change one end is right."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple
from urllib.parse import urlencode

import msgspec
from msgspec.structs import replace

from mesocycle.actions.assignments.assign_routine import assign_routine
from mesocycle.actions.plans.add_exercise import add_exercise
from mesocycle.actions.sessions.start_session import start_session
from mesocycle.domain.assignment.assignment import AssignmentRequest
from mesocycle.domain.document import Id
from mesocycle.domain.people.user import User
from mesocycle.domain.plan.library import NewExercise
from mesocycle.http.callers import csrf_token
from mesocycle.storage.engine.database import Database
from tests.actions.signing_in import PASSWORD
from tests.actions.training import WORKOUT
from tests.api.matrix_people import cookie_secret, let_in, token_secret
from tests.api.matrix_rows_training import A_WORKOUT
from tests.api.training import a_log_document, a_set_document, reps_in
from tests.arrange import a_routine_file, a_trainer, an_act, the_versions
from tests.builders import a_version
from tests.prove.beginning.asking import Request, Turn, answered, require_same

_PUT, _SET, _SENT, _TAPPED, _NOTED, _SKIPPED, *_ = range(8)
"""Which of the eight Mondays a deed is done on; of the first four the session has begun."""
_MONDAY = "2026-01-05"
_FIRST_DAY = date(2030, 1, 1)
_JSON, _FORM = "application/json", "application/x-www-form-urlencoded"


class Hand(NamedTuple):
    """An athlete of whose things only one connection changes any."""

    id: Id
    session_ids: tuple[Id, ...]
    version_ids: tuple[Id, Id]
    """Of a routine that they do not follow yet."""
    exercise_id: Id

    def asks(self, method: str, path: str, body: Any = None, **headers: str) -> Request:  # noqa: ANN401  # any JSON
        """Ask the API with a token."""
        shown = {"authorization": f"Bearer {token_secret(self.id)}"}
        return _request(method, f"/api/v1{path}", body, {**shown, **headers})

    def asks_by_cookie(self, method: str, address: str, body: Any = None) -> Request:  # noqa: ANN401  # any JSON
        """Ask as a page of ours does in a browser."""
        return _request(method, address, body, self._cookie())

    def sends_form(self, address: str, fields: Mapping[str, str]) -> Request:
        """Send a form."""
        return Request("POST", address, {**self._cookie(), "content-type": _FORM}, urlencode(fields).encode())

    def _cookie(self) -> dict[str, str]:
        secret = cookie_secret(self.id)
        return {"cookie": f"mesocycle_sign_in={secret}", "x-csrf-token": csrf_token(secret)}


Deed = Callable[[Hand, int], Turn]
"""Done in the beginning of this number, all of it at once with the same deed of others; then looked at alone."""


def hands(db: Database, count: int) -> list[Hand]:
    """Add athletes who follow a routine of their own: eight Mondays, the first four of them begun."""
    users = [a_trainer(db, f"hand-{number}") for number in range(count)]
    let_in(db, {user.id: user for user in users})
    return [_hand(db, user) for user in users]


def _hand(db: Database, user: User) -> Hand:
    followed = a_version(
        id=f"{user.id}-followed",
        parent_routine_id=f"{user.id}-routine",
        created_by=user.id,
        workouts=(WORKOUT,),
        duration=8,
    )
    first = replace(followed, id=f"{user.id}-1", parent_routine_id=f"{user.id}-other")
    second = replace(first, id=f"{user.id}-2", version=2)
    the_versions(db, user, followed)
    the_versions(db, user, first, second)
    receipt = assign_routine(db, user.id, followed.id, AssignmentRequest(start_date=_MONDAY), an_act(user))
    session_ids = tuple(created.session_id for created in receipt.created)
    for place in (_PUT, _SET, _SENT, _TAPPED):
        start_session(db, user.id, session_ids[place], an_act(user))
    exercise = add_exercise(db, NewExercise(name=f"Lunge of {user.id}", kind="strength"), an_act(user))
    return Hand(user.id, session_ids, (first.id, second.id), exercise.exercise_variant_id)


def _request(method: str, address: str, body: Any, headers: Mapping[str, str]) -> Request:  # noqa: ANN401  # any JSON
    if body is None:
        return Request(method, address, headers)
    return Request(method, address, {**headers, "content-type": _JSON}, msgspec.json.encode(body))


def _mark(hand: Hand, number: int) -> str:
    return f"{hand.id} in beginning {number}"


def _reps(number: int) -> int:
    return 1 + number % 20


def put_a_log(hand: Hand, number: int) -> Turn:
    """Put a whole log in the place of the one before."""
    path = f"/workout-sessions/{hand.session_ids[_PUT]}/performance-log"
    body = {**a_log_document(reps=_reps(number)), "feedback": {"notes": _mark(hand, number)}}
    require_same("the log", answered((yield hand.asks("PUT", path, body, **{"if-match": "*"})), 200), body)
    yield None
    require_same("the log", answered((yield hand.asks("GET", path)), 200), body)


def put_a_set(hand: Hand, number: int) -> Turn:
    """Log one set, a correction of the one before; take it out and log it again."""
    path = f"/workout-sessions/{hand.session_ids[_SET]}/performance-log"
    done = {"set": a_set_document(reps=_reps(number))}
    put = hand.asks("PUT", f"{path}/sets/done-1", done)
    require_same("the sets", reps_in(answered((yield put), 200)), {"done-1": _reps(number)})
    require_same("the sets", reps_in(answered((yield hand.asks("DELETE", f"{path}/sets/done-1")), 200)), {})
    require_same("the sets", reps_in(answered((yield put), 200)), {"done-1": _reps(number)})
    yield None
    require_same("the sets", reps_in(answered((yield hand.asks("GET", path)), 200)), {"done-1": _reps(number)})


def sync_from_a_device(hand: Hand, number: int) -> Turn:
    """Send what a device did offline, with a token."""
    return _sync(hand, number, hand.session_ids[_SENT], lambda body: hand.asks("POST", "/sync", body))


def sync_from_the_player(hand: Hand, number: int) -> Turn:
    """Send what was tapped in the browser."""
    session_id = hand.session_ids[_TAPPED]
    return _sync(hand, number, session_id, lambda body: hand.asks_by_cookie("POST", "/player/sync", body))


def _sync(hand: Hand, number: int, session_id: Id, sending: Callable[[Any], Request]) -> Turn:
    # Later in each beginning: of two corrections the later one wins.
    at = f"2026-02-01T{number // 3600 % 24:02}:{number // 60 % 60:02}:{number % 60:02}.000Z"
    done = {**a_set_document(reps=_reps(number)), "performedAt": at}
    about = {"seenSeq": 1_000_000, "sessionId": session_id, "at": at}
    batch = {
        "operations": [
            {"_id": f"{session_id}-{number}-set", "kind": "log-set", "body": {"set": done}, **about},
            {"_id": f"{session_id}-{number}-note", "kind": "note", "body": {"notes": _mark(hand, number)}, **about},
        ]
    }
    first = answered((yield sending(batch)), 200)
    require_same("the outcomes", [each["outcome"] for each in first["results"]], ["done", "done"])
    _require_session(first["results"][1]["session"], hand, number)
    yield None
    require_same("the same batch again", answered((yield sending(batch)), 200), first)
    _require_session(answered((yield hand.asks("GET", f"/workout-sessions/{session_id}")), 200), hand, number)


def _require_session(session: dict[str, Any], hand: Hand, number: int) -> None:
    require_same("the sets", reps_in(session["performanceLog"]), {"done-1": _reps(number)})
    require_same("the notes", session["notes"], _mark(hand, number))


def change_oneself(hand: Hand, number: int) -> Turn:
    """Change a setting."""
    name = _mark(hand, number)
    require_same("the name", answered((yield hand.asks("PATCH", "/users/me", {"name": name})), 200)["name"], name)
    yield None
    require_same("the name", answered((yield hand.asks("GET", "/users/me")), 200)["name"], name)


def add_and_cancel(hand: Hand, number: int) -> Turn:
    """Add a session beside all routines, note something on it, and cancel it."""
    day = (_FIRST_DAY + timedelta(number)).isoformat()
    session_id = f"{hand.id}-added-{number}"
    path = f"/workout-sessions/{session_id}"
    adding = {"_id": session_id, "scheduledDate": day, "workout": A_WORKOUT}
    add = hand.asks("POST", "/workout-sessions", adding, **{"idempotency-key": session_id})
    added = answered((yield add), 201)
    require_same("the id and status", (added["_id"], added["status"]), (session_id, "scheduled"))
    note = {"notes": _mark(hand, number)}
    require_same("the notes", answered((yield hand.asks("PATCH", path, note)), 200)["notes"], note["notes"])
    require_same("the status", answered((yield hand.asks("POST", f"{path}/cancel")), 200)["status"], "cancelled")
    yield None
    require_same("the same again", answered((yield add), 201), added)
    listed = answered((yield hand.asks("GET", f"/workout-sessions?from={day}&to={day}")), 200)["items"]
    told = [(each["_id"], each["status"], each["notes"]) for each in listed]
    require_same("what is on that day", told, [(session_id, "cancelled", note["notes"])])


def train(hand: Hand, number: int) -> Turn:
    """Add a session, write on it, start it, tell what was done, complete and reopen it."""
    session_id = f"{hand.id}-trained-{number}"
    path = f"/workout-sessions/{session_id}"
    adding = {"_id": session_id, "scheduledDate": "2026-03-01", "workout": A_WORKOUT}
    require_same("the id", answered((yield hand.asks("POST", "/workout-sessions", adding)), 201)["_id"], session_id)
    saying = {"text": _mark(hand, number), "sessionId": session_id}
    said = answered((yield hand.asks("POST", "/messages", saying)), 201)
    require_same("what was said", (said["text"], said["by"]), (saying["text"], hand.id))
    require_same("the status", answered((yield hand.asks("POST", f"{path}/start")), 200)["status"], "in-progress")
    telling = {"done": f"Back squat: {_reps(number)} @ 100 kg"}
    told = reps_in(answered((yield hand.asks("POST", f"{path}/performance-log", telling)), 200))
    require_same("the sets", list(told.values()), [_reps(number)])
    done = answered((yield hand.asks("POST", f"{path}/complete", {"durationMinutes": 50})), 200)
    require_same("status and minutes", (done["status"], done["durationMinutes"]), ("completed", 50))
    require_same("the status", answered((yield hand.asks("POST", f"{path}/reopen")), 200)["status"], "in-progress")
    yield None
    session = answered((yield hand.asks("GET", path)), 200)
    require_same("the sets", reps_in(session["performanceLog"]), told)
    messages = answered((yield hand.asks("GET", f"/messages?sessionId={session_id}")), 200)["items"]
    require_same("the messages", messages, [said])
    events = answered((yield hand.asks("GET", f"{path}/events")), 200)["items"]
    require_same("the events", [each["kind"] for each in events], ["started", "logged", "completed", "reopened"])


def note_on_a_page(hand: Hand, number: int) -> Turn:
    """Send the form of a session's notes."""
    session_id = hand.session_ids[_NOTED]
    answered((yield hand.sends_form(f"/sessions/{session_id}/notes", {"notes": _mark(hand, number)})), 303)
    yield None
    session = answered((yield hand.asks("GET", f"/workout-sessions/{session_id}")), 200)
    require_same("the notes", session["notes"], _mark(hand, number))


def skip_and_put_back(hand: Hand, number: int) -> Turn:
    """Skip a session, and put it back on the calendar."""
    path = f"/workout-sessions/{hand.session_ids[_SKIPPED]}"
    skipped = answered((yield hand.asks("POST", f"{path}/skip", {"reason": "travel", "notes": str(number)})), 200)
    require_same("the status", skipped["status"], "skipped")
    back = answered((yield hand.asks("POST", f"{path}/put-back", {"discardLog": True})), 200)
    require_same("the status", back["status"], "scheduled")
    yield None
    require_same("the status", answered((yield hand.asks("GET", path)), 200)["status"], "scheduled")


def weigh(hand: Hand, number: int) -> Turn:
    """Note a body weight."""
    weight = {"_id": f"{hand.id}-weight-{number}", "kind": "bodyweight", "value": 60 + _reps(number), "unit": "kg"}
    noted = answered((yield hand.asks("POST", "/reference-values", weight)), 201)
    require_same("the value", {name: noted[name] for name in weight}, weight)
    yield None
    require_same("the value", answered((yield hand.asks("GET", f"/reference-values/{weight['_id']}")), 200), noted)


def replace_and_undo(hand: Hand, number: int) -> Turn:
    """Follow a version, have another put in its place, take that back, and end it."""
    first, second = hand.version_ids
    assignment_id = f"{hand.id}-assignment-{number}"
    path = f"/routine-assignments/{assignment_id}"
    wish = {"routineVersionId": first, "startDate": "2031-01-06"}
    made = answered((yield hand.asks("POST", "/routine-assignments", {"_id": assignment_id, **wish})), 201)
    require_same("id and sessions", (made["newAssignmentId"], len(made["created"])), (assignment_id, 8))
    instead = {"routineVersionId": second, "startDate": "2031-01-06"}
    receipt = answered((yield hand.asks("POST", f"{path}/replacement", instead)), 200)
    require_same("what left and came", (len(receipt["removed"]), len(receipt["created"])), (8, 8))
    undone = answered((yield hand.asks("POST", f"/receipts/{receipt['_id']}/undo")), 200)
    require_same("what is undone", (undone["_id"], "undoneAt" in undone), (receipt["_id"], True))
    ended = answered((yield hand.asks("POST", f"{path}/cancel")), 200)
    left = sorted(each["sessionId"] for each in ended["removed"])
    require_same("what left", left, sorted(each["sessionId"] for each in made["created"]))
    yield None
    require_same("the status", answered((yield hand.asks("GET", path)), 200)["status"], "cancelled")
    days = "from=2031-01-01&to=2031-12-31"
    require_same("the year", answered((yield hand.asks("GET", f"/workout-sessions?{days}")), 200)["items"], [])


def write_a_draft(hand: Hand, number: int) -> Turn:
    """Begin a draft, save it, have it checked, and take it away."""
    document = a_routine_file(name=_mark(hand, number))
    begun = answered((yield hand.asks("POST", "/routine-drafts", {"document": document})), 201)
    path = f"/routine-drafts/{begun['_id']}"
    saving = {"revision": begun["revision"], "document": {**document, "duration": 8}}
    saved = answered((yield hand.asks("PUT", path, saving)), 200)
    require_same("the draft", (saved["revision"], saved["document"]), (begun["revision"] + 1, saving["document"]))
    require_same("the faults", answered((yield hand.asks("GET", f"{path}/check")), 200)["errors"], [])
    answered((yield hand.asks("DELETE", path)), 204)
    yield None
    answered((yield hand.asks("GET", path)), 404)


def publish(hand: Hand, number: int) -> Turn:
    """Create a routine, publish a second version, and take both away."""
    file = a_routine_file(name=_mark(hand, number))
    created = answered((yield hand.asks("POST", "/routines", file)), 201)
    require_same("name and version", (created["name"], created["version"]), (file["name"], 1))
    path = f"/routines/{created['parentRoutineId']}"
    second = answered((yield hand.asks("POST", f"{path}/versions", {**file, "changeNote": "More."})), 201)
    require_same("version and note", (second["version"], second["changeNote"]), (2, "More."))
    answered((yield hand.asks("DELETE", path)), 200)
    yield None
    answered((yield hand.asks("GET", path)), 404)


def keep_a_library(hand: Hand, number: int) -> Turn:
    """Give an exercise another name, and a tag."""
    path = f"/exercises/{hand.exercise_id}"
    name = _mark(hand, number)
    changed = answered((yield hand.asks("PATCH", path, {"aliases": [name]})), 200)
    require_same("the names", changed["aliases"], [name])
    tagged = answered((yield hand.asks("PUT", f"/tags/exercise/{hand.exercise_id}", {"tags": [name]})), 200)
    require_same("the tags", tagged["tags"], [name])
    yield None
    require_same("the names", answered((yield hand.asks("GET", path)), 200)["aliases"], [name])
    require_same("the tags", answered((yield hand.asks("GET", f"/tags/exercise/{hand.exercise_id}")), 200), tagged)


def sign_in_and_out(hand: Hand, _number: int) -> Turn:
    """Sign in with the password, look who it is, and sign out."""
    credentials = {"email": f"{hand.id}@example.org", "password": PASSWORD}
    reply = yield _request("POST", "/api/v1/sign-in", credentials, {})
    answered(reply, 200)
    shown = {"cookie": reply.headers["set-cookie"].partition(";")[0]}
    who = answered((yield _request("GET", "/api/v1/sign-in", None, shown)), 200)
    require_same("who it is", who["user"]["_id"], hand.id)
    out = {**shown, "x-csrf-token": who["csrfToken"]}
    answered((yield _request("POST", "/api/v1/sign-out", None, out)), 204)
    yield None
    answered((yield _request("GET", "/api/v1/sign-in", None, shown)), 401)


def _made_and_taken_away(path: str, body: Mapping[str, Any], id_of: Callable[[Any], Id]) -> Deed:
    def deed(hand: Hand, _number: int) -> Turn:
        made_id = id_of(answered((yield hand.asks_by_cookie("POST", f"/api/v1{path}", body)), 201))
        taken = yield hand.asks_by_cookie("DELETE", f"/api/v1{path}/{made_id}")
        answered(taken, 200 if taken.body else 204)  # some answer with what is revoked
        yield None
        listed = answered((yield hand.asks("GET", path)), 200)["items"]
        there = [each for each in listed if made_id in {each.get("_id"), each.get("id")}]
        require_same("what is still good", [each for each in there if "revokedAt" not in each], [])

    return deed


DEEDS: Mapping[str, Deed] = {
    "put a log": put_a_log,
    "put a set": put_a_set,
    "sync from a device": sync_from_a_device,
    "sync from the player": sync_from_the_player,
    "change oneself": change_oneself,
    "add and cancel": add_and_cancel,
    "train": train,
    "note on a page": note_on_a_page,
    "skip and put back": skip_and_put_back,
    "weigh": weigh,
    "replace and undo": replace_and_undo,
    "write a draft": write_a_draft,
    "publish": publish,
    "keep a library": keep_a_library,
    "sign in and out": sign_in_and_out,
    "a token": _made_and_taken_away("/tokens", {"name": "watch"}, lambda made: made["token"]["_id"]),
    "a calendar": _made_and_taken_away("/calendar-feeds", {}, lambda made: made["calendarFeed"]["_id"]),
    "a kept part": _made_and_taken_away(
        "/kept-parts", {"kind": "workout", "content": {"name": "Legs"}}, lambda made: made["_id"]
    ),
    "a filter": _made_and_taken_away(
        "/roster/filters", {"name": "Late", "query": "show=overdue"}, lambda made: made["id"]
    ),
    "a group": _made_and_taken_away("/athlete-groups", {"name": "Tuesdays"}, lambda made: made["_id"]),
    "a template": _made_and_taken_away(
        "/message-templates", {"name": "Well", "text": "Well done, {athlete}."}, lambda made: made["_id"]
    ),
}
