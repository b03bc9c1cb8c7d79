"""Training plans, the workout sessions that come of them, and what was really done."""

__version__ = "0.1.0"
