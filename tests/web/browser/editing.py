"""What a trainer does in the editor of a routine, by the keyboard."""

from playwright.sync_api import BrowserContext, Page, expect

SAVED = "#editor[data-state='saved']"


def begun(context: BrowserContext, name: str, weeks: int = 4) -> Page:
    """Begin a draft with nothing in it."""
    page = context.new_page()
    page.goto("/drafts")
    page.fill("#name", name)
    page.fill("#weeks", str(weeks))
    page.click("form[action='/drafts'] button.primary")
    page.wait_for_selector(SAVED)
    return page


def cell(page: Page, row: int, week: int) -> str:
    """Give what stands in a cell."""
    return page.locator(f"td[data-row='{row}'][data-week='{week}']").inner_text()


def written(page: Page, workout: str, exercise: str, sets: str) -> None:
    """Add a workout with one exercise by the keyboard, from wherever the focus is in the editor."""
    page.keyboard.press("Insert")
    expect(page.locator("[data-at='name']")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type(workout)
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-section] .line-head [data-at='0.name']")).to_be_focused()
    page.locator("[data-do='add-exercise']").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-at='0.0.name']")).to_be_focused()
    page.keyboard.type(exercise)
    page.keyboard.press("Enter")
    expect(page.locator("[data-at='0.0.sets']")).to_be_focused()
    page.keyboard.type(sets)
    page.keyboard.press("Escape")


def a_year(context: BrowserContext) -> Page:
    """Begin 52 weeks of seven workouts, and open one in the middle."""
    page = begun(context, "A year", 52)
    written(page, "Day 1", "Back Squat", "3x5 @ 80% 1RM rest 3m")
    page.locator("th[scope='row'][data-row='0']").focus()
    page.keyboard.press("Control+C")
    for row in range(6):
        page.keyboard.press("Control+V")
        expect(page.locator("tbody tr")).to_have_count(row + 2)
    page.locator("td[data-row='3'][data-week='26']").click()
    expect(page.locator("[data-at='0.0.sets']")).to_be_visible()
    return page


def typed(page: Page, text: str, between_ms: int = 0) -> None:
    """Type at the end of the first sets."""
    page.focus("[data-at='0.0.sets']")
    page.keyboard.press("End")
    for key in text:
        page.keyboard.press(key)
        if between_ms:
            page.wait_for_timeout(between_ms)
