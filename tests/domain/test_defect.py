"""What is said of a part that a defect stopped."""

from mesocycle.domain.defect import PartFailed, part_failed
from mesocycle.domain.refusal import RefusalKind


def test_a_defect_of_one_part_may_be_tried_again_and_tells_nothing_of_how_it_came() -> None:
    no = part_failed()

    assert (no.kind, no.code) == (RefusalKind.BUSY, "part-failed")
    assert (no.errors, no.facts) == (None, None)
    assert isinstance(no, PartFailed)
    assert "log" in no.remedy
