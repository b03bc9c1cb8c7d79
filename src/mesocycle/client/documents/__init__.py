"""Every document that the client sends and gets, but reports: the very types of the program, under one roof."""

from mesocycle.client.documents import people, plans, server
from mesocycle.client.documents.people import *  # noqa: F403  # they are here too; `people` names them
from mesocycle.client.documents.plans import *  # noqa: F403  # the same
from mesocycle.client.documents.server import *  # noqa: F403  # the same
from mesocycle.domain.activity.activity import Activity, Ascent, GuessedExercise, RecordedLap, RecordedSet
from mesocycle.domain.assignment.assignment import (
    AssignmentStatus,
    NewAssignment,
    NewReplacement,
    Origin,
    Pause,
    PauseRequest,
    ReplacementRequest,
    ResumeRequest,
    RoutineAssignment,
    ShiftRequest,
)
from mesocycle.domain.assignment.carry_over import CarriedOver, CarryOver, CarryOverChoice
from mesocycle.domain.assignment.receipt import (
    CreatedSession,
    KeptCounts,
    KeptSession,
    MissedBeginning,
    MovedSession,
    NotCreated,
    Receipt,
    ReceiptKind,
    RemovedSession,
    Undoing,
)
from mesocycle.domain.assignment.roll_out import (
    MemberStatus,
    NewRollOut,
    PreviewedMember,
    RollOutMember,
    RollOutPreview,
    RollOutProgress,
    RollOutStatus,
    RollOutUndoPreview,
    UndoneMember,
)
from mesocycle.domain.assignment.what_if import WhatIfRequest
from mesocycle.domain.calendar.address import CalendarFeed, IssuedCalendarFeed, NewCalendarFeed, Whose
from mesocycle.domain.imports.names import ExerciseMatch, How, SuggestedExercise
from mesocycle.domain.imports.result import (
    Candidate,
    Import,
    ImportedItem,
    ImportProgress,
    ImportSource,
    ImportStatus,
    ItemOutcome,
    NewExerciseChoice,
)
from mesocycle.domain.log.entry import EffortEntry, SetEntry, ToldLog
from mesocycle.domain.log.performance import (
    Effort,
    ExerciseName,
    Feedback,
    Pain,
    Performance,
    PerformedExercise,
    PerformedMiniSet,
    PerformedSection,
    PerformedSet,
    Reason,
    SectionResult,
    SkippedExercise,
    Suggestion,
    WorkoutPerformanceLog,
)
from mesocycle.domain.reference.loads import ResolvedLoad
from mesocycle.domain.reference.preview import NotationPreview, NotationText, PreviewedLine
from mesocycle.domain.reference.resolution import Resolved, WorkoutPreview, WorkoutPreviewRequest
from mesocycle.domain.reference.value import MissingReference, NewReferenceValue, ReferenceValue, UsedReference
from mesocycle.domain.refusal import PathMessage, RefusalDocument, RefusalKind
from mesocycle.domain.session.arranging import Arranged, ArrangedCopy, ArrangedMove, Arranging, TakingBack
from mesocycle.domain.session.changes import SessionChanges
from mesocycle.domain.session.event import Event
from mesocycle.domain.session.guidance import AcceptedSuggestions, Guidance, SessionGuidance
from mesocycle.domain.session.inputs import (
    Adjustment,
    Cancel,
    CancelSeveral,
    Completion,
    OneOff,
    RescheduledSession,
    RescheduleSeveral,
    Skip,
    SkipSeveral,
)
from mesocycle.domain.session.session import RemovalReason, SessionStatus, Tombstone, WorkoutSession
from mesocycle.domain.session.status import EventKind, OperationKind, PutBack, Reopen, Start
from mesocycle.domain.session.suggested_sets import Acceptance
from mesocycle.domain.session.summary import SessionSummary
from mesocycle.domain.sync.feed import Change, ChangeKind, ChangePage
from mesocycle.domain.sync.operations import Operation, OperationBatch, OperationResult, OperationResults
from mesocycle.domain.watch.step import LeftOut, WorkoutFile

__all__ = [
    "Acceptance",
    "AcceptedSuggestions",
    "Activity",
    "Adjustment",
    "Arranged",
    "ArrangedCopy",
    "ArrangedMove",
    "Arranging",
    "Ascent",
    "AssignmentStatus",
    "CalendarFeed",
    "Cancel",
    "CancelSeveral",
    "Candidate",
    "CarriedOver",
    "CarryOver",
    "CarryOverChoice",
    "Change",
    "ChangeKind",
    "ChangePage",
    "Completion",
    "CreatedSession",
    "Effort",
    "EffortEntry",
    "Event",
    "EventKind",
    "ExerciseMatch",
    "ExerciseName",
    "Feedback",
    "GuessedExercise",
    "Guidance",
    "How",
    "Import",
    "ImportProgress",
    "ImportSource",
    "ImportStatus",
    "ImportedItem",
    "IssuedCalendarFeed",
    "ItemOutcome",
    "KeptCounts",
    "KeptSession",
    "LeftOut",
    "MemberStatus",
    "MissedBeginning",
    "MissingReference",
    "MovedSession",
    "NewAssignment",
    "NewCalendarFeed",
    "NewExerciseChoice",
    "NewReferenceValue",
    "NewReplacement",
    "NewRollOut",
    "NotCreated",
    "NotationPreview",
    "NotationText",
    "OneOff",
    "Operation",
    "OperationBatch",
    "OperationKind",
    "OperationResult",
    "OperationResults",
    "Origin",
    "Pain",
    "PathMessage",
    "Pause",
    "PauseRequest",
    "Performance",
    "PerformedExercise",
    "PerformedMiniSet",
    "PerformedSection",
    "PerformedSet",
    "PreviewedLine",
    "PreviewedMember",
    "PutBack",
    "Reason",
    "Receipt",
    "ReceiptKind",
    "RecordedLap",
    "RecordedSet",
    "ReferenceValue",
    "RefusalDocument",
    "RefusalKind",
    "RemovalReason",
    "RemovedSession",
    "Reopen",
    "ReplacementRequest",
    "RescheduleSeveral",
    "RescheduledSession",
    "Resolved",
    "ResolvedLoad",
    "ResumeRequest",
    "RollOutMember",
    "RollOutPreview",
    "RollOutProgress",
    "RollOutStatus",
    "RollOutUndoPreview",
    "RoutineAssignment",
    "SectionResult",
    "SessionChanges",
    "SessionGuidance",
    "SessionStatus",
    "SessionSummary",
    "SetEntry",
    "ShiftRequest",
    "Skip",
    "SkipSeveral",
    "SkippedExercise",
    "Start",
    "SuggestedExercise",
    "Suggestion",
    "TakingBack",
    "ToldLog",
    "Tombstone",
    "Undoing",
    "UndoneMember",
    "UsedReference",
    "WhatIfRequest",
    "Whose",
    "WorkoutFile",
    "WorkoutPerformanceLog",
    "WorkoutPreview",
    "WorkoutPreviewRequest",
    "WorkoutSession",
]
__all__ += people.__all__
__all__ += plans.__all__
__all__ += server.__all__
