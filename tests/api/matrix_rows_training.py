"""The permission matrix, part two: Tom's routines, and Ann's training by them."""

from types import MappingProxyType

import msgspec

from mesocycle.domain.document import encode
from tests.actions.training import WORKOUT
from tests.api.matrix_row import Row, row
from tests.api.matrix_training import SNAPSHOT, STRONG
from tests.api.training import a_log_document, a_set_document
from tests.arrange import a_routine_file

# nobody, self, other, trainer, former trainer, another's trainer, admin, trainer who may log, trainer with narrow sight
SIGNED_IN = "401 200 200 200 200 200 200 200 200"
LISTED = "401 200 404 200 404 404 200 200 200"
SEEN = "401 200 404 200 404 404 200 200 404"
"""Of what Tom assigned: Nora sees only what she assigned herself."""
READ = "401 200 404 200 404 404 200 200 404"
"""Of Tom's version that Ann follows."""
AUTHOR = "401 403 404 200 404 404 200 403 404"
WRITTEN = "401 404 404 200 404 404 200 200 404"
"""Of Tom's draft, in which Lena writes too."""
PLANNED = SEEN
ADDED = "401 201 404 201 404 404 201 201 201"
PERFORMED = "401 200 404 403 404 404 200 200 404"

A_WORKOUT, A_SNAPSHOT = (msgspec.json.decode(encode(each)) for each in (WORKOUT, SNAPSHOT))
SET = {"set": a_set_document()}
EFFORT = {
    "_id": "effort-1",
    "stepId": "run-1:work",
    "round": 1,
    "phase": "active",
    "performance": {"duration": 590, "distance": 2000},
}
WHOLE = {"if-match": "*"}
STRONG_FILE = STRONG.replace("2024", "2023").encode()
IMPORTED = "401 200 404 403 404 404 200 200 200"
BEGUN = {
    "_id": "operation-1",
    "seenSeq": 0,
    "sessionId": "$planned",
    "kind": "start",
    "at": "2026-01-05T18:00:00.000Z",
    "body": {},
}

ROWS: MappingProxyType[str, Row] = MappingProxyType(
    {
        # Routines: Tom's; Ann follows one, Lena sees it through her
        "GET /routines": row(SIGNED_IN),
        "POST /routines": row("401 201 201 201 201 201 201 201 201", body=a_routine_file()),
        "GET /routines/{parentRoutineId}": row(READ),
        "DELETE /routines/{parentRoutineId}": row("401 404 404 200 404 404 200 404 404", parentRoutineId="$unused"),
        "POST /routines/{parentRoutineId}/archive": row(AUTHOR),
        "GET /routines/{parentRoutineId}/versions": row(READ),
        "POST /routines/{parentRoutineId}/versions": row(
            "401 403 404 201 404 404 201 403 404", body=a_routine_file(changeNote="More.")
        ),
        "GET /routines/{parentRoutineId}/diff": row(READ, query={"from": "1", "to": "1"}),
        "GET /routines/{parentRoutineId}/side-by-side": row(READ, query={"from": "1", "to": "1"}),
        "GET /routines/{parentRoutineId}/proposal": row(READ),
        "GET /routines/{parentRoutineId}/proposal/draft": row(READ),
        "GET /routines/versions/{routineVersionId}": row(READ),
        "GET /routines/versions/{routineVersionId}/paper": row(READ),
        "POST /routines/versions/{routineVersionId}/copy": row("401 201 404 201 404 404 201 201 404"),
        "POST /routines/versions/{routineVersionId}/archive": row(AUTHOR),
        "DELETE /routines/versions/{routineVersionId}": row(
            "401 404 404 200 404 404 200 404 404", routineVersionId="$unused version"
        ),
        "POST /notations/preview": row(LISTED, body={"kind": "sets", "text": "3x5 @ 85%"}),
        "POST /notations/fill": row(SIGNED_IN, body={"filler": {"type": "wave"}}),
        # Drafts: Tom's, shared with Lena
        "GET /routine-drafts": row(SIGNED_IN),
        "POST /routine-drafts": row("401 403 404 201 404 404 201 403 404", body={"routineVersionId": "$version"}),
        "GET /routine-drafts/{routineDraftId}": row(WRITTEN),
        "PUT /routine-drafts/{routineDraftId}": row(WRITTEN, body={"revision": 1, "document": a_routine_file()}),
        "DELETE /routine-drafts/{routineDraftId}": row("401 404 404 204 404 404 204 403 404"),
        "GET /routine-drafts/{routineDraftId}/check": row(WRITTEN),
        "POST /routine-drafts/{routineDraftId}/presence": row(WRITTEN, body={"place": "Squat day, week 2"}),
        "POST /routine-drafts/{routineDraftId}/people": row(
            "401 403 403 200 404 404 200 403 404", body={"email": "nora@example.org"}
        ),
        "DELETE /routine-drafts/{routineDraftId}/people/{userId}": row(WRITTEN, userId="lena"),
        "POST /routine-drafts/{routineDraftId}/publish": row(
            "401 404 404 201 404 404 201 403 404", body={"revision": 1, "changeNote": "More."}
        ),
        "POST /workout-previews": row(LISTED, body={"workout": a_routine_file()["workouts"][0]}),
        # Assignments
        "GET /routine-assignments": row(LISTED),
        "GET /routine-assignments/{routineAssignmentId}": row(SEEN),
        "POST /routine-assignments": row(ADDED, body={"routineVersionId": "$public version"}),
        "POST /routine-assignments/preview": row(LISTED, body={"routineVersionId": "$public version"}),
        "POST /routine-assignments/{routineAssignmentId}/replacement": row(
            PLANNED, body={"routineVersionId": "$version", "startDate": "2026-02-02"}
        ),
        "POST /routine-assignments/{routineAssignmentId}/pause": row(PLANNED, body={"from": "2026-02-02"}),
        "POST /routine-assignments/{routineAssignmentId}/resume": row(
            PLANNED, body={"shift": False, "on": "2026-02-02"}, routineAssignmentId="$paused"
        ),
        "POST /routine-assignments/{routineAssignmentId}/shift": row(PLANNED, body={"days": 1}),
        "POST /routine-assignments/{routineAssignmentId}/cancel": row(PLANNED),
        "POST /routine-assignments/{routineAssignmentId}/complete": row(PLANNED),
        "GET /receipts": row(LISTED),
        "GET /receipts/{receiptId}": row(SEEN),
        "POST /receipts/{receiptId}/undo": row(PLANNED, receiptId="$fresh receipt"),
        "GET /receipts/{receiptId}/undo-preview": row(PLANNED, receiptId="$fresh receipt"),
        "GET /receipts/{receiptId}/carry-overs": row(SEEN),
        "POST /receipts/{receiptId}/carry-overs/accept": row(
            "401 404 404 404 404 404 404 404 404", body={"lines": ["none"]}
        ),
        # Roll-outs: Tom's
        "GET /roll-outs": row(SIGNED_IN),
        "POST /roll-outs": row(
            "401 202 404 202 404 404 202 202 404", body={"routineVersionId": "$version", "members": ["ann"]}
        ),
        "GET /roll-outs/{rollOutId}": row("401 404 404 200 404 404 200 404 404"),
        "POST /roll-outs/preview": row(
            "401 200 404 200 404 404 200 200 404", body={"routineVersionId": "$version", "members": ["ann"]}
        ),
        "POST /roll-outs/{rollOutId}/stop": row("401 404 404 409 404 404 404 404 404"),
        "POST /roll-outs/{rollOutId}/undo": row("401 404 404 202 404 404 404 404 404"),
        "GET /roll-outs/{rollOutId}/undo-preview": row("401 404 404 200 404 404 404 404 404"),
        "POST /roll-outs/{rollOutId}/resume": row("401 404 404 202 404 404 404 404 404"),
        # Sessions
        "GET /workout-sessions": row(LISTED),
        "GET /workout-sessions/roster": row(SIGNED_IN),
        "GET /workout-sessions/{sessionId}": row(SEEN),
        "POST /workout-sessions": row(ADDED, body={"scheduledDate": "2026-01-06", "workout": A_WORKOUT}),
        "PATCH /workout-sessions/{sessionId}": row(PLANNED, body={"scheduledDate": "2026-02-03", "notes": "Easy."}),
        "POST /workout-sessions/{sessionId}/adjust": row(
            "401 201 404 201 404 404 201 201 404", body={"workoutSnapshot": A_SNAPSHOT}
        ),
        "POST /workout-sessions/{sessionId}/accept-suggestions": row("401 200 404 200 404 404 200 200 404"),
        "POST /workout-sessions/{sessionId}/start": row(PERFORMED),
        "POST /workout-sessions/{sessionId}/complete": row(PERFORMED),
        "POST /workout-sessions/{sessionId}/skip": row(PERFORMED, body={"reason": "travel"}),
        "POST /workout-sessions/{sessionId}/cancel": row(PERFORMED),
        "POST /workout-sessions/{sessionId}/put-back": row(PERFORMED, sessionId="$skipped"),
        "POST /workout-sessions/{sessionId}/reopen": row(PERFORMED, sessionId="$done"),
        "POST /workout-sessions/skip": row(
            PERFORMED, body={"sessionIds": ["$planned", "$another"], "reason": "travel"}
        ),
        "POST /workout-sessions/cancel": row(PERFORMED, body={"sessionIds": ["$planned", "$another"]}),
        "POST /workout-sessions/reschedule": row(
            PLANNED, body={"sessions": [{"sessionId": "$planned", "scheduledDate": "2026-02-03"}]}
        ),
        "POST /workout-sessions/arrange": row(PLANNED, body={"sessionIds": ["$planned", "$another"], "days": 7}),
        "POST /workout-sessions/take-back": row(
            "401 403 404 403 404 404 403 403 404", body={"sessionIds": ["$planned"]}
        ),
        "GET /workout-sessions/{sessionId}/performance-log": row(SEEN, sessionId="$begun"),
        "POST /workout-sessions/{sessionId}/performance-log": row(
            PERFORMED, body={"done": "Back squat: 5 @ 100 kg"}, sessionId="$begun"
        ),
        "PUT /workout-sessions/{sessionId}/performance-log": row(
            PERFORMED, body=a_log_document(), headers=WHOLE, sessionId="$begun"
        ),
        "PUT /workout-sessions/{sessionId}/performance-log/sets/{performedSetId}": row(
            PERFORMED, body=SET, sessionId="$begun"
        ),
        "DELETE /workout-sessions/{sessionId}/performance-log/sets/{performedSetId}": row(
            PERFORMED, sessionId="$begun"
        ),
        "PUT /workout-sessions/{sessionId}/performance-log/efforts/{effortId}": row(
            PERFORMED, body={"effort": EFFORT}, sessionId="$run"
        ),
        "DELETE /workout-sessions/{sessionId}/performance-log/efforts/{effortId}": row(PERFORMED, sessionId="$run"),
        "GET /workout-sessions/{sessionId}/events": row(SEEN, sessionId="$done"),
        "GET /workout-sessions/{sessionId}/tombstone": row(SEEN, sessionId="$removed"),
        # Plan and deed
        "GET /analytics/weeks": row(LISTED),
        "GET /analytics/weeks/chart": row(LISTED),
        "GET /analytics/exercises/{exerciseVariantId}": row(LISTED, exerciseVariantId="squat.barbell-back"),
        "GET /analytics/exercises/{exerciseVariantId}/chart": row(LISTED, exerciseVariantId="squat.barbell-back"),
        "GET /analytics/records": row(LISTED),
        "GET /analytics/running": row(LISTED),
        "GET /analytics/running/chart": row(LISTED),
        "GET /analytics/running/pace-chart": row(LISTED),
        "GET /analytics/load": row(LISTED),
        "GET /analytics/load/chart": row(LISTED),
        "GET /analytics/sessions/{sessionId}": row(SEEN, sessionId="$done"),
        "GET /analytics/sessions/{sessionId}/three-way": row(SEEN, sessionId="$done"),
        "GET /analytics/sessions/{sessionId}/guidance": row(SEEN, sessionId="$done"),
        "GET /analytics/sessions/{sessionId}/chart": row(SEEN, sessionId="$done"),
        "GET /analytics/adherence": row(LISTED),
        "GET /analytics/adherence/chart": row(LISTED),
        "GET /analytics/adherence/weeks-chart": row(LISTED),
        "GET /analytics/roster-adherence": row("401 200 404 200 404 404 200 200 200", query={"members": "ann"}),
        "GET /analytics/lines/{lineId}": row(
            READ, query={"parentRoutineId": "$routine", "members": "ann"}, lineId="set-1"
        ),
        "POST /analytics/what-if": row(READ, body={"routineVersionId": "$version", "members": ["ann"]}),
        # Watches
        "GET /workout-sessions/{sessionId}/activity": row(SEEN, sessionId="$recorded"),
        "POST /workout-sessions/{sessionId}/unmatch": row(PERFORMED, sessionId="$recorded"),
        "GET /workout-sessions/{sessionId}/workout-file": row(SEEN, query={"format": "fit"}),
        "GET /workout-files": row(SEEN, query={"format": "fit", "from": "2026-01-05", "to": "2026-01-31"}),
        # What goes out
        "GET /exports/archive": row("401 200 404 403 404 404 200 403 403"),
        "GET /exports/sessions": row("401 200 404 403 404 404 200 403 403"),
        "GET /exports/calendar.ics": row(LISTED),
        "GET /exports/paper": row(LISTED),
        "GET /exports/sets.csv": row(LISTED),
        "GET /exports/roster.csv": row(SIGNED_IN),
        "GET /exports/efforts.csv": row(LISTED),
        "GET /exports/sets.parquet": row(LISTED),
        "GET /exports/efforts.parquet": row(LISTED),
        "GET /calendar-feeds": row(SIGNED_IN),
        "POST /calendar-feeds": row("401 201 201 201 201 201 201 201 201", body={}),
        "DELETE /calendar-feeds/{calendarFeedId}": row("401 200 404 404 404 404 404 404 404"),
        "GET /calendars/{calendarFile}": row("200 200 200 200 200 200 200 200 200"),
        # What is kept up with, and taken in
        "GET /changes": row(LISTED),
        "POST /sync": row(LISTED, body={"operations": [BEGUN]}),
        "GET /imports": row(IMPORTED),
        "POST /imports": row(
            "401 202 404 403 404 404 202 202 202",
            query={"source": "strong", "name": "strong.csv", "weightUnit": "kg"},
            file=STRONG_FILE,
        ),
        "POST /imports/exercise-choices": row(IMPORTED, body={"name": "Squatty", "exercise": "back squat"}),
        # Nora may import too, and sees what she imported.
        "GET /imports/{importId}": row(PERFORMED),
        "GET /imports/{importId}/items": row(PERFORMED),
        "GET /imports/{importId}/exercises": row(PERFORMED),
        "POST /imports/{importId}/undo": row(PERFORMED),
    }
)
