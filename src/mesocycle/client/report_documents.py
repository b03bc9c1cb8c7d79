"""Every document of which reports are made: the very types of the program, under one roof."""

from mesocycle.analytics.adherence import (
    Adherence,
    AdherenceCounts,
    AssignmentAdherence,
    MemberAdherence,
    RosterAdherence,
    Streak,
    VersionAdherence,
    WeekAdherence,
)
from mesocycle.analytics.guidance.exercise_history import ExerciseOutlook, ExerciseReport
from mesocycle.analytics.lines.line_quality import EffortSaid, LineCounts, LineOfAthlete, LineOfVersion, LineQuality
from mesocycle.analytics.load.load import LoadDay, LoadReport, LoadWeek
from mesocycle.analytics.plan_and_deed.amounts import Amounts
from mesocycle.analytics.plan_and_deed.comparison import ComparedLine, ComparedSection, SessionComparison, Standing
from mesocycle.analytics.plan_and_deed.compliance import Colour, Compliance
from mesocycle.analytics.plan_and_deed.three_way import ThreeWay, ThreeWayLine
from mesocycle.analytics.plan_and_deed.tolerance import Deviation, Measure, Verdict
from mesocycle.analytics.running.prediction import (
    BestEffort,
    CriticalSpeedFit,
    Prediction,
    RacePrediction,
    TrainingPace,
)
from mesocycle.analytics.running.running import MovementSums, PaceAndHeartRate, RunningReport, RunningWeek, ZoneTime
from mesocycle.analytics.strength.estimated_max import EstimatedMax, Formula
from mesocycle.analytics.strength.muscles import MuscleSets
from mesocycle.analytics.strength.records import ExerciseRecords, RecordEstimate, Records, RecordSet, RecordVolume
from mesocycle.analytics.strength.strength import Band, ExerciseDay
from mesocycle.analytics.training_weeks import TrainingWeek, WeekReport
from mesocycle.analytics.what_if import DoubledDay, LeftDay, MovedDay, PlannedWeek, WeeklyChange, WhatIf, WhatIfReport

__all__ = [
    "Adherence",
    "AdherenceCounts",
    "Amounts",
    "AssignmentAdherence",
    "Band",
    "BestEffort",
    "Colour",
    "ComparedLine",
    "ComparedSection",
    "Compliance",
    "CriticalSpeedFit",
    "Deviation",
    "DoubledDay",
    "EffortSaid",
    "EstimatedMax",
    "ExerciseDay",
    "ExerciseOutlook",
    "ExerciseRecords",
    "ExerciseReport",
    "Formula",
    "LeftDay",
    "LineCounts",
    "LineOfAthlete",
    "LineOfVersion",
    "LineQuality",
    "LoadDay",
    "LoadReport",
    "LoadWeek",
    "Measure",
    "MemberAdherence",
    "MovedDay",
    "MovementSums",
    "MuscleSets",
    "PaceAndHeartRate",
    "PlannedWeek",
    "Prediction",
    "RacePrediction",
    "RecordEstimate",
    "RecordSet",
    "RecordVolume",
    "Records",
    "RosterAdherence",
    "RunningReport",
    "RunningWeek",
    "SessionComparison",
    "Standing",
    "Streak",
    "ThreeWay",
    "ThreeWayLine",
    "TrainingPace",
    "TrainingWeek",
    "Verdict",
    "VersionAdherence",
    "WeekAdherence",
    "WeekReport",
    "WeeklyChange",
    "WhatIf",
    "WhatIfReport",
    "ZoneTime",
]
