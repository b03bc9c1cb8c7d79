"""A routine's versions, as they are listed."""

from mesocycle.domain.document import encode
from mesocycle.domain.plan.routine import RoutineVersion, VersionSummary, version_summary
from tests.builders import a_version


def test_a_version_in_a_list_says_all_but_its_content_in_the_same_words() -> None:
    version = a_version(change_note="Lighter.", is_archived=True)

    summary = version_summary(version)

    assert b'"workouts"' not in encode(summary)
    for name in VersionSummary.__struct_fields__:
        assert getattr(summary, name) == getattr(version, name)


def test_a_list_of_versions_knows_nothing_that_a_version_does_not() -> None:
    assert set(VersionSummary.__struct_fields__) < set(RoutineVersion.__struct_fields__)
