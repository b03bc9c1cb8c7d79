"""What stands where a document passes another through unread: its true type, for the documentation."""

from types import MappingProxyType
from typing import Any

from mesocycle.domain.assignment.assignment import RoutineAssignment
from mesocycle.domain.assignment.receipt import Receipt
from mesocycle.domain.log.performance import WorkoutPerformanceLog
from mesocycle.domain.plan.snapshot import WorkoutSnapshot
from mesocycle.domain.reference.value import ReferenceValue
from mesocycle.domain.session.session import Tombstone, WorkoutSession
from mesocycle.domain.sync.feed import ChangeKind
from mesocycle.domain.sync.operations import Operation, OperationResult

RAW_PARTS: MappingProxyType[type, dict[str, Any]] = MappingProxyType(
    {
        WorkoutSession: {"workoutSnapshot": WorkoutSnapshot, "performanceLog": WorkoutPerformanceLog},
        OperationResult: {"session": WorkoutSession},
    }
)
"""By struct and wire name."""

CHANGED: MappingProxyType[ChangeKind, type] = MappingProxyType(
    {
        ChangeKind.ASSIGNMENT: RoutineAssignment,
        ChangeKind.TOMBSTONE: Tombstone,
        ChangeKind.SESSION: WorkoutSession,
        ChangeKind.RECEIPT: Receipt,
        ChangeKind.REFERENCE_VALUE: ReferenceValue,
    }
)
"""What `Change.document` is, by its `kind`."""

ANSWERED_ONE_BY_ONE: MappingProxyType[type, tuple[str, ...]] = MappingProxyType({Operation: ("_id", "sessionId", "at")})
"""Members for whose form the request is not refused as a whole: what is wrong with one stands in its own result."""
