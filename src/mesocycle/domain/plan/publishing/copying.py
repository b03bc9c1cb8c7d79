"""A copy of a routine: the same content as a routine of one's own, with nothing that ties it to the source."""

from collections.abc import Callable
from typing import Any

import msgspec

from mesocycle.domain.document import Id, Instant
from mesocycle.domain.plan.routine import RoutineVersion


def copied(
    source: RoutineVersion, *, name: str, created_by: Id, now: Instant, new_id: Callable[[], Id]
) -> RoutineVersion:
    """Make version 1 of a new routine; every line gets a new id, so the two are never taken for one."""
    plain: dict[str, Any] = msgspec.to_builtins(source)
    plain |= {
        "_id": new_id(),
        "parentRoutineId": new_id(),
        "version": 1,
        "isLatest": True,
        "name": name,
        "routineType": "user-created",
        "createdBy": created_by,
        "isPublic": False,
        "allowCopy": False,
        "changeNote": f"Copied from {source.name}, version {source.version}.",
        "workouts": _renewed(plain["workouts"], new_id),
        "createdAt": now,
        "updatedAt": now,
    }
    plain.pop("isArchived", None)
    return msgspec.convert(plain, RoutineVersion)


def _renewed(node: object, new_id: Callable[[], Id]) -> object:
    """Give each line, at whatever depth, a new `_id`."""
    if isinstance(node, dict):
        inner = {key: _renewed(value, new_id) for key, value in node.items()}
        return inner | {"_id": new_id()} if "_id" in node else inner
    if isinstance(node, list | tuple):
        return [_renewed(each, new_id) for each in node]
    return node
