"""What the tests of apps share."""

HEADER = (
    '"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index",'
    '"set_type","weight_kg","reps","distance_km","duration_seconds","rpe"'
)


def a_row(
    exercise: str = "Squat (Barbell)",
    index: int = 0,
    kind: str = "normal",
    weight: str = "100",
    reps: str = "5",
    *,
    start: str = "15 Sep 2025, 07:48",
    end: str = "15 Sep 2025, 09:13",
    more: str = ',,0,"9.5"',
    superset: str = "",
    notes: str = "",
) -> str:
    return f'"Legs","{start}","{end}","hot","{exercise}",{superset},"{notes}",{index},"{kind}",{weight},{reps}{more}'
