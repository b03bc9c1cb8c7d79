"""What people see of an import."""

from pathlib import Path

from tests.cli.running import Mesocycle
from tests.cli.transfer.exported import HEADER, ROWS


def test_what_came_of_each_item_is_told_and_how_to_take_it_back(mesocycle: Mesocycle, export: str) -> None:
    ended = mesocycle("import strong --unit kg", export)

    assert ended.code == 1
    assert "Strong: 1 taken over (2 sets), 1 rejected." in ended.out
    assert "'many' is no number" in ended.out
    assert "Kettlebell Corner Carry" in ended.out
    assert "Kettlebell Carry" in ended.out.replace("Kettlebell Corner Carry", "")
    assert "import undo" in ended.out


def test_sets_of_a_rejected_workout_are_not_counted(mesocycle: Mesocycle, tmp_path: Path) -> None:
    future = tmp_path / "strong.csv"
    future.write_text("\n".join((HEADER, ROWS[0].replace("2024-11-28", "2999-11-28"), "")))

    assert mesocycle("import strong --unit kg", str(future)).out.startswith("Strong: 1 rejected.\n")


def test_a_file_is_known_by_its_own_name_wherever_it_lay(mesocycle: Mesocycle, export: str, tmp_path: Path) -> None:
    other = tmp_path / "older"
    other.mkdir()
    (other / "strong.csv").write_text("\n".join((HEADER, ROWS[0].replace("2024-11-28", "2023-11-28"), "")))

    mesocycle("import strong --unit kg", export, str(other / "strong.csv"))

    (kept,) = mesocycle("--json import list").json
    assert kept["files"] == ["strong.csv", str(other / "strong.csv")]
