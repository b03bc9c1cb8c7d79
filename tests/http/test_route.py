"""What a route says of itself."""

import pytest

from mesocycle.http.answers import Answer, nothing
from mesocycle.http.route import Routes, every_route, snake


def one(call: object, session_id: str) -> Answer:
    """Get a session.

    Whole, with its plan.
    """
    return nothing()


def test_a_route_takes_its_words_from_its_face_and_its_ids_from_its_path() -> None:
    routes = Routes("Sessions", described="A workout on a day.")

    routes.get("/sessions/{sessionId}")(one)

    (route,) = routes.all
    assert (route.name, route.summary, route.description) == ("one", "Get a session.", "Whole, with its plan.")
    assert [snake(each) for each in route.ids] == ["session_id"]


def test_what_is_only_made_has_no_state_that_could_be_meant() -> None:
    routes = Routes("Sessions", described="A workout on a day.")
    for path in ("/sessions", "/sessions/{sessionId}/start"):
        routes.post(path, tagged=True)(one)
    routes.get("/sessions/{sessionId}", tagged=True)(one)

    assert [route.heeds_if_match for route in routes.all] == [False, True, False]


def test_a_change_is_safe_to_send_again_unless_it_says_otherwise_and_a_read_needs_no_key() -> None:
    routes = Routes("Sessions", described="A workout on a day.")
    for add in (routes.get, routes.post, routes.put, routes.patch, routes.delete):
        add("/sessions")(one)
    routes.post("/sign-in", keyed=False)(one)

    assert [route.keyed for route in routes.all] == [False, True, True, True, True, False]


def test_two_routes_that_only_differ_in_the_name_of_an_id_are_a_defect() -> None:
    routes = Routes("Sessions", described="A workout on a day.")
    routes.get("/sessions/{sessionId}")(one)
    routes.get("/sessions/{id}")(one)

    with pytest.raises(ValueError, match="registered twice"):
        every_route([routes])
