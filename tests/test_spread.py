"""The reader of statements refuses what an engine refuses that spreads training over machines, and nothing else."""

import pytest

from tests.spread import names_one_owner, owners, refused

ONE = {"owner": "ann"}


@pytest.mark.parametrize(
    "statement",
    [
        "select s.id from workout_session as s where s.user_id = %(owner)s and s.status = 'scheduled'",
        "SELECT workout_session.id FROM workout_session WHERE workout_session.user_id IN (%(owner)s::VARCHAR)",
        "update user_feed set seq = seq + 1 where user_id = %(owner)s returning seq",
        """with asked as (select * from json_to_recordset(cast(%(given)s as json)) as t(owner text, receipt text))
           select s.id from asked as a cross join workout_session as s join workout_snapshot as w
           on w.hash = s.snapshot_hash where s.user_id = a.owner and s.user_id = %(owner)s""",
        """select s.id from workout_session as s where s.user_id = %(owner)s and (s.notes is null or exists (
           select 1 from routine_assignment as r where r.user_id = s.user_id and r.id = s.routine_assignment_id))""",
        "select document from routine_version where id = %(id)s for key share",
        'insert into "receipt" ("user_id", "id") select * from unnest(%b::text[], %b::text[])',
    ],
)
def test_a_statement_that_names_its_owner_or_only_reads_what_all_share_needs_one_machine(statement: str) -> None:
    assert names_one_owner(statement, ONE)
    assert refused(statement, ONE, after_many=None) is None


@pytest.mark.parametrize(
    "statement",
    [
        "select id from workout_session as s where s.id = %(id)s",
        "select s.id from workout_session as s where s.user_id = %(owner)s or s.added_by = %(owner)s",
        "select s.id from workout_session as s where not (s.user_id = %(owner)s)",
        """with asked as (select * from json_to_recordset(cast(%(given)s as json)) as t(owner text))
           select s.id from asked as a cross join workout_session as s where s.user_id = a.owner""",
        """select s.id from workout_session as s where s.user_id = %(owner)s and exists (
           select 1 from routine_assignment as r where r.id = s.routine_assignment_id)""",
    ],
)
def test_an_owner_that_is_one_of_several_conditions_or_comes_out_of_rows_is_not_seen(statement: str) -> None:
    assert not names_one_owner(statement, ONE)


def test_several_owners_are_told_from_one_by_what_is_given() -> None:
    statement = "select id from receipt where receipt.user_id in (%(a)s, %(b)s)"

    assert owners(statement, {"a": "ann", "b": "ann"}).named == {"ann"}
    assert not names_one_owner(statement, {"a": "ann", "b": "bob"})


def test_a_lock_on_what_all_share_stands_in_a_statement_of_its_own() -> None:
    statement = """select v.id from routine_version as v where v.id = %(id)s and exists (
        select 1 from routine_assignment as r where r.user_id = %(owner)s) for key share of v"""

    assert "in a statement of its own" in (refused(statement, ONE, after_many=None) or "")


def test_a_lock_on_the_rows_of_several_owners_is_refused() -> None:
    statement = "select user_id from user_feed where user_id in (%(a)s, %(b)s) order by user_id for update"

    assert refused(statement, {"a": "ann", "b": "bob"}, after_many=None)


def test_no_subquery_over_training_depends_on_a_row_that_all_share() -> None:
    statement = """select v.id, exists (select 1 from routine_assignment as r
        where r.user_id = %(owner)s and r.routine_version_id = v.id) from routine_version as v"""

    assert "make two statements of it" in (refused(statement, ONE, after_many=None) or "")


def test_no_subquery_over_training_depends_on_a_row_of_json() -> None:
    statement = """with asked as (select * from json_to_recordset(cast(%(given)s as json)) as t(owner text))
        select a.owner, (select max(s.id) from workout_session as s where s.user_id = a.owner) from asked as a"""

    assert "go through user_feed" in (refused(statement, ONE, after_many=None) or "")


def test_distinct_from_a_shared_row_is_to_depend_on_it() -> None:
    statement = """select v.id, exists (select 1 from routine_assignment as r
        where r.user_id = %(owner)s and r.status is distinct from v.id) from routine_version as v"""

    assert refused(statement, ONE, after_many=None)


def test_a_subquery_may_depend_on_a_row_that_lies_beside_training() -> None:
    statement = """with asked as (select * from json_to_recordset(cast(%(given)s as json)) as t(owner text))
        select f.user_id, (select max(s.change_seq) from workout_session as s where s.user_id = f.user_id)
        from user_feed as f where f.user_id in (select owner from asked)"""

    assert refused(statement, {}, after_many=None) is None


def test_snapshots_are_written_before_the_first_statement_over_several_owners() -> None:
    statement = 'insert into "workout_snapshot" ("hash", "body") select * from unnest(%b::bytea[], %b::text[])'

    assert "write it first" in (refused(statement, {}, after_many="somebody") or "")
    assert refused(statement, {}, after_many=None) is None
