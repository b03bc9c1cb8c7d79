"""A view of the roster has a short name and a query that a page can have."""

import pytest

from mesocycle.domain.people.roster import NewRosterFilter, check_filter
from mesocycle.domain.refusal import DocumentNotValid


def test_a_named_query_is_a_view() -> None:
    check_filter(NewRosterFilter(name="Late", query="show=overdue&sort=overdue"))


@pytest.mark.parametrize("query", ["a" * 501, "ä", "a\nb"])
def test_what_no_page_can_be_asked_is_refused(query: str) -> None:
    with pytest.raises(DocumentNotValid):
        check_filter(NewRosterFilter(name="Late", query=query))
