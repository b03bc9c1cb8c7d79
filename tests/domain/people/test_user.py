"""What a user's settings must keep to."""

import pytest
from msgspec.structs import replace

from mesocycle.domain.people.user import LoadStep, Role, Units, User, check_user
from mesocycle.domain.refusal import DocumentNotValid
from tests.builders import SOME_INSTANT

ANN = User(
    id="ann",
    email="ann@example.org",
    name="Ann",
    roles=(Role.ATHLETE,),
    time_zone="Europe/Berlin",
    units=Units.METRIC,
    created_at=SOME_INSTANT,
    updated_at=SOME_INSTANT,
)


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"name": "Zoë O'Neill 李"},
        {"locale": "de-AT"},
        {"default_time": "23:59"},
        {"load_step": LoadStep(default=2.5, variants={"dumbbell-press": 1})},
        {"time_zone": "America/Argentina/Buenos_Aires"},
    ],
)
def test_settings_that_people_have_are_taken(change: dict[str, object]) -> None:
    check_user(replace(ANN, **change))


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"id": "a b"}, "_id"),
        ({"email": "ann"}, "email"),
        ({"email": "an n@example.org"}, "email"),
        ({"email": "Ann@example.org"}, "email"),
        ({"email": "a@b@c"}, "email"),
        ({"name": " "}, "name"),
        ({"name": "Ann\nBob"}, "name"),
        ({"name": "\x1b[31mAnn"}, "name"),
        ({"roles": ()}, "roles"),
        ({"roles": (Role.ADMIN, Role.ADMIN)}, "roles"),
        ({"time_zone": "Europe/Berlim"}, "timeZone"),
        ({"time_zone": ""}, "timeZone"),
        ({"time_zone": "/etc/localtime"}, "timeZone"),
        ({"time_zone": "../../etc/passwd"}, "timeZone"),
        ({"default_time": "7:00"}, "defaultTime"),
        ({"locale": "German"}, "locale"),
        ({"load_step": LoadStep(default=0)}, "loadStep.default"),
        ({"load_step": LoadStep(variants={"press": -1})}, "loadStep.variants.press"),
    ],
)
def test_what_can_not_be_is_refused_by_its_path(change: dict[str, object], path: str) -> None:
    with pytest.raises(DocumentNotValid) as refused:
        check_user(replace(ANN, **change))

    assert [error.path for error in refused.value.errors or ()] == [path]
