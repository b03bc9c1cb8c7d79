"""A body for every operation that takes a word: shown by the documentation, and sent, in this order, by a test."""

from types import MappingProxyType
from typing import Any

ROUTINE = "6b0471880000000000000010"
VERSION = "6b0471880000000000000011"
DRAFT = "6b0471880000000000000012"
KEPT_PART = "6b0471880000000000000013"
ASSIGNMENT = "6b0471880000000000000020"
SESSIONS = tuple(f"6b047188000000000000003{number}" for number in range(9))
CARRY_OVER = "3f0c2a1e4b0a1b2c"
SECTION, EXERCISE, SET = "main-lift", "back-squat", "back-squat-1"
PASSWORD = "a long walk before breakfast"  # noqa: S105  # of an example
RESET_SECRET = "msr_the-secret-of-the-link"  # noqa: S105  # the same
_NEW_PASSWORD = "two long walks before breakfast"  # noqa: S105  # the same
_DAY = "2100-01-04"

_WORKOUT: dict[str, Any] = {
    "_id": "squat-day",
    "name": "Squat day",
    "type": "strength",
    "orderIndex": 0,
    "objective": "Squat heavy, leave fresh",
    "schedule": [],
    "sections": [
        {
            "_id": SECTION,
            "name": "Main lift",
            "type": "basic",
            "orderIndex": 0,
            "exercises": [
                {
                    "_id": EXERCISE,
                    "type": "strength",
                    "exerciseId": "squat",
                    "exerciseVariantId": "back-squat",
                    "name": "Back squat",
                    "orderIndex": 0,
                    "sets": [
                        {
                            "_id": SET,
                            "setNumber": 1,
                            "setType": "working",
                            "repType": "fixed",
                            "reps": 5,
                            "weight": 100,
                            "weightUnit": "kg",
                            "restAfter": "3m",
                        }
                    ],
                }
            ],
        }
    ],
}
_FILE: dict[str, Any] = {
    "name": "Squats",
    "difficulty": "beginner",
    "goal": "strength",
    "duration": 4,
    "workouts": [
        {
            "name": "Squat day",
            "type": "strength",
            "objective": "Squat heavy, leave fresh",
            "schedule": [{"weekday": "monday"}, {"weekday": "thursday"}],
            "sections": [
                {
                    "name": "Main lift",
                    "type": "basic",
                    "exercises": [{"name": "Back squat", "sets": "3x5 @ 100 kg rest 3m"}],
                }
            ],
        }
    ],
}
_PERFORMED: dict[str, Any] = {
    "_id": "performed-1",
    "setId": SET,
    "setNumber": 1,
    "setType": "working",
    "performance": {"reps": 5, "weight": 100, "weightUnit": "kg", "rpe": 8},
    "performedAt": "2026-01-05T17:41:00.000Z",
}
_LAP: dict[str, Any] = {
    "_id": "lap-1",
    "round": 1,
    "phase": "active",
    "performance": {"duration": 300, "distance": 1000, "averageHeartRate": 151},
}

EXAMPLES: MappingProxyType[str, Any] = MappingProxyType(
    {
        "sign-in.join": {
            "email": "cleo@example.org",
            "password": PASSWORD,
            "name": "Cleo",
            "timeZone": "Europe/Berlin",
            "units": "metric",
        },
        "sign-in.begin": {"email": "ann@example.org", "password": PASSWORD},
        "passwords.change": {"oldPassword": PASSWORD, "newPassword": _NEW_PASSWORD},
        "passwords.reset": {"secret": RESET_SECRET, "newPassword": _NEW_PASSWORD},
        "tokens.issue": {"name": "watch", "scope": "write", "days": 365},
        "upkeep.begin": {"kind": "verify"},
        "invitations.invite": {"email": "dan@example.org", "roles": ["athlete"], "days": 14},
        "users.add": {"email": "fay@example.org", "name": "Fay", "timeZone": "Europe/Paris", "roles": ["athlete"]},
        "users.change-me": {"timeZone": "Europe/Vienna", "defaultTime": "07:00"},
        "users.change": {"name": "Bob B.", "locale": None},
        "coaching.invite": {"email": "cleo@example.org"},
        "coaching.choose": {"sees": "assigned", "mayLog": True},
        "reference-values.add": {
            "kind": "trainingMax",
            "exerciseId": "squat",
            "exerciseVariantId": "back-squat",
            "value": 120,
            "unit": "kg",
            "validFrom": "2026-01-05",
            "source": "tested",
        },
        "exercises.add": {
            "name": "Tyre flip",
            "kind": "strength",
            "primaryMuscles": ["hamstrings"],
            "equipment": ["tyre"],
        },
        "exercises.change": {"aliases": ["Tire flip"], "link": "https://example.org/tyre-flip"},
        "exercises.import-collection": [
            {
                "id": "Zercher_Carry",
                "name": "Zercher Carry",
                "category": "strength",
                "equipment": "barbell",
                "primaryMuscles": ["quadriceps"],
                "secondaryMuscles": ["biceps"],
            }
        ],
        "routines.create": {"_id": VERSION, "parentRoutineId": ROUTINE, **_FILE},
        "routines.publish": {**_FILE, "changeNote": "The same once more"},
        "routine-drafts.begin": {"_id": DRAFT, "document": _FILE},
        "routine-drafts.save": {"revision": 1, "document": {**_FILE, "duration": 8}},
        "kept-parts.keep": {"kind": "workout", "routineVersionId": VERSION, "workout": 0, "name": "Squat day"},
        "kept-parts.insert": {"revision": 2, "keptPartId": KEPT_PART},
        "tags.put": {"tags": ["knee friendly", "home"]},
        "routine-drafts.attend": {"place": "Squat day, week 2"},
        "routine-drafts.share": {"email": "bob@example.org"},
        "routine-drafts.publish": {"revision": 3, "changeNote": "A plate more on Thursdays"},
        "routine-drafts.preview": {"workout": _FILE["workouts"][0], "week": 2, "duration": 4},
        "routine-versions.copy": {"name": "Squats, my way"},
        "notations.fill-sets": {"filler": {"type": "pyramid", "reps": [12, 10, 8, 6]}},
        "notations.preview": {"kind": "run", "text": "6x800 m @ 4:00-4:10/km rest 400 m jog"},
        "routine-assignments.preview": {"routineVersionId": VERSION, "startDate": _DAY},
        "routine-assignments.assign": {
            "_id": ASSIGNMENT,
            "routineVersionId": VERSION,
            "startDate": _DAY,
            "weekdayMap": {"thursday": "friday"},
            "defaultTime": "18:00",
        },
        "assignment-moves.shift": {"days": 7},
        "assignment-moves.pause": {},
        "assignment-moves.resume": {"shift": False},
        "routine-assignments.replace": {"routineVersionId": VERSION, "continue": True, "dryRun": True},
        "receipts.carry-over": {"lines": [CARRY_OVER]},
        "roster.keep": {"name": "Late", "query": "show=overdue&sort=overdue"},
        "groups.create": {"name": "Tuesday evening"},
        "groups.change": {"name": "Tuesdays", "remove": ["64f0c2a1e4b0a1b2c3d4e5f6"]},
        "message-templates.create": {"name": "After a race", "text": "How are your legs after {session}, {athlete}?"},
        "message-templates.change": {"name": "After a race", "text": "{athlete}, how are your legs?"},
        "messages.keep": {"text": "Left knee: no lunges until March."},
        "roll-outs.begin": {"routineVersionId": VERSION, "continue": True},
        "roll-outs.preview": {"routineVersionId": VERSION, "exclude": ["64f0c2a1e4b0a1b2c3d4e5f6"]},
        "workout-sessions.add": {"_id": SESSIONS[0], "scheduledDate": _DAY, "workout": _WORKOUT},
        "messages.send": {"text": "How did the last set feel?", "sessionId": SESSIONS[0]},
        "messages.read": {"subject": "feedback", "subjectId": SESSIONS[0]},
        "workout-sessions.change": {"scheduledDate": "2100-01-05", "scheduledTime": "07:30", "notes": None},
        "workout-sessions.adjust": {
            "workoutSnapshot": {name: _WORKOUT[name] for name in ("name", "type", "objective", "sections")}
        },
        "session-moves.arrange": {"sessionIds": [SESSIONS[0]], "days": 7, "dryRun": True},
        "session-moves.take-back": {"sessionIds": [SESSIONS[0]]},
        "workout-sessions.accept": {},
        "session-moves.start": {"startedAt": "2026-01-05T17:40:00.000Z"},
        "performance-logs.tell": {"done": "Back squat: 5,5,4 @ 100 kg RPE 9"},
        "performance-logs.put-set": {"set": _PERFORMED},
        "performance-logs.put-effort": {"sectionId": SECTION, "effort": _LAP},
        "performance-logs.put": {
            "sections": [
                {
                    "sectionId": SECTION,
                    "orderIndex": 0,
                    "exercises": [{"exerciseId": EXERCISE, "orderIndex": 0, "sets": [_PERFORMED]}],
                }
            ],
            "feedback": {"rpe": 8, "feeling": 4, "notes": "Moved well."},
        },
        "session-moves.put-back": {"discardLog": True},
        "session-moves.complete": {"durationMinutes": 52, "feedback": {"rpe": 8}},
        "session-moves.skip": {"reason": "travel", "notes": "On a train all day"},
        "session-moves.cancel": {"reason": "Not needed after the race"},
        "session-moves.skip-several": {"sessionIds": [SESSIONS[4]], "reason": "illness"},
        "session-moves.cancel-several": {"sessionIds": [SESSIONS[5]], "reason": "Holiday"},
        "session-moves.reschedule-several": {"sessions": [{"sessionId": SESSIONS[6], "scheduledDate": "2100-02-01"}]},
        "sync.send": {
            "operations": [
                {
                    "_id": "6b0471880000000000000051",
                    "seenSeq": 12,
                    "sessionId": SESSIONS[7],
                    "kind": "start",
                    "at": "2026-01-05T17:40:00.000Z",
                    "body": {},
                },
                {
                    "_id": "6b0471880000000000000052",
                    "seenSeq": 12,
                    "sessionId": SESSIONS[7],
                    "kind": "log-set",
                    "at": "2026-01-05T17:41:00.000Z",
                    "body": {"set": _PERFORMED},
                },
            ]
        },
        "plan-and-deed.try-out": {"routineVersionId": VERSION, "weeks": 8},
        "imports.choose": {"name": "Squat (Barbell)", "exercise": "back-squat"},
        "calendars.issue": {"whose": "own"},
        "users.erase-me": {"password": PASSWORD},
    }
)


def example_of(name: str, takes: object) -> object:
    """Give the body that shows an operation; a document without fields has nothing to show but itself."""
    return EXAMPLES.get(name, {} if getattr(takes, "__struct_fields__", None) == () else None)
