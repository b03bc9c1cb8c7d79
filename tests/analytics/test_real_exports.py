"""Real exports of two apps: volume and records equal what DuckDB computes from the files on its own."""

import csv
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from mesocycle.analytics.strength.estimated_max import Formula
from mesocycle.analytics.strength.records import ExerciseRecords, records, worked
from mesocycle.domain.history.done import CountedSet
from mesocycle.domain.plan.workout import SetType
from tests.analytics.sets import sum_days

_FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "csv"
_HEVY = _FOLDER / "hevy_kg_7211sets.csv"
_STRONG = _FOLDER / "strong_250sets.csv"
_SPAN = ("2000-01-01", "2099-12-31")
_MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"
_HEVY_TYPES: dict[str, SetType] = {"warmup": "warmup", "normal": "working", "failure": "failure", "dropset": "drop"}

pytestmark = pytest.mark.skipif(not _HEVY.exists(), reason="the real exports are not part of the repository")


def _read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _hevy() -> Iterator[CountedSet]:
    for row in _read_rows(_HEVY):
        day, month, year = row["start_time"].split(",")[0].split()
        yield CountedSet(
            day=f"{year}-{_MONTHS.index(month) // 3 + 1:02d}-{int(day):02d}",
            exercise_id=row["exercise_title"],
            exercise_variant_id=None,
            set_type=_HEVY_TYPES[row["set_type"]],
            reps=int(float(row["reps"])) if row["reps"] else None,
            load_kg=float(row["weight_kg"]) if row["weight_kg"] else None,
        )


def _strong() -> Iterator[CountedSet]:
    for row in _read_rows(_STRONG):
        yield CountedSet(
            day=row["Date"][:10],
            exercise_id=row["Exercise Name"],
            exercise_variant_id=None,
            set_type="working",
            reps=int(float(row["Reps"])),
            load_kg=float(row["Weight"]),
        )


_HEVY_SQL = """
    create view sets as select exercise_title as exercise, reps::double as reps, weight_kg::double as load,
           strptime(split_part(start_time, ',', 1), '%d %b %Y')::date as day
    from read_csv('FILE', all_varchar = true, nullstr = '') where set_type <> 'warmup'"""
_STRONG_SQL = """
    create view sets as select "Exercise Name" as exercise, Reps::double as reps, Weight::double as load,
           Date[1:10]::date as day
    from read_csv('FILE', all_varchar = true)"""
_FILES = pytest.mark.parametrize(
    ("sql", "read"),
    [(_HEVY_SQL.replace("FILE", str(_HEVY)), _hevy), (_STRONG_SQL.replace("FILE", str(_STRONG)), _strong)],
    ids=["hevy", "strong"],
)


def _rows(sql: str, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect() as db:
        db.execute(sql)
        return db.execute(query).fetchall()


def _found(sets: Iterator[CountedSet]) -> dict[str, ExerciseRecords]:
    report = records(worked(sets, *_SPAN), {}, first=_SPAN[0], last=_SPAN[1], formula=Formula.EPLEY)
    return {one.exercise_id: one for one in report.exercises}


@_FILES
def test_volume_by_exercise_is_that_of_an_independent_computation(sql: str, read: type[Iterator[CountedSet]]) -> None:
    expected = _rows(
        sql, "select exercise, sum(load * reps), count(*) from sets group by 1 having sum(load * reps) > 0"
    )

    volumes: dict[str | None, tuple[float, int]] = {}
    for day in sum_days(read()):
        volume, sets = volumes.get(day.exercise_id, (0.0, 0))
        volumes[day.exercise_id] = volume + day.volume_kg, sets + day.working_sets
    assert {name: pytest.approx((volume, sets)) for name, volume, sets in expected} == {
        name: each for name, each in volumes.items() if each[0] > 0
    }


@_FILES
def test_the_heaviest_of_each_repetition_count_and_its_first_day_are_the_same(
    sql: str, read: type[Iterator[CountedSet]]
) -> None:
    expected = _rows(
        sql,
        """with top as (select exercise, reps, max(load) as load from sets where reps > 0 group by 1, 2)
           select exercise, reps::integer, load, min(day)::varchar from sets join top using (exercise, reps, load)
           group by 1, 2, 3""",
    )

    ours = {(name, one.reps, one.load_kg, one.day) for name, each in _found(read()).items() for one in each.heaviest}
    assert ours == {(name, reps, round(float(str(load)), 3), day) for name, reps, load, day in expected}


@_FILES
def test_the_best_estimate_and_the_best_day_are_the_same(sql: str, read: type[Iterator[CountedSet]]) -> None:
    expected = _rows(
        sql,
        """with days as (select exercise, day, sum(load * reps) as volume from sets group by 1, 2)
           select exercise, max(case when reps = 1 then load else load * (1 + reps / 30) end),
                  (select max(volume) from days where days.exercise = sets.exercise)
           from sets where reps between 1 and 12 and load > 0 group by 1""",
    )

    found = _found(read())
    assert len(expected) > 3
    for name, estimate, volume in expected:
        best, day = found[str(name)].best_estimate, found[str(name)].best_day_volume
        assert best is not None
        assert day is not None
        assert best.estimated_max.kg == pytest.approx(estimate, abs=0.006)
        assert day.volume_kg == pytest.approx(volume, abs=0.001)
