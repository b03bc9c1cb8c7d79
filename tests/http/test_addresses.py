"""Addresses that are given away."""

from mesocycle.api.frame.problems import API
from mesocycle.api.transfer import calendars
from mesocycle.http.addresses import calendar_path
from mesocycle.http.route import snake


def test_the_address_of_a_calendar_is_a_route_of_the_api_and_a_file_by_its_name() -> None:
    (route,) = (each for each in calendars.routes.all if each.public)

    assert calendar_path("abc").endswith("/abc.ics")
    assert calendar_path("abc").startswith(f"{API.prefix}{route.path.partition('{')[0]}")
    assert [snake(each) for each in route.ids]
