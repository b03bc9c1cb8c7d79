"""The permission matrix, part one: signing in, people, coaching, and what they write routines with."""

from types import MappingProxyType

from tests.actions.signing_in import PASSWORD
from tests.api.matrix_row import Row, row
from tests.formats.documents.painting import a_picture

OTHER_PASSWORD = "four quite unrelated words"  # noqa: S105  # opens nothing but a test
JOINING = {"email": "new@example.org", "password": PASSWORD, "name": "New", "timeZone": "UTC"}
FLAT = [
    {
        "id": "Sled_push",
        "name": "Sled push",
        "category": "strength",
        "primaryMuscles": ["quadriceps"],
        "secondaryMuscles": [],
    }
]
LUNGE = {"name": "Deep lunge", "kind": "strength"}

# nobody, self, other, trainer, former trainer, another's trainer, admin, trainer who may log, trainer with narrow sight
PUBLIC = "200 200 200 200 200 200 200 200 200"
SIGNED_IN = "401 200 200 200 200 200 200 200 200"
MADE = "401 201 201 201 201 201 201 201 201"
OWN = "401 200 404 404 404 404 404 404 404"
ADMINS = "401 403 403 403 403 403 200 403 403"
TOMS = "401 404 404 200 404 404 404 404 404"
IN_SIGHT = "401 200 404 200 404 404 200 200 200"

ROWS: MappingProxyType[str, Row] = MappingProxyType(
    {
        # Signing in
        "POST /sign-in": row(PUBLIC, body={"email": "ann@example.org", "password": PASSWORD}),
        "GET /sign-in": row(SIGNED_IN),
        "POST /sign-out": row("401 204 204 204 204 204 204 204 204", by_cookie=True),
        "POST /sign-out/everywhere": row("401 204 204 204 204 204 204 204 204"),
        "GET /sign-ins": row(SIGNED_IN),
        "DELETE /sign-ins/{signInId}": row("401 204 404 404 404 404 404 404 404"),
        "POST /sign-up": row("201 201 201 201 201 201 201 201 201", body=JOINING),
        "PUT /users/me/password": row(SIGNED_IN, body={"oldPassword": PASSWORD, "newPassword": OTHER_PASSWORD}),
        "POST /users/{userId}/reset-link": row("401 403 404 403 404 404 201 403 403"),
        "POST /password-reset": row(PUBLIC, body={"secret": "$link", "newPassword": OTHER_PASSWORD}),
        # The roster: Tom's
        "GET /roster": row(SIGNED_IN),
        "GET /roster/filters": row(SIGNED_IN),
        "POST /roster/filters": row(
            "401 201 201 201 201 201 201 201 201", body={"name": "Late", "query": "show=overdue"}
        ),
        "DELETE /roster/filters/{rosterFilterId}": row("401 404 404 204 404 404 404 404 404"),
        # Groups: Tom's, with Ann in one
        "GET /athlete-groups": row(SIGNED_IN),
        "POST /athlete-groups": row("401 403 403 201 201 201 201 201 201", body={"name": "Saturdays"}),
        "GET /athlete-groups/{athleteGroupId}": row("401 404 404 200 404 404 404 404 404"),
        "PATCH /athlete-groups/{athleteGroupId}": row("401 404 404 200 404 404 404 404 404", body={"remove": ["ann"]}),
        "DELETE /athlete-groups/{athleteGroupId}": row("401 404 404 204 404 404 404 404 404"),
        # Templates of messages: Tom's
        "GET /message-templates": row(SIGNED_IN),
        "POST /message-templates": row(
            "401 403 403 201 201 201 201 201 201", body={"name": "Next", "text": "See you at {session}."}
        ),
        "GET /message-templates/{messageTemplateId}": row(TOMS),
        "GET /message-templates/{messageTemplateId}/filled": row(TOMS, query={"sessionId": "$planned"}),
        "PUT /message-templates/{messageTemplateId}": row(TOMS, body={"name": "Well done", "text": "Well done."}),
        "DELETE /message-templates/{messageTemplateId}": row("401 404 404 204 404 404 404 404 404"),
        "GET /live": row(IN_SIGHT, query={"seconds": "0"}),
        "GET /messages": row("401 200 404 200 404 404 200 200 404", query={"sessionId": "$planned"}),
        "POST /messages": row(
            "401 201 404 201 404 404 201 201 404", body={"text": "How was it?", "sessionId": "$planned"}
        ),
        "GET /read-marks": row(
            "401 200 404 200 404 404 200 200 404", query={"subject": "feedback", "subjectId": "$planned"}
        ),
        "GET /trainer-notes": row("401 200 404 200 404 404 200 200 200"),
        "PUT /trainer-notes": row("401 200 404 200 404 404 200 200 200", body={"text": "Left knee."}),
        "POST /read-marks": row(
            "401 200 404 200 404 404 200 200 404", body={"subject": "feedback", "subjectId": "$planned"}
        ),
        "GET /tokens": row(SIGNED_IN),
        "POST /tokens": row(MADE, body={"name": "watch"}, by_cookie=True),
        "DELETE /tokens/{tokenId}": row(OWN),
        "GET /invitations": row(SIGNED_IN),
        "POST /invitations": row("401 403 403 201 201 201 201 201 201", body={}),
        "DELETE /invitations/{invitationId}": row("401 404 404 200 404 404 200 404 404"),
        # People
        "GET /users": row(SIGNED_IN),
        "GET /users/me": row(SIGNED_IN),
        "GET /users/{userId}": row(IN_SIGHT),
        "POST /users": row(
            "401 403 403 403 403 403 201 403 403", body={"email": "x@example.org", "name": "X", "timeZone": "UTC"}
        ),
        "PATCH /users/me": row(SIGNED_IN, body={"name": "Somebody"}),
        "PATCH /users/{userId}": row("401 200 404 403 404 404 200 403 403", body={"name": "Anna"}),
        # The one admin can't leave while others are there.
        "POST /users/me/erase": row("401 204 204 204 204 204 403 204 204", body={"password": PASSWORD}),
        "DELETE /users/{userId}": row("401 403 404 403 404 404 204 403 403"),
        "GET /users/{userId}/sign-ins": row("401 200 404 403 404 404 200 403 403"),
        "DELETE /users/{userId}/sign-ins": row("401 204 404 403 404 404 204 403 403"),
        # The server: an admin's
        "GET /server": row(ADMINS),
        "GET /server/settings": row(ADMINS),
        "GET /server/jobs": row(ADMINS),
        "GET /server/backups": row(ADMINS),
        "GET /server/upkeep": row(ADMINS),
        "GET /server/upkeep/{upkeepRunId}": row(ADMINS),
        "POST /server/upkeep": row("401 403 403 403 403 403 202 403 403", body={"kind": "verify"}),
        # Coaching: the link between Ann and Tom, and the invitation that waits for her
        "GET /coaching": row(SIGNED_IN),
        "GET /coaching/{coachingId}": row("401 200 404 200 404 404 404 404 404"),
        "POST /coaching": row("401 403 403 409 201 201 201 409 409", body={"athleteId": "$ann"}),
        "POST /coaching/{coachingId}/accept": row(OWN, coachingId="$waiting"),
        "PATCH /coaching/{coachingId}": row("401 200 404 404 404 404 404 404 404", body={"mayLog": True}),
        "POST /coaching/{coachingId}/end": row("401 200 404 200 404 404 404 404 404"),
        # What is measured, and what routines are written with
        "GET /reference-values": row(IN_SIGHT),
        "GET /reference-values/in-force": row(IN_SIGHT),
        "GET /reference-values/{referenceValueId}": row(IN_SIGHT),
        "POST /reference-values": row(
            "401 201 404 201 404 404 201 201 201", body={"kind": "bodyweight", "value": 61, "unit": "kg"}
        ),
        "GET /exercises": row(SIGNED_IN),
        "GET /exercises/{exerciseVariantId}": row(OWN),
        "PATCH /exercises/{exerciseVariantId}": row(OWN, body={"aliases": ["Step"]}),
        "GET /exercises/{exerciseVariantId}/picture": row(OWN),
        "PUT /exercises/{exerciseVariantId}/picture": row(OWN, file=a_picture()),
        "DELETE /exercises/{exerciseVariantId}/picture": row(OWN),
        "GET /kept-parts": row(SIGNED_IN),
        "POST /kept-parts": row(MADE, body={"kind": "workout", "content": {"name": "Legs"}}),
        "GET /kept-parts/{keptPartId}": row(OWN),
        "DELETE /kept-parts/{keptPartId}": row("401 204 404 404 404 404 404 404 404"),
        "POST /routine-drafts/{routineDraftId}/kept-parts": row(
            "401 404 404 404 404 404 404 404 404", body={"revision": 1, "keptPartId": "$kept"}
        ),
        "GET /tags": row(SIGNED_IN),
        "GET /tags/{tagKind}/{subjectId}": row(OWN),
        "PUT /tags/{tagKind}/{subjectId}": row(OWN, body={"tags": ["home"]}),
        "POST /exercises": row(MADE, body=LUNGE),
        "POST /exercises/import": row(SIGNED_IN, body=FLAT),
        "GET /shipped-routines": row(SIGNED_IN),
        "GET /shipped-routines/{shippedRoutineId}": row(SIGNED_IN),
    }
)
