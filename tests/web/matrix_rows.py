"""What each caller gets of every page and form about Ann's things: the rows of `test_permission_matrix`."""

from collections.abc import Mapping
from typing import NamedTuple

from tests.api.matrix_people import Who

CALLERS = (Who.NOBODY, Who.SELF, Who.OTHER, Who.TRAINER, Who.FORMER, Who.STRANGER, Who.ADMIN)
SIGN_IN = 303
"""Of somebody who is not known: the way to the sign-in."""


class PageRow(NamedTuple):
    """Statuses in the order of `CALLERS`, the ids of the path, the fields of the form, what stands behind the `?`.

    A script sends JSON: it stands as the field `json`.
    """

    gets: tuple[int, ...]
    ids: Mapping[str, str]
    fields: Mapping[str, str]
    query: str = ""


def own(status: int = 200, fields: Mapping[str, str] | None = None, query: str = "") -> PageRow:
    """Write the row of a page that shows or changes the caller's own, whoever they are."""
    return PageRow((SIGN_IN, *[status] * (len(CALLERS) - 1)), {}, fields or {}, query)


def public(status: int = 200, fields: Mapping[str, str] | None = None) -> PageRow:
    """Write the row of a page for everybody."""
    return PageRow(tuple([status] * len(CALLERS)), {}, fields or {})


def admins(status: int = 200, fields: Mapping[str, str] | None = None, **ids: str) -> PageRow:
    """Write the row of a page for whoever runs the server."""
    return PageRow((SIGN_IN, *[403] * (len(CALLERS) - 2), status), ids, fields or {})


def anns(status: int = 200, fields: Mapping[str, str] | None = None, query: str = "", **ids: str) -> PageRow:
    """Write the row of a page about a thing of Ann's: whoever it is not about learns that it is not there."""
    return PageRow((SIGN_IN, status, *[404] * (len(CALLERS) - 2)), ids, fields or {}, query)


ROWS: Mapping[str, PageRow] = {
    "GET /sign-in": PageRow((200, *[303] * 6), {}, {}),
    "POST /sign-in": public(401, {"email": "nobody@example.org", "password": "not this one"}),
    "POST /sign-out": own(303),
    "GET /sign-up": public(),
    "POST /sign-up": public(422, {"email": "x", "password": "short", "name": "X"}),
    "GET /password-reset": public(),
    "POST /password-reset": public(403, {"secret": "no such", "newPassword": "three unrelated words"}),
    "GET /invite": PageRow((SIGN_IN, 403, 403, 200, 200, 200, 200), {}, {}),
    "POST /invite": PageRow((SIGN_IN, 403, 403, 200, 200, 200, 200), {}, {"email": "new@example.org"}),
    "GET /first-steps": own(),
    "GET /first-steps/{routineName}": PageRow(own().gets, {"routineName": "first-5-km"}, {}),
    "POST /first-steps/{routineName}": PageRow(own(200).gets, {"routineName": "first-5-km"}, {"sure": "yes"}),
    "GET /": own(303),
    "GET /today": own(),
    "GET /sessions/{sessionId}": anns(sessionId="$planned"),
    "GET /sessions/{sessionId}/watch": anns(sessionId="$planned"),
    "GET /watch": own(404),
    "POST /sessions/{sessionId}/reschedule": anns(303, {"scheduledDate": "2031-01-07"}, sessionId="$planned"),
    "POST /undo": anns(303, {"what": "$planned,2031-01-07,18:00"}),
    "POST /sessions/{sessionId}/notes": anns(303, {"notes": "Well."}, sessionId="$planned"),
    "POST /sessions/{sessionId}/settle": anns(303, sessionId="$planned"),
    "POST /sessions/{sessionId}/{move}": anns(303, sessionId="$planned", move="start"),
    "GET /calendar": own(),
    "GET /progress": own(),
    "GET /progress/exercises/{exerciseVariantId}": PageRow(
        (SIGN_IN, 200, *[404] * 5), {"exerciseVariantId": "$exercise"}, {}
    ),
    "GET /progress/charts/{chart}": PageRow(own().gets, {"chart": "weeks"}, {}),
    "GET /routines": own(),
    "POST /routines/{parentRoutineId}/favourite": PageRow(
        (SIGN_IN, 303, 404, 303, 404, 404, 303), {"parentRoutineId": "$routine"}, {"wanted": "yes"}
    ),
    "GET /routines/{parentRoutineId}": PageRow(
        (SIGN_IN, 200, 404, 200, 404, 404, 200), {"parentRoutineId": "$routine"}, {}
    ),
    "GET /exercises": own(),
    "GET /exercises/new": own(),
    "POST /exercises": own(303, {"name": "Anvil lift", "kind": "strength"}),
    "GET /exercises/{exerciseVariantId}": anns(exerciseVariantId="$exercise"),
    "POST /exercises/{exerciseVariantId}": anns(303, {"aliases": "Step"}, exerciseVariantId="$exercise"),
    "POST /exercises/{exerciseVariantId}/archive": anns(303, exerciseVariantId="$exercise"),
    "GET /exercises/{exerciseVariantId}/picture": anns(exerciseVariantId="$exercise"),
    "POST /exercises/{exerciseVariantId}/picture": own(415),
    "POST /exercises/{exerciseVariantId}/picture/remove": anns(303, exerciseVariantId="$exercise"),
    "GET /kept": own(),
    "POST /kept": PageRow((SIGN_IN, 303, 404, 303, 404, 404, 303), {}, {"version": "$version", "workout": "0"}),
    "POST /kept/{keptPartId}/insert": PageRow(own(404).gets, {"keptPartId": "$kept"}, {"place": "none/1"}),
    "POST /kept/{keptPartId}/remove": anns(303, keptPartId="$kept"),
    "POST /tags/{tagKind}/{subjectId}": anns(303, {"tags": "home"}, tagKind="exercise", subjectId="$exercise"),
    "GET /admin": admins(),
    "GET /admin/settings": admins(),
    "GET /admin/upkeep": admins(),
    "POST /admin/upkeep": admins(303, {"kind": "verify"}),
    "GET /admin/people": admins(),
    "POST /admin/people": admins(303, {"email": "new@example.org", "name": "New", "athlete": "yes"}),
    "GET /admin/people/{userId}": admins(userId="$ann"),
    "POST /admin/people/{userId}/roles": admins(303, {"athlete": "yes", "trainer": "yes"}, userId="$ann"),
    "POST /admin/people/{userId}/reset-link": admins(200, userId="$ann"),
    "POST /admin/people/{userId}/sign-out": admins(303, userId="$ann"),
    "GET /admin/people/{userId}/erase": admins(userId="$ann"),
    "POST /admin/people/{userId}/erase": admins(303, {"email": "ann@example.org"}, userId="$ann"),
    "GET /admin/invitations": admins(),
    "POST /admin/invitations": admins(200, {"athlete": "yes"}),
    "POST /admin/invitations/{invitationId}/withdraw": admins(303, invitationId="$invitation"),
    "GET /routines/{parentRoutineId}/history": PageRow(
        (SIGN_IN, 200, 404, 200, 404, 404, 200), {"parentRoutineId": "$routine"}, {}
    ),
    "GET /routines/{parentRoutineId}/proposal": PageRow(
        (SIGN_IN, 200, 404, 200, 404, 404, 200), {"parentRoutineId": "$routine"}, {}
    ),
    "POST /routines/{parentRoutineId}/proposal": PageRow(
        (SIGN_IN, 403, 404, 404, 404, 404, 404),
        {"parentRoutineId": "$routine"},
        {"line": "no such", "into": "version", "note": "Less."},
    ),
    "POST /drafts/preview": PageRow((SIGN_IN, *[422] * 6), {}, {}),
    "POST /drafts/fill": PageRow((SIGN_IN, *[422] * 6), {}, {}),
    "PUT /drafts/{routineDraftId}": PageRow(
        (SIGN_IN, 404, 404, 200, 404, 404, 200),
        {"routineDraftId": "$draft"},
        {"json": '{"revision": 1, "document": {"name": "Squats"}}'},
    ),
    "GET /drafts/{routineDraftId}/check": PageRow(
        (SIGN_IN, 404, 404, 200, 404, 404, 200), {"routineDraftId": "$draft"}, {}
    ),
    "GET /drafts": own(),
    "POST /drafts": own(303, {"name": "Squats", "weeks": "4"}),
    "GET /drafts/{routineDraftId}": PageRow((SIGN_IN, 404, 404, 200, 404, 404, 200), {"routineDraftId": "$draft"}, {}),
    "POST /drafts/{routineDraftId}": PageRow(
        (SIGN_IN, 404, 404, 303, 404, 404, 303),
        {"routineDraftId": "$draft"},
        {"revision": "1", "text": "{name: Squats, workouts: []}"},
    ),
    "POST /drafts/{routineDraftId}/publish": PageRow(
        (SIGN_IN, 404, 404, 303, 404, 404, 303), {"routineDraftId": "$draft"}, {"revision": "1", "note": "More."}
    ),
    "POST /drafts/{routineDraftId}/drop": PageRow(
        (SIGN_IN, 404, 404, 303, 404, 404, 303), {"routineDraftId": "$draft"}, {}
    ),
    "POST /drafts/{routineDraftId}/people": PageRow(
        (SIGN_IN, 404, 404, 303, 404, 404, 303), {"routineDraftId": "$draft"}, {"email": "nora@example.org"}
    ),
    "POST /drafts/{routineDraftId}/people/{personId}/remove": PageRow(
        (SIGN_IN, 404, 404, 303, 404, 404, 303), {"routineDraftId": "$draft", "personId": "lena"}, {}
    ),
    "GET /roster": own(),
    "GET /roster/today": own(),
    "GET /roster/print": own(),
    "GET /roster/roster.csv": own(),
    "GET /roster/rows": PageRow((SIGN_IN, 200, 404, 200, 404, 404, 200), {}, {}, "of=$ann"),
    "GET /groups": own(),
    "POST /groups": PageRow((SIGN_IN, 403, 403, 303, 303, 303, 303), {}, {"name": "Saturdays"}),
    "GET /groups/{athleteGroupId}": PageRow((SIGN_IN, 404, 404, 200, 404, 404, 404), {"athleteGroupId": "$group"}, {}),
    "POST /groups/{athleteGroupId}": PageRow(
        (SIGN_IN, 404, 404, 303, 404, 404, 404), {"athleteGroupId": "$group"}, {"name": "Tuesdays", "was": "$ann"}
    ),
    "POST /groups/{athleteGroupId}/delete": PageRow(
        (SIGN_IN, 404, 404, 303, 404, 404, 404), {"athleteGroupId": "$group"}, {}
    ),
    "GET /templates": own(),
    "POST /templates": PageRow((SIGN_IN, 403, 403, 303, 303, 303, 303), {}, {"name": "Next", "text": "See you."}),
    "GET /templates/{messageTemplateId}": PageRow(
        (SIGN_IN, 404, 404, 200, 404, 404, 404), {"messageTemplateId": "$template"}, {}
    ),
    "POST /templates/{messageTemplateId}": PageRow(
        (SIGN_IN, 404, 404, 303, 404, 404, 404), {"messageTemplateId": "$template"}, {"name": "Well", "text": "Well."}
    ),
    "POST /templates/{messageTemplateId}/delete": PageRow(
        (SIGN_IN, 404, 404, 303, 404, 404, 404), {"messageTemplateId": "$template"}, {}
    ),
    "POST /roster/filters": own(303, {"name": "Late"}),
    "POST /roster/filters/{rosterFilterId}/drop": own(404),
    "POST /receipts/{receiptId}/seen": anns(303, receiptId="$receipt"),
    "POST /sessions/{sessionId}/messages": anns(303, {"text": "Hello."}, sessionId="$planned"),
    "POST /athletes/{userId}/sessions/{sessionId}/messages": PageRow(
        (SIGN_IN, 303, 404, 303, 404, 404, 303), {"userId": "$ann", "sessionId": "$planned"}, {"text": "Hello."}
    ),
    "POST /receipts/{receiptId}/messages": anns(303, {"text": "Hello."}, receiptId="$receipt"),
    "POST /athletes/{userId}/receipts/{receiptId}/messages": PageRow(
        (SIGN_IN, 303, 404, 303, 404, 404, 303), {"userId": "$ann", "receiptId": "$receipt"}, {"text": "Hello."}
    ),
    "POST /messages/{messageId}/read": own(404),
    "POST /athletes/{userId}/messages/{messageId}/read": own(404),
    "POST /athletes/{userId}/note": PageRow(
        (SIGN_IN, 303, 404, 303, 404, 404, 303), {"userId": "$ann"}, {"note": "Left knee."}
    ),
    "GET /athletes/{userId}/place": PageRow(
        (SIGN_IN, 200, 404, 200, 404, 404, 200), {"userId": "$ann"}, {}, "routineVersionId=$public version"
    ),
    "POST /athletes/{userId}/place": own(404),
    "GET /athletes/{userId}/receipts/{receiptId}": PageRow(
        (SIGN_IN, 200, 404, 200, 404, 404, 200), {"userId": "$ann", "receiptId": "$receipt"}, {}
    ),
    "POST /athletes/{userId}/receipts/{receiptId}/undo": PageRow(
        (SIGN_IN, 303, 404, 303, 404, 404, 303), {"userId": "$ann", "receiptId": "$fresh receipt"}, {}
    ),
    "GET /athletes/{userId}/arrange": PageRow(
        (SIGN_IN, 200, 404, 200, 404, 404, 200), {"userId": "$ann"}, {}, "session=$planned&days=7"
    ),
    "POST /athletes/{userId}/arrange": PageRow(
        (SIGN_IN, 409, 404, 409, 404, 404, 409),
        {"userId": "$ann"},
        {"session": "$planned", "days": "7", "expected": "what it was not"},
    ),
    "GET /athletes/{userId}/charts/{chart}": PageRow(
        (SIGN_IN, 200, 404, 200, 404, 404, 200), {"userId": "$ann", "chart": "weeks"}, {}
    ),
    "POST /receipts/{receiptId}/carry-overs": anns(303, receiptId="$receipt"),
    "POST /athletes/{userId}/receipts/{receiptId}/carry-overs": PageRow(
        (SIGN_IN, 303, 404, 303, 404, 404, 303), {"userId": "$ann", "receiptId": "$receipt"}, {}
    ),
    "GET /roll-outs": own(),
    "GET /roll-outs/new": own(404),
    "POST /roll-outs": own(404),
    "GET /roll-outs/{rollOutId}": PageRow((SIGN_IN, 404, 404, 200, 404, 404, 404), {"rollOutId": "$roll-out"}, {}),
    "POST /roll-outs/{rollOutId}/stop": PageRow(
        (SIGN_IN, 404, 404, 409, 404, 404, 404), {"rollOutId": "$roll-out"}, {}
    ),
    "POST /roll-outs/{rollOutId}/resume": PageRow(
        (SIGN_IN, 404, 404, 303, 404, 404, 404), {"rollOutId": "$roll-out"}, {}
    ),
    "GET /roll-outs/{rollOutId}/undo": PageRow((SIGN_IN, 404, 404, 200, 404, 404, 404), {"rollOutId": "$roll-out"}, {}),
    "POST /roll-outs/{rollOutId}/undo": PageRow(
        (SIGN_IN, 404, 404, 303, 404, 404, 404), {"rollOutId": "$roll-out"}, {}
    ),
    "GET /player/exercises": own(),
    "GET /athletes/{userId}": PageRow((SIGN_IN, 200, 404, 200, 404, 404, 200), {"userId": "$ann"}, {}),
    "GET /athletes/{userId}/sessions/{sessionId}": PageRow(
        (SIGN_IN, 200, 404, 200, 404, 404, 200), {"userId": "$ann", "sessionId": "$planned"}, {}
    ),
    "POST /athletes/{userId}/read": own(404),
    "POST /athletes/{userId}/values": PageRow(
        (SIGN_IN, 303, 404, 303, 404, 404, 303),
        {"userId": "$ann"},
        {"kind": "bodyweight", "value": "60 kg", "validFrom": "2026-01-02"},
    ),
    "GET /plans/{assignmentId}": anns(assignmentId="$live"),
    "GET /plans/{assignmentId}/{planMove}": anns(assignmentId="$live", planMove="cancel"),
    "POST /plans/{assignmentId}/{planMove}": anns(
        409, {"shown": "what it was not"}, assignmentId="$live", planMove="cancel"
    ),
    "GET /receipts/{receiptId}": anns(receiptId="$receipt"),
    "POST /receipts/{receiptId}/undo": anns(303, receiptId="$fresh receipt"),
    "GET /imports": own(),
    "POST /imports": own(415),
    "GET /imports/{importId}": anns(importId="$import"),
    "POST /imports/{importId}/names": anns(303, importId="$import"),
    "POST /imports/{importId}/undo": anns(303, importId="$import"),
    "GET /settings": own(),
    "POST /settings": own(422, {"name": "", "email": "", "timeZone": "UTC"}),
    "POST /settings/password": own(401, {"oldPassword": "not this one", "newPassword": "three unrelated words"}),
    "GET /settings/erase": own(),
    "POST /settings/erase": own(422, {"password": "not this one"}),
    "POST /settings/sign-ins/{signInId}/end": anns(303, signInId="$sign-in"),
    "POST /settings/sign-out-everywhere": own(303),
    "POST /settings/tokens": own(200, {"name": "a watch", "scope": "read"}),
    "POST /settings/tokens/{tokenId}/revoke": anns(303, tokenId="$token"),
    "POST /settings/calendars": own(200),
    "POST /settings/calendars/{calendarFeedId}/revoke": anns(303, calendarFeedId="$feed"),
    "POST /coaching/{coachingId}/accept": anns(303, coachingId="$waiting"),
    "POST /coaching/{coachingId}/end": PageRow(
        (SIGN_IN, 303, 404, 303, 404, 404, 404), {"coachingId": "$coaching"}, {}
    ),
    "GET /sessions/{sessionId}/player": PageRow(public().gets, {"sessionId": "$planned"}, {}),
    "GET /player": public(),
    "GET /offline": public(),
    "GET /player/kept": own(),
    "GET /player/push": own(),
    "PUT /player/push": own(422),
    "PUT /player/push/end": own(422),
    "PUT /player/rest": own(422),
    "POST /player/sync": own(422),
    "GET /manifest.webmanifest": public(),
    "GET /sw.js": public(),
}
