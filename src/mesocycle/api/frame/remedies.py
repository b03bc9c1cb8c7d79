"""Remedies as callers of the API can follow them: where one names a command, the request that does the same."""

import re
from types import MappingProxyType

from msgspec.structs import replace

from mesocycle.domain.imports.result import Import, ImportedItem
from mesocycle.domain.refusal import RefusalDocument

PREFIX = "/api/v1"

REQUESTS = MappingProxyType(
    {
        "assignment list": "GET /routine-assignments",
        "assignment receipts": "GET /receipts",
        "assignment replace": "POST /routine-assignments/{routineAssignmentId}/replacement",
        "assignment resume": "POST /routine-assignments/{routineAssignmentId}/resume",
        "assignment undo": "POST /receipts/{receiptId}/undo",
        "calendar create": "POST /calendar-feeds",
        "calendar list": "GET /calendar-feeds",
        "calendar revoke": "DELETE /calendar-feeds/{calendarFeedId}",
        "coaching accept": "POST /coaching/{coachingId}/accept",
        "coaching invite": "POST /coaching",
        "coaching list": "GET /coaching",
        "exercise list": "GET /exercises",
        "export archive": "GET /exports/archive",
        "export fit": "GET /workout-sessions/{sessionId}/workout-file?format=fit",
        "import list": "GET /imports",
        "import match": "POST /imports/exercise-choices",
        "import undo": "POST /imports/{importId}/undo",
        "import unmatch": "POST /workout-sessions/{sessionId}/unmatch",
        "invitation list": "GET /invitations",
        "reference list": "GET /reference-values",
        "routine copy": "POST /routines/versions/{routineVersionId}/copy",
        "routine delete": "DELETE /routines/{parentRoutineId}",
        "routine list": "GET /routines",
        "routine publish": "POST /routines/{parentRoutineId}/versions",
        "routine show": "GET /routines/{parentRoutineId}",
        "routine versions": "GET /routines/{parentRoutineId}/versions",
        "session list": "GET /workout-sessions",
        "token create": "POST /tokens",
        "token list": "GET /tokens",
        "token revoke": "DELETE /tokens/{tokenId}",
        "user list": "GET /users",
        "user set": "PATCH /users/{userId}",
    }
)
"""By command; what only the person who runs the server can do stays a command."""

_ASKED = MappingProxyType(
    {
        "kg": "weightUnit=kg",
        "lb": "weightUnit=lb",
        "km": "distanceUnit=km",
        "mi": "distanceUnit=mi",
        "m": "distanceUnit=m",
        "point": "decimal=point",
        "comma": "decimal=comma",
    }
)
_OPTION = re.compile(r"--(?:unit|decimal) (kg|lb|km|mi|m|point|comma)\b|--(session) ID\b|--(apart)\b")
_COMMAND = re.compile(r"`mesocycle ([a-z]+ [a-z]+)(?: ([A-Za-z0-9._:]+))?[^`]*`")


def over_http(remedy: str) -> str:
    """Put requests into the place of commands, and what is asked with them into that of options.

    An id that a command names stands in the address.
    """
    return _OPTION.sub(_asked, _COMMAND.sub(_request, remedy))


def _asked(option: re.Match[str]) -> str:
    """Say an option of an import as what is asked of `POST /imports`."""
    if option[1]:
        return f"`{_ASKED[option[1]]}`"
    return "`sessionId`" if option[2] else "`apart=true`"


def _request(command: re.Match[str]) -> str:
    request = REQUESTS.get(command[1])
    if request is None:
        return command[0]
    method, _, path = request.partition(" ")
    if command[2]:
        path = re.sub(r"\{\w+\}", command[2], path, count=1)
    return f"`{method} {PREFIX}{path}`"


def inside(refusal: RefusalDocument | None) -> RefusalDocument | None:
    """Word a refusal that stands inside of an answer."""
    return None if refusal is None else replace(refusal, remedy=over_http(refusal.remedy))


def item_over_http(item: ImportedItem) -> ImportedItem:
    """Word what came of an item of an import."""
    return item if item.remedy is None else replace(item, remedy=over_http(item.remedy))


def import_over_http(found: Import) -> Import:
    """Word why an import was refused as a whole, where it was."""
    progress = found.progress
    if progress is None or progress.refusal is None:
        return found
    return replace(found, progress=replace(progress, refusal=inside(progress.refusal)))
