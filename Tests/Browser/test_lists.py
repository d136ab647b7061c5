"""What one does with lists: views under a name, several rows at once, single keys."""

import re

from playwright.sync_api import expect

from accessibility import accessible


def test_view_is_saved_begun_with_and_given_up_without_scripts(page_as):
    page = page_as("auditor", "phone", java_script_enabled=False)
    page.goto("/all/people?position=billing")
    page.get_by_role("link", name="Save this view").click()
    page.get_by_label("Name").fill("Who bills")
    page.get_by_label("Begin with it").check()
    page.get_by_role("button", name="Save view").click()
    expect(page.get_by_role("status").first).to_have_text("View saved")
    views = page.get_by_role("navigation", name="Saved views")
    expect(views.get_by_role("link", name="Who bills")).to_have_attribute("aria-current", "true")

    page.goto("/all/people")
    expect(page).to_have_url(re.compile("position=billing"))
    views.get_by_role("link", name="Everything").click()
    expect(page).to_have_url(re.compile("/all/people.view=all"))

    views.get_by_role("link", name="Manage views").click()
    row = page.get_by_role("row", name=re.compile("Who bills"))
    row.get_by_role("button", name="Remove").click()
    expect(page.get_by_role("status").first).to_have_text("View removed")
    page.goto("/all/people")
    expect(page).to_have_url(re.compile("/all/people$"))


def test_pages_of_views_are_accessible(page_as, look):
    page = page_as("practice_administrator", look)
    for path in ["/all/people?position=billing", "/denver/views/new?screen=people&filter=position%3Dbilling", "/all/views"]:
        page.goto(path)
        accessible(page)


def test_chosen_rows_are_counted_and_shown_before_anything_happens(page_as):
    page = page_as("buyer")
    page.goto("/all/orders")
    boxes = page.get_by_role("region", name="Orders").locator("tbody [type='checkbox']")
    count = boxes.count()
    assert count >= 2
    page.get_by_label("Choose all on this page").check()
    expect(page.get_by_text(f"{count} chosen")).to_be_visible()
    boxes.first.uncheck()
    expect(page.get_by_text(f"{count - 1} chosen")).to_be_visible()
    assert page.get_by_label("Choose all on this page").evaluate("box => box.indeterminate")
    accessible(page)
    page.get_by_role("button", name="Mark as sent").click()
    expect(page.get_by_text("Nothing has been changed yet.")).to_be_visible()
    expect(page.locator("main .tag.ok")).to_have_count(count - 1)
    accessible(page)
    page.get_by_role("link", name="Cancel").click()
    expect(page).to_have_url(re.compile("/all/orders$"))


def test_rows_are_chosen_on_a_phone_without_scripts(page_as):
    page = page_as("buyer", "phone", java_script_enabled=False)
    page.goto("/all/orders")
    page.locator("tbody [type='checkbox']").first.check()
    page.get_by_role("button", name="Mark as sent").click()
    expect(page.locator("main .tag.ok")).to_have_count(1)


def test_keys_lead_through_a_list(page_as):
    page = page_as("buyer")
    page.goto("/all/orders?status=approved")
    page.keyboard.press("j")
    expect(page.locator("tbody th a").first).to_be_focused()
    page.keyboard.press("x")
    expect(page.get_by_text("1 chosen")).to_be_visible()
    page.keyboard.press("j")
    expect(page.locator("tbody th a").nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator("tbody th a").first).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox").first).to_be_focused()
    page.keyboard.type("gn")
    assert page.url.endswith("status=approved"), "keys do nothing within a field"


def test_keys_go_to_places_add_and_change(page_as):
    page = page_as("practice_administrator")
    page.goto("/all/people")
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile("/all/people/new$"))
    page.goto("/denver/clinic")
    page.keyboard.press("e")
    expect(page).to_have_url(re.compile("/denver/clinic/edit$"))
    page.locator("main").focus()
    page.keyboard.press("g")
    page.keyboard.press("o")
    expect(page).to_have_url(re.compile("/denver/orders$"))
    page.keyboard.press("?")
    expect(page).to_have_url(re.compile("/help$"))


def test_single_keys_are_turned_off_and_on(page_as):
    page = page_as("practice_administrator")
    page.goto("/account")
    keys = page.get_by_role("group", name="Single keys")
    keys.get_by_role("button", name="Off").click()
    expect(keys.get_by_role("button", name="Off")).to_have_attribute("aria-pressed", "true")
    page.goto("/all/people")
    page.keyboard.press("n")
    page.keyboard.press("?")
    expect(page).to_have_url(re.compile("/all/people$"))
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog", name="Go to")).to_be_visible()
    page.keyboard.press("Escape")
    page.goto("/account")
    keys.get_by_role("button", name="On").click()
    page.goto("/all/people")
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile("/all/people/new$"))


def test_letters_set_dates(page_as):
    page = page_as("site_manager")
    page.goto("/denver/requisitions/new")
    field = page.get_by_label("Needed on")
    for key, day in [("w", "2026-12-14"), ("k", "2026-12-20"), ("m", "2026-12-01"), ("h", "2026-12-31"),
                     ("y", "2026-01-01"), ("r", "2026-12-31"), ("+", "2026-12-17"), ("-", "2026-12-15")]:
        field.fill("2026-12-16")
        field.press(key)
        expect(field).to_have_value(day)
    field.press("t")
    assert field.input_value() == page.evaluate("new Date().toLocaleDateString('sv-SE')")


def test_the_current_tabs_are_in_sight_on_a_phone(page_as):
    page = page_as("practice_administrator", "phone")
    page.goto("/all/imports")
    for row in page.locator(".tabs").all():
        expect(row.locator("[aria-current]")).to_be_in_viewport(ratio=0.9)
    page.set_viewport_size({"width": 844, "height": 390})
    page.set_viewport_size({"width": 390, "height": 844})
    for row in page.locator(".tabs").all():
        expect(row.locator("[aria-current]")).to_be_in_viewport(ratio=0.9)
