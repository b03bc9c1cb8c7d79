"""One athlete as their trainer sees them: plan, calendar, what they said, values; and nobody else's."""

import pytest

from mesocycle.actions.people.end_coaching import end_coaching
from mesocycle.domain.people.user import User
from mesocycle.storage.engine.database import Database
from mesocycle.storage.plans import reference_values
from tests.api.conftest import Client
from tests.arrange import a_user, an_act
from tests.web.readers import LANGUAGES
from tests.web.visitor import Visitor


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_there_in_each_language(db: Database, server: Client, tom: User, skipped: str, lang: str) -> None:
    visitor = Visitor(server, **{"accept-language": lang}).sign_in(db, tom)

    answers = [visitor.get(f"/athletes/ann{rest}") for rest in ("", "?day=2026-01-05", f"/sessions/{skipped}")]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert all(f'<html lang="{lang}"' in answer.text for answer in answers)
    assert f"/athletes/ann/sessions/{skipped}" in answers[1].text


def test_what_an_athlete_said_is_shown_as_text_and_marked_as_read_once(toms: Visitor, skipped: str) -> None:
    address = f"/athletes/ann/sessions/{skipped}"
    before = toms.get(address).text
    marked = toms.send(f"{address}/messages")
    after = toms.get(address).text

    assert "&lt;b&gt;My knee&lt;/b&gt;" in before
    assert marked.headers["location"] == f"{address}?done=read"
    assert ("1 unread" in before, "1 unread" in after) == (True, False)


def test_a_value_is_entered_and_a_mistyped_one_entered_again(db: Database, toms: Visitor) -> None:
    fields = {"kind": "trainingMax", "exercise": "Back Squat", "validFrom": "2026-01-05"}
    answers = [toms.send("/athletes/ann/values", {**fields, "value": value}) for value in ("1000 kg", "100 kg")]

    assert [answer.status_code for answer in answers] == [303, 303]
    page = toms.get("/athletes/ann").text
    assert "<strong>100 kg</strong>" in page
    assert "<strong>1000 kg</strong>" not in page
    with db.read() as read:
        assert [value.value for value in reference_values.of_user(read, "ann")] == [1000, 100]


@pytest.mark.parametrize("fields", [{"value": "heavy"}, {"value": "100 kg", "exercise": "Bakc Sqat"}])
def test_a_value_that_is_none_is_refused_beside_what_was_typed(toms: Visitor, fields: dict[str, str]) -> None:
    answer = toms.send("/athletes/ann/values", {"kind": "oneRepMax", **fields})

    assert answer.status_code in {400, 404, 422}
    assert 'role="alert"' in answer.text
    assert f'value="{fields["value"]}"' in answer.text


def test_nothing_of_it_is_there_for_who_coaches_them_no_more(
    db: Database, toms: Visitor, tom: User, ann: User, skipped: str
) -> None:
    end_coaching(db, tom.id, an_act(ann))

    answers = [
        toms.get("/athletes/ann"),
        toms.get(f"/athletes/ann/sessions/{skipped}"),
        toms.send("/athletes/ann/read", {"session": skipped}),
        toms.send("/athletes/ann/values", {"kind": "bodyweight", "value": "60 kg"}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404, 404]
    assert all("knee" not in answer.text for answer in answers)


def test_an_athlete_sees_their_own_page_and_no_stranger_s(db: Database, server: Client, ann: User, tom: User) -> None:
    a_user(db, "eve")
    anns = Visitor(server).sign_in(db, ann)

    assert anns.get("/athletes/ann").status_code == 200
    assert anns.get("/athletes/eve").status_code == 404
