"""Jefit's backup file: many tables in one, sets packed in a cell."""

from mesocycle.formats.apps.jefit import read_jefit
from mesocycle.formats.text.cells import SaidUnits
from tests.formats.reading import lines, loads, read, sets_of

LOGS = (
    "USERID,TIMESTAMP,belongSys,logs,_id,record,mydate,eid,ename,day_item_id,belongsession,logTime,interval_logs,"
    "auto_generated"
)
SESSIONS = "rowid,_id,USERID,edit_time,day_id,total_time,workout_time,starttime,endtime"


def a_log(logs: str = "44.10x5,88.20x5", name: str = "Barbell Squat", session: str = "1708195761") -> str:
    return f'7,"2024-12-18 16:07:17",1,"{logs}",9,0,2024-02-17,93,"{name}",0,{session},1708195800,,0'


def a_backup(*logs: str, mass: str = " lbs", sessions: tuple[str, ...] = (), more: tuple[str, ...] = ()) -> bytes:
    return lines(
        "### SETTING ##########",
        "",
        "row_id,USERID,mass,length",
        f'1,7,"{mass}","in"',
        "",
        "######################",
        "",
        "### WORKOUT SESSIONS ##########",
        "",
        SESSIONS,
        *sessions,
        "",
        "######################",
        "",
        "### EXERCISE LOGS ##########",
        "",
        LOGS,
        *logs,
        "",
        "######################",
        *more,
    )


def test_the_sets_packed_in_one_cell_become_sets_in_the_unit_of_the_settings() -> None:
    workout = read(read_jefit(a_backup(a_log()))).only

    assert loads(workout) == [(5, 44.10, "lb"), (5, 88.20, "lb")]


def test_logs_of_one_session_are_a_workout_that_began_when_the_session_did() -> None:
    session = "1990763586,1708195761,7,0,0,348,140,1708195761,1708196109"

    workout = read(read_jefit(a_backup(a_log(), a_log(name="Row"), sessions=(session,)))).only

    assert (workout.start, workout.duration_s) == ("2024-02-17T18:49:21.000Z", 348)
    assert [each.name for each in workout.exercises] == ["Barbell Squat", "Row"]


def test_a_session_id_that_is_no_time_leaves_the_day() -> None:
    assert read(read_jefit(a_backup(a_log(session="12")))).only.start == "2024-02-17"


def test_without_a_session_the_logs_of_a_day_belong_together() -> None:
    workout = read(read_jefit(a_backup(a_log(session="0"), a_log(name="Row", session="")))).only

    assert (workout.key, len(workout.exercises)) == ("2024-02-17", 2)


def test_notes_stay_with_the_exercise_of_their_day() -> None:
    notes = ("### NOTES ######", "", "eid,mynote,mydate", '93,"knees out",2024-02-17')

    (exercise,) = read(read_jefit(a_backup(a_log(), more=notes))).only.exercises

    assert exercise.notes == "knees out"


def test_without_a_unit_in_the_settings_it_is_asked_for() -> None:
    assert "unit=lb" in read(read_jefit(a_backup(a_log(), mass=""))).reject.remedy
    assert loads(read(read_jefit(a_backup(a_log("5x5"), mass=""), SaidUnits(weight="kg"))).only) == [(5, 5, "kg")]


def test_cardio_has_a_table_of_its_own() -> None:
    cardio = (
        "### CARDIO LOGS ######",
        "",
        "mydate,ename,belongsession,distance,duration",
        "2024-02-17,Treadmill,1708195761,2.5,900",
    )

    workout = read(read_jefit(a_backup(a_log(), more=cardio), SaidUnits(distance="km"))).only

    assert sets_of(workout)[-1].performance.distance == 2500


def test_a_packed_set_that_is_none_is_rejected_with_its_line() -> None:
    no = read(read_jefit(a_backup(a_log("44.10x5,heavy")))).reject

    assert (no.line, "'heavy' is no set" in no.reason) == (17, True)


def test_a_file_without_logs_is_no_backup() -> None:
    assert "EXERCISE LOGS" in read(read_jefit(b"a,b\n1,2\n")).reject.reason
