"""What the tests of apps share."""

from mesocycle.formats.text.cells import SaidUnits

SIX = (
    "Workout #;Date;Workout Name;Duration (sec);Exercise Name;Set Order;Weight (kg);Reps;RPE;Distance (meters);"
    "Seconds;Notes;Workout Notes"
)


KG = SaidUnits(weight="kg")


def a_row(order: str, weight: str = "", reps: str = "", rpe: str = "", seconds: str = "", notes: str = "") -> str:
    return f'1;"2025-02-03 18:00:00";"Push";3600;"Bench Press";{order};{weight};{reps};{rpe};;{seconds};{notes};"good"'
