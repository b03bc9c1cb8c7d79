"""The care of a server: what may be asked for."""

import pytest

from mesocycle.domain.refusal import DocumentNotValid
from mesocycle.domain.upkeep import NewUpkeepRun, UpkeepKind, backup_name, check_upkeep, is_backup_name


def test_a_backup_is_named_so_that_names_sort_as_backups_were_made() -> None:
    names = [backup_name(f"2026-{month}-05T09:00:00.000Z") for month in ("01", "02", "11")]

    assert names == sorted(names)
    assert names[0] == "2026-01-05T09-00-00Z.mesocycle"
    assert all(map(is_backup_name, names))


@pytest.mark.parametrize(
    "file",
    ["../etc.mesocycle", "a/b.mesocycle", ".mesocycle", "", "x.zip", "x\n.mesocycle", "x.mesocycle\n", "a" * 200],
)
def test_no_name_leads_out_of_the_folder(file: str) -> None:
    assert not is_backup_name(file)
    with pytest.raises(DocumentNotValid):
        check_upkeep(NewUpkeepRun(kind=UpkeepKind.CHECK_BACKUP, file=file))


def test_a_file_is_named_where_a_backup_is_checked_and_nowhere_else() -> None:
    check_upkeep(NewUpkeepRun(kind=UpkeepKind.CHECK_BACKUP, file="monday.mesocycle"))
    check_upkeep(NewUpkeepRun(kind=UpkeepKind.BACKUP))

    for kind, file in ((UpkeepKind.CHECK_BACKUP, None), (UpkeepKind.VERIFY, "monday.mesocycle")):
        with pytest.raises(DocumentNotValid):
            check_upkeep(NewUpkeepRun(kind=kind, file=file))
