"""A trainer writes a routine in a real browser: by the keyboard alone, with another in one draft."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, expect

from tests.server.served import Served
from tests.web.browser.conftest import signed_in
from tests.web.browser.editing import SAVED, a_year, begun, cell, typed, written


@pytest.fixture(scope="module")
def mara(chromium: Browser, site: Served) -> Iterator[BrowserContext]:
    """Give Mara's browser, who coaches the four others."""
    context = signed_in(chromium, site, "mara")
    yield context
    context.close()


def test_a_four_week_routine_is_written_and_published_by_the_keyboard_alone(mara: BrowserContext) -> None:
    page = mara.new_page()
    page.goto("/drafts")
    page.focus("#name")
    page.keyboard.type("Winter strength")
    page.keyboard.press("Enter")
    page.wait_for_selector(SAVED)
    written(page, "Squat day", "Back Squat", "3x5 @ 70% 1RM rest 3m")
    written(page, "Press day", "Bench Press", "4x6 @ 60 kg")

    # week by week: the second workout's row is left with the arrow up, week 2 is opened, its sets alone are changed
    page.keyboard.press("ArrowUp")
    for week, percent in ((2, 75), (3, 80), (4, 60)):
        page.keyboard.press("Home")
        for _ in range(week - 1):
            page.keyboard.press("ArrowRight")
        expect(page.locator(f"td[data-row='0'][data-week='{week}']")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("[data-at='name']")).to_be_focused()
        page.get_by_role("radio").first.focus()
        page.keyboard.press("Space")
        page.focus("[data-at='0.0.sets']")
        page.keyboard.press("Control+A")
        page.keyboard.type(f"3x5 @ {percent}% 1RM rest 3m")
        page.keyboard.press("Escape")
    # the last day's sets go back and forth
    page.keyboard.press("Control+Z")
    expect(page.locator("td[data-row='0'][data-week='4']")).to_contain_text("70%")
    page.keyboard.press("Control+Y")
    expect(page.locator("td[data-row='0'][data-week='4']")).to_contain_text("60%")
    page.keyboard.press("Control+S")
    page.wait_for_selector(SAVED)
    page.focus("#note")
    page.keyboard.type("First winter")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/routines/\w+"))

    assert page.inner_text("h1") == "Winter strength"
    page.click("summary:has-text('Squat day')")
    expect(page.locator("details[open]")).to_contain_text("75%")
    assert "week" in page.inner_text("main")


def test_the_refusal_stands_under_the_character_and_the_preview_is_in_the_athlete_s_kilograms(
    mara: BrowserContext,
) -> None:
    page = begun(mara, "Previewed")
    page.locator("[data-do='add-workout']").click()
    page.locator("[data-do='add-section']").click()
    page.locator("[data-do='add-exercise']").click()
    page.fill("[data-at='0.0.name']", "Back Squat")
    page.fill("[data-at='0.0.sets']", "3x5 @ 80 kq")
    expect(page.locator(".exercise .fault pre")).to_have_text("3x5 @ 80 kq\n      ^")
    page.select_option(".sample select", label="Anna Berg")
    page.fill("[data-at='0.0.sets']", "3x5 @ 80% TM")

    expect(page.locator(".exercise .reads strong")).to_have_text(re.compile(r"^\d+(\.\d+)? kg$"))
    assert page.locator(".fault").count() == 0
    page.get_by_role("button", name="Form").click()
    page.select_option("[data-fill]", "five-three-one")
    page.click(".fill button")
    expect(page.locator("td[data-row='0'][data-week='1']")).to_contain_text("65% TM")
    expect(page.locator("td[data-row='0'][data-week='2']")).to_contain_text("70% TM")
    page.wait_for_selector(SAVED)
    page.close()


def test_a_german_reader_is_refused_a_scheme_and_a_saving_in_german(chromium: Browser, site: Served) -> None:
    german = signed_in(chromium, site, "mara", locale="de-DE")
    page = german.new_page()
    page.goto("/drafts?lang=de")
    page.fill("#name", "Auf Deutsch")
    page.click("form[action='/drafts'] button.primary")
    page.wait_for_selector(SAVED)
    written(page, "Tag", "Back Squat", "3x5 @ 80 kq")
    page.wait_for_selector(SAVED)
    page.locator("td[data-row='0'][data-week='1']").click()
    page.locator("[data-exercise] .sets button").click()
    page.click(".fill button")
    state = page.locator("[data-state][role='status']")
    expect(state).to_have_text(
        "Nicht lesbar bei Zeichen 7: eine Zahl braucht ihre Einheit. Schreib kg, lb, %, RPE oder RIR dazu."
    )
    expect(state).to_have_attribute("lang", "de")

    german.clear_cookies(name="mesocycle_sign_in")
    page.fill("[data-at='0.0.sets']", "3x5 @ 80 kg")

    expect(state).to_have_text("Du bist nicht mehr angemeldet. Kopiere, was du noch brauchst, und melde dich an.")
    german.close()


def test_days_weeks_and_sections_are_copied_and_lines_are_put_in_another_order(mara: BrowserContext) -> None:
    page = begun(mara, "Copied")
    written(page, "One", "Back Squat", "3x5")
    written(page, "Two", "Bench Press", "4x6")
    page.locator("td[data-row='0'][data-week='1']").focus()
    page.keyboard.press("Control+C")
    page.locator("td[data-row='1'][data-week='3']").focus()
    page.keyboard.press("Control+V")
    expect(page.locator("td[data-row='1'][data-week='3']")).to_contain_text("Back Squat 3x5")
    assert "Back Squat" not in cell(page, 1, 2)
    page.locator("th[data-row='-1'][data-week='3']").focus()
    page.keyboard.press("Control+C")
    page.locator("th[data-row='-1'][data-week='4']").focus()
    page.keyboard.press("Control+V")
    expect(page.locator("td[data-row='1'][data-week='4']")).to_contain_text("Back Squat 3x5")
    page.locator("th[scope='row'][data-row='1']").focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("th[scope='row'][data-row='0']")).to_have_text("Two")
    expect(page.locator("th[scope='row'][data-row='0']")).to_be_focused()
    page.drag_and_drop("th[scope='row'][data-row='1']", "th[scope='row'][data-row='0']")
    expect(page.locator("th[scope='row'][data-row='0']")).to_have_text("One")
    page.keyboard.press("Control+S")
    page.wait_for_selector(SAVED)
    page.reload()
    page.wait_for_selector(SAVED)
    expect(page.locator("#editor")).not_to_have_attribute("data-steps", "0")

    steps = int(page.locator("#editor").get_attribute("data-steps") or 0)
    for left in range(steps - 1, -1, -1):
        page.locator("[data-do='undo']").click()
        expect(page.locator("#editor")).to_have_attribute("data-steps", str(left))
    assert page.locator("tbody tr").count() == 0
    page.wait_for_selector(SAVED)
    page.close()


def test_two_in_one_draft_see_each_other_and_neither_overwrites_the_other(mara: BrowserContext) -> None:
    one = begun(mara, "Shared by two")
    written(one, "Day", "Back Squat", "3x5")
    one.keyboard.press("Control+S")
    one.wait_for_selector(SAVED)
    two = mara.new_page()
    two.goto(one.url)
    two.wait_for_selector(SAVED)
    two.locator("td[data-row='0'][data-week='1']").click()
    one.locator("td[data-row='0'][data-week='1']").click()
    one.fill("[data-at='name']", "Day of one")
    one.keyboard.press("Control+S")
    one.wait_for_selector(SAVED)
    before = int(one.locator("#editor").get_attribute("data-revision") or 0)

    two.fill("[data-at='name']", "Day of two")
    two.keyboard.press("Control+S")
    meeting = two.locator(".meeting")
    expect(meeting).to_contain_text("Day of one")
    expect(meeting).to_contain_text("Day of two")
    two.click(".meeting button:not(.primary)")
    two.wait_for_selector(SAVED)

    assert int(two.locator("#editor").get_attribute("data-revision") or 0) == before + 1
    expect(one.locator("th[scope='row'][data-row='0']")).to_have_text("Day of two", timeout=15_000)
    one.close()
    two.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_the_editor_is_for_everybody_on_every_screen(chromium: Browser, site: Served, width: int, scheme: str) -> None:
    context = signed_in(chromium, site, "mara", viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = begun(context, f"Looked at {width} {scheme}", 12)
    written(page, "Squat day", "Back Squat", "3x5 @ 80% 1RM; 2x8 @ 60 kq")
    page.locator("td[data-row='0'][data-week='1']").click()
    page.wait_for_selector(".exercise .fault")
    page.wait_for_selector(SAVED)
    page.wait_for_selector(".faults")

    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_a_name_that_is_typed_quickly_for_one_week_changes_that_week_alone(mara: BrowserContext) -> None:
    page = begun(mara, "One week otherwise")
    written(page, "Day", "Back Squat", "3x5")
    page.locator("td[data-row='0'][data-week='2']").click()
    page.get_by_role("radio").first.check()
    field = page.locator("[data-at='0.0.name']")
    expect(field).to_have_value("Back Squat")
    field.focus()
    page.keyboard.press("End")
    page.keyboard.type(" with pause")

    expect(page.locator("td[data-row='0'][data-week='2']")).to_contain_text("Back Squat with pause 3x5")
    assert [cell(page, 0, week).count("Back Squat 3x5") for week in (1, 2, 3, 4)] == [1, 0, 1, 1]
    page.wait_for_selector(SAVED)
    page.close()


def test_each_key_typed_in_a_year_of_seven_workouts_stands_in_its_cell(mara: BrowserContext) -> None:
    page = a_year(mara)
    typed(page, "; 2x8 @ 60 kg")

    expect(page.locator("td[data-row='3'][data-week='26']")).to_contain_text("2x8 @ 60 kg")
    page.wait_for_selector(SAVED)
    page.close()


def test_a_run_is_typed_or_put_together_by_form_and_both_write_the_same_steps(mara: BrowserContext) -> None:
    page = begun(mara, "Run")
    page.locator("[data-do='add-workout']").click()
    page.select_option("#new-section", "steps")
    page.locator("[data-do='add-section']").click()
    typed_run = page.locator("[data-at='0.steps']")
    typed_run.fill("6x800 m 4:00/km")
    expect(page.locator(".run .fault pre")).to_have_text("6x800 m 4:00/km\n        ^")
    typed_run.fill("10 min warm-up; 6x800 m @ 4:00-4:10/km rest 400 m jog")
    expect(page.locator(".part-reads")).to_contain_text("4:00")
    page.locator("[data-printed]").click()
    expect(typed_run).to_have_value("10min warmup; 6x800 m @ 4:00-4:10/km rest 400 m jog")

    page.locator(".run").get_by_role("button", name="Form").click()
    page.get_by_label("Repeats 2").fill("5")
    page.get_by_label("Repeats 2").press("Tab")
    expect(typed_run).to_have_value("10min warmup; 5x800 m @ 4:00-4:10/km rest 400 m jog")
    page.get_by_role("button", name="+ Step").click()
    page.get_by_label("Ends by 3").select_option("time")
    page.get_by_label("Kind 3").select_option("cooldown")
    for name in ("Repeats 3", "Target 3", "Rest 3"):
        page.get_by_label(name).fill("")
        page.get_by_label(name).press("Tab")

    expect(typed_run).to_have_value("10min warmup; 5x800 m @ 4:00-4:10/km rest 400 m jog; 10min cooldown")
    expect(page.locator("td[data-row='0'][data-week='1']")).to_contain_text("5x800 m @ 4:00-4:10/km")
    page.keyboard.press("Control+S")
    page.wait_for_selector(SAVED)
    assert Axe().run(page).violations_count == 0
    page.reload()
    page.wait_for_selector(SAVED)
    assert "10min cooldown" in page.locator("#text").input_value()
    page.close()


def test_the_refusal_under_the_character_and_the_list_of_faults_are_in_the_reader_s_language(
    chromium: Browser, site: Served
) -> None:
    context = signed_in(chromium, site, "mara")
    page = begun(context, "Auf Deutsch")
    page.goto(f"{page.url}?lang=de")
    page.wait_for_selector(SAVED)
    written(page, "Tag", "Back Squat", "3x5 @ 80 kq")
    page.locator("td[data-row='0'][data-week='1']").click()

    expect(page.locator(".exercise .fault p")).to_contain_text("eine Zahl braucht ihre Einheit")
    expect(page.locator(".exercise .fault pre")).to_have_text("3x5 @ 80 kq\n      ^")
    expect(page.locator(".exercise .fault")).to_have_attribute("lang", "de")
    page.wait_for_selector(SAVED)
    expect(page.locator(".faults")).to_contain_text("Nicht lesbar bei Zeichen 7")
    context.close()


def test_what_is_typed_is_not_lost_to_what_is_chosen_before_it_was_drawn(mara: BrowserContext) -> None:
    page = begun(mara, "Hasty")
    written(page, "Day", "Back Squat", "3x5; 2x8")
    page.locator("td[data-row='0'][data-week='1']").click()
    page.locator(".exercise").get_by_role("button", name="Form").click()
    page.evaluate("""() => {
        const say = (where, value, how) => {
            const field = document.querySelector(where);
            field.value = value;
            field.dispatchEvent(new Event(how, { bubbles: true }));
        };
        say("[data-at='0.0.sets']", "3x5; 4x8", "input");
        say(".set-form input", "5", "change");
        say("[data-at='plan.name']", "Hastier", "input");
        say("[data-at='plan.description']", "Two fields at once", "input");
    }""")

    expect(page.locator("[data-at='0.0.sets']")).to_have_value("5x5; 4x8")
    page.wait_for_selector(SAVED)
    expect(page.locator("[data-title]")).to_have_text("Hastier")
    expect(page.locator("[data-at='plan.description']")).to_have_value("Two fields at once")
