"""A trainer takes what training proposes into a draft, without a script, and the page is for everybody."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, expect

from mesocycle.actions.people.set_password import set_password
from mesocycle.storage.engine.database import Database
from mesocycle.storage.schema import upgrade
from tests.arrange import an_act
from tests.reports.two_versions import a_plan, runs, squats, train
from tests.server.served import Served, serving
from tests.web.browser.conftest import PASSWORD, signed_in
from tests.web.browser.looking import axe_of, faults_of

WHY = "Set 5 of Back squat was left out 8 of 8 times (100 %)."


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve Tom's routine, by which two trained and left the fifth set out."""
    folder = tmp_path_factory.mktemp("proposal")
    url = f"sqlite:///{folder / 'proposal.sqlite'}"
    with closing(Database.open(url)) as db:
        upgrade.upgrade(db)
        tom, *_ = a_plan(db, "ann", "ben", new=(squats(5), runs(8000)))
        for name in ("ann", "ben"):
            train(db, name, weeks=4, sets=4)
        set_password(db, tom.id, PASSWORD, an_act(tom))
    with serving(url, folder, requests_per_minute=1_000_000) as served:
        yield served


def test_a_proposed_line_is_found_ticked_and_taken_into_a_draft_without_a_script(
    chromium: Browser, trained: Served
) -> None:
    context = signed_in(chromium, trained, "tom", java_script_enabled=False)
    page = context.new_page()
    page.goto("/routines/routine-1/history")
    page.get_by_role("link", name="Proposals").click()
    expect(page.locator("form[method=post] li.row")).to_have_count(1)
    expect(page.locator("li.row")).to_contain_text(WHY)

    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Take into a draft").click()

    page.wait_for_url("**/drafts/*")
    expect(page.locator("#note")).to_have_value(WHY)
    assert "4x5 @ 100 kg" in page.locator("#text").input_value()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_proposed_lines_and_nothing_is_wider_than_a_phone(
    chromium: Browser, trained: Served, scheme: str
) -> None:
    context = signed_in(chromium, trained, "tom", viewport={"width": 360, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.goto("/routines/routine-1/proposal?lang=de")
    expect(page.locator("li.row")).to_contain_text("Satz 5")

    assert axe_of(page) == []
    assert faults_of(page, touch=True) == []
    context.close()
