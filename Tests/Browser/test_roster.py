"""The week grid by mouse, by keyboard, by its form and on paper. Each test leaves the roster as it found it."""

import re

import pytest
from playwright.sync_api import expect

from accessibility import accessible

SHIFTS = """buttons => buttons.map(button => (
    {id: button.id, sheet: button.form.action, cell: button.closest('td').dataset.to}))"""


def open_week(page):
    """Denver's next week, which is a draft with open places."""
    page.goto("/denver/roster")
    page.get_by_role("navigation", name="Weeks").locator("[rel='next']").click()
    return page.url


def candidates(page, sheet, tag):
    """Who stands on a shift's page with a tag: `Can take it`, `Not cleared`."""
    page.goto(sheet)
    rows = page.get_by_role("region", name="Candidates").locator("tbody tr")
    return rows.filter(has=page.locator(".tag", has_text=tag)).locator("[name='person']").evaluate_all(
        "inputs => inputs.map(input => input.value)")


def find_move(page, tag="Can take it"):
    """An assignment, the cell it is in, and the cell of somebody else on the same day."""
    week = open_week(page)
    shifts = page.eval_on_selector_all("#grid button.shift[data-move]", SHIFTS)
    for shift in shifts:
        day = shift["cell"].split("/")[1]
        for person in candidates(page, shift["sheet"], tag):
            page.goto(week)
            if page.locator(cell(f"{person}/{day}")).count() == 1:
                return f"#{shift['id']}", shift["cell"], f"{person}/{day}"
    raise AssertionError(f"nobody on the roster: {tag}")


def cell(to):
    return f"#grid td[data-to='{to}']"


def expect_in(page, shift, to):
    expect(page.locator(f"{cell(to)} {shift}")).to_be_visible()


def carry(page, shift, source, target):
    """Picks a shift up by keyboard, and drops it some rows away."""
    rows = page.eval_on_selector_all("#grid td[data-to]", "cells => cells.map(cell => cell.dataset.to)")
    days = len({to.split("/")[1] for to in rows})
    steps = rows.index(target) // days - rows.index(source) // days
    page.locator(shift).focus()
    page.keyboard.press("m")
    expect(page.locator("#status")).to_contain_text("picked up")
    for _ in range(abs(steps)):
        page.keyboard.press("ArrowDown" if steps > 0 else "ArrowUp")
    expect(page.locator(cell(target))).to_be_focused()


def drag(page, shift, target):
    """Drags as a hand does: a drag begins with small steps, and both ends are on the screen."""
    page.set_viewport_size({"width": 1280, "height": 2400})
    start, end = page.locator(shift).bounding_box(), page.locator(cell(target)).bounding_box()
    page.mouse.move(start["x"] + 10, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(start["x"] + 20, start["y"] + 20, steps=5)
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=8)
    page.mouse.up()


def test_shift_is_dragged_to_another_person_and_back(page_as):
    page = page_as("site_manager")
    shift, source, target = find_move(page)
    drag(page, shift, target)
    expect_in(page, shift, target)
    page.reload()
    expect_in(page, shift, target)
    drag(page, shift, source)
    expect_in(page, shift, source)


def test_shift_is_moved_by_keyboard_and_keeps_the_focus(page_as):
    page = page_as("site_manager")
    shift, source, target = find_move(page)
    carry(page, shift, source, target)
    page.keyboard.press("Enter")
    expect_in(page, shift, target)
    expect(page.locator(shift)).to_be_focused()
    expect(page.locator("#status")).to_have_text("Moved.")
    carry(page, shift, target, source)
    page.keyboard.press("Enter")
    expect_in(page, shift, source)


def test_escape_puts_a_shift_back(page_as):
    page = page_as("site_manager")
    shift, source, target = find_move(page)
    carry(page, shift, source, target)
    page.keyboard.press("Escape")
    expect_in(page, shift, source)
    expect(page.locator(shift)).to_be_focused()
    expect(page.locator("#status")).to_have_text("Not moved.")


def test_refused_move_says_why_and_changes_nothing(page_as):
    page = page_as("site_manager")
    shift, source, target = find_move(page, "Not cleared")
    drag(page, shift, target)
    expect(page.locator("#grid").get_by_role("alert")).to_contain_text("Not assigned")
    expect_in(page, shift, source)
    accessible(page)


def test_shift_is_moved_by_its_form_without_scripts(page_as):
    page = page_as("site_manager", java_script_enabled=False)
    scripted = page_as("site_manager")
    shift, source, target = find_move(scripted)
    week = scripted.url
    for to, now in ((target, source), (source, target)):
        page.goto(week)
        page.locator(f"{cell(now)} {shift}").click()
        holder = page.get_by_role("region", name="People on this shift").locator("tr").filter(
            has=page.locator(f"form[action*='{shift.removeprefix('#assignment-')}']"))
        holder.locator("summary").click()
        holder.locator("[name='person']").select_option(to.split("/")[0])
        holder.get_by_role("button", name="Move", exact=True).click()
        expect(page.get_by_role("status")).to_have_text("Moved")
        expect_in(page, shift, to)


@pytest.mark.parametrize("width", [1280, 1440])
def test_whole_week_fits_a_laptop(page_as, width):
    page = page_as("site_manager")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/denver/roster")
    sizes = page.locator("#grid .region").evaluate("region => [region.scrollWidth, region.clientWidth]")
    assert sizes[0] <= sizes[1], f"the grid is {sizes[0]} pixels wide in {sizes[1]}"


@pytest.mark.parametrize("scripts", [True, False])
def test_week_is_a_list_per_day_on_a_phone(page_as, scripts):
    page = page_as("site_manager", "phone", java_script_enabled=scripts)
    open_week(page)
    expect(page.locator("#grid table")).to_be_hidden()
    days = page.locator(".roster-days section[id^='day-']")
    expect(days).to_have_count(7)
    expect(days.first.get_by_role("heading")).to_be_visible()
    wide = page.locator(".roster-days :is(section, a, li)").evaluate_all(
        "parts => parts.filter(part => part.getBoundingClientRect().right > innerWidth).map(part => part.className)")
    assert set(wide) <= {"chip", "chip on"}, "only the links to the days may scroll sideways"
    page.get_by_role("navigation", name="Days").get_by_role("link").nth(4).click()
    expect(days.nth(4)).to_be_in_viewport()
    days.locator("a.shift:not(.gap)").first.click()
    expect(page.get_by_role("region", name="People on this shift").locator("summary").first).to_be_visible()


def test_names_hours_and_who_is_not_cleared_stand_in_grid_and_list(page_as):
    page = page_as("site_manager")
    page.goto("/denver/roster")
    names = page.locator("#grid tbody:not(.coverage) th").evaluate_all("cells => cells.map(cell => cell.firstChild.data)")
    warned = page.locator("#grid tbody:not(.coverage) th .tag").count()
    page.set_viewport_size({"width": 390, "height": 844})
    rows = page.locator(".roster-days .hours li")
    assert rows.locator("> span:first-child").evaluate_all("spans => spans.map(span => span.firstChild.data)") == names
    assert rows.locator(".tag").count() == warned
    accessible(page)


def test_unfilled_is_hatched_as_the_legend_says(page_as):
    page = page_as("site_manager")
    open_week(page)
    assert "gradient" in page.locator("#grid td.gap").first.evaluate("cell => getComputedStyle(cell).backgroundImage")
    assert "gradient" in page.locator(".marks .gap").evaluate("mark => getComputedStyle(mark).backgroundImage")


def test_paper_has_every_row_on_landscape_pages(page_as):
    page = page_as("site_manager")
    page.goto("/denver/roster")
    paper = page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)
    assert boxes and all(float(width) > float(height) for width, height in boxes)
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    region = page.locator("#grid .region")
    assert region.evaluate("region => region.scrollHeight <= region.clientHeight + 1"), "rows are cut off"
    assert region.evaluate("region => region.scrollWidth <= region.clientWidth + 1"), "days are cut off"
