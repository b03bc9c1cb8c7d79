"""What the tests of sheets share."""

from mesocycle.domain.history.sheet import EffortRow

ROW = EffortRow(
    day="2026-01-05",
    session_id="session-1",
    status="completed",
    workout="Hills",
    workout_type="running",
    section="Up",
    step=None,
    phase="active",
    round=1,
    inner_round=None,
    distance_m=1000.0,
    grade_adjusted_distance_m=None,
    duration_s=241.5,
    moving_duration_s=None,
    elevation_gain_m=-0.0,
    elevation_loss_m=None,
    average_heart_rate=171,
    max_heart_rate=None,
    average_power_w=None,
    average_cadence=None,
    calories=None,
    rpe=8.5,
    performed_at=None,
    effort_id="effort-1",
    step_id=None,
)
