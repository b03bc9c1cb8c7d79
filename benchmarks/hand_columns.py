"""Columns that the hand-written SQL of both engines names."""

NEW_ASSIGNMENT = (
    "user_id, id, parent_routine_id, routine_version_id, assigned_by, origin, status, start_date, start_week, "
    "start_day, shift_days, pauses, cycles, created_at, updated_at, change_seq"
)
NEW_SESSION = (
    "user_id, id, parent_routine_id, routine_version_id, routine_assignment_id, workout_id, scheduled_date, "
    "scheduled_time, all_day, planned_date, plan_week, plan_day, status, snapshot_hash, created_at, updated_at, "
    "change_seq"
)
TOMBSTONE = (
    "user_id, id, parent_routine_id, routine_version_id, routine_assignment_id, workout_id, scheduled_date, "
    "scheduled_time, all_day, planned_date, performed_date, plan_week, plan_day, adjusted_from, status, started_at, "
    "completed_at, duration_minutes, notes, snapshot_hash, performance_log, created_at, updated_at"
)
