"""What trainers and athletes say of the coaching between them."""

from msgspec import UNSET

from mesocycle.domain.document import encode
from mesocycle.domain.people.coaching import CoachingChoice, NewCoaching
from mesocycle.domain.people.user import Sees
from mesocycle.domain.reading.strict import read


def test_what_an_athlete_does_not_say_stays_and_no_is_not_the_same_as_unsaid() -> None:
    unsaid, no = read(b"{}", CoachingChoice), read(b'{"mayLog":false}', CoachingChoice)

    assert (unsaid.sees, unsaid.may_log) == (UNSET, UNSET)
    assert (no.sees, no.may_log) == (UNSET, False)
    assert encode(CoachingChoice(sees=Sees.ASSIGNED)) == b'{"sees":"assigned"}'


def test_an_athlete_is_named_by_address_or_by_id_and_neither_is_made_up() -> None:
    assert encode(NewCoaching(email="ann@example.org")) == b'{"email":"ann@example.org"}'
    assert encode(NewCoaching(athlete_id="ann")) == b'{"athleteId":"ann"}'
