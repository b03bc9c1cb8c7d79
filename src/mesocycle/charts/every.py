"""Every chart in one place, for those who draw by name."""

from mesocycle.charts.adherence import adherence_calendar, planned_and_done
from mesocycle.charts.drawing import description, draw
from mesocycle.charts.frame import Sheet
from mesocycle.charts.load import training_load
from mesocycle.charts.running import pace_and_heart_rate, weekly_running
from mesocycle.charts.session_strip import session_strip
from mesocycle.charts.strength import muscle_sets, strength_progress
from mesocycle.charts.words import WORDS

__all__ = [
    "WORDS",
    "Sheet",
    "adherence_calendar",
    "description",
    "draw",
    "muscle_sets",
    "pace_and_heart_rate",
    "planned_and_done",
    "session_strip",
    "strength_progress",
    "training_load",
    "weekly_running",
]
