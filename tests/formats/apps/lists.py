"""What the tests of formats share."""

from mesocycle.formats.text.cells import SaidUnits

GARMIN = (
    "Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR,Max HR,Total Ascent,Total Descent,"
    "Total Reps,Total Sets,Moving Time,Elapsed Time"
)


KM = SaidUnits(distance="km")


def a_garmin_row(kind: str = "Running", distance: str = '"5.81"', calories: str = '"1,020"') -> str:
    return (
        f'{kind},2025-02-06 17:06:03,false,"Evening run",{distance},{calories},00:33:20,152,171,41,--,--,--,'
        "00:33:01,00:35:10.5"
    )
