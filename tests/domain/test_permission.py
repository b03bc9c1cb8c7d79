"""Who may do what with whose training."""

from functools import partial

import pytest
from msgspec.structs import replace

from mesocycle.domain.people.act import Actor
from mesocycle.domain.people.user import Coaching, CoachingStatus, Role, Sees
from mesocycle.domain.permission import (
    ALL,
    Deed,
    Scope,
    may_read_version,
    require_admin,
    require_assignable,
    require_author,
    require_copyable,
    require_self,
    require_trainer,
    scope,
)
from mesocycle.domain.refusal import NotFound, NotPermitted, VersionArchived
from tests.builders import a_version

ANN, BOB = (Actor(name, frozenset({Role.ATHLETE})) for name in ("ann", "bob"))
TOM = Actor("tom", frozenset({Role.TRAINER}))
ADMIN = Actor("root", frozenset({Role.ADMIN}))
COACHED = Coaching(
    id="c",
    trainer_id="tom",
    athlete_id="ann",
    status=CoachingStatus.ACTIVE,
    sees=Sees.ALL,
    may_log=False,
    created_at="2026-01-01T09:00:00.000Z",
    updated_at="2026-01-01T09:00:00.000Z",
)
OF_A_TRAINER = {Deed.SEE, Deed.PLAN, Deed.ARRANGE, Deed.MEASURE}


@pytest.mark.parametrize("deed", Deed)
def test_athletes_and_admins_may_do_all_of_it(deed: Deed) -> None:
    assert scope(ANN, "ann", None, deed) == scope(ADMIN, "ann", None, deed) == ALL


@pytest.mark.parametrize("deed", Deed)
def test_a_stranger_does_not_even_learn_of_the_athlete(deed: Deed) -> None:
    ended = replace(COACHED, status=CoachingStatus.ENDED)
    for actor, coaching in ((BOB, None), (TOM, None), (TOM, ended), (BOB, COACHED)):
        with pytest.raises(NotFound):
            scope(actor, "ann", coaching, deed)


@pytest.mark.parametrize("deed", Deed)
def test_a_trainer_plans_and_sees_and_the_athlete_alone_performs_and_owns(deed: Deed) -> None:
    if deed in OF_A_TRAINER:
        assert scope(TOM, "ann", COACHED, deed) == ALL
    else:
        with pytest.raises(NotPermitted, match="Only the athlete"):
            scope(TOM, "ann", COACHED, deed)


def test_a_trainer_who_may_log_performs_and_still_owns_nothing() -> None:
    logging = replace(COACHED, may_log=True)

    assert scope(TOM, "ann", logging, Deed.PERFORM) == ALL
    with pytest.raises(NotPermitted):
        scope(TOM, "ann", logging, Deed.OWN)


def test_a_trainer_who_sees_what_they_assigned_touches_nothing_else() -> None:
    assert scope(TOM, "ann", replace(COACHED, sees=Sees.ASSIGNED), Deed.PLAN) == Scope(assigned_by="tom")


def test_what_is_a_user_s_an_owner_s_a_trainer_s_or_an_admin_s_is_refused_to_others() -> None:
    require_self(ANN, "ann")
    require_author(TOM, "tom")
    require_trainer(TOM)
    for require in (
        partial(require_self, BOB, "ann"),
        partial(require_author, BOB, "tom"),
        partial(require_trainer, ANN),
        partial(require_admin, TOM),
    ):
        with pytest.raises(NotPermitted):
            require()


def test_an_admin_is_refused_none_of_it() -> None:
    require_self(ADMIN, "ann")
    require_author(ADMIN, "tom")
    require_trainer(ADMIN)
    require_admin(ADMIN)
    require_copyable(ADMIN, a_version(created_by="tom"))


def test_a_version_is_copied_by_its_owner_and_by_others_where_the_owner_allows_it() -> None:
    require_copyable(TOM, a_version(created_by="tom"))
    require_copyable(BOB, a_version(created_by="tom", allow_copy=True))

    with pytest.raises(NotPermitted):
        require_copyable(BOB, a_version(created_by="tom", is_public=True))


def test_a_version_is_read_by_its_owner_by_who_follows_it_and_by_all_where_it_is_public() -> None:
    theirs = a_version(created_by="tom")

    assert may_read_version(TOM, theirs, follows=False)
    assert may_read_version(ANN, theirs, follows=True)
    assert may_read_version(BOB, replace(theirs, is_public=True), follows=False)
    assert not may_read_version(BOB, theirs, follows=False)


def test_nobody_comes_to_an_archived_version() -> None:
    require_assignable(a_version())

    with pytest.raises(VersionArchived):
        require_assignable(a_version(is_archived=True))
