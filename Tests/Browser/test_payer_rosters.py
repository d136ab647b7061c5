"""Rosters for delegated payers as those who prepare them meet them: how a payer wants its file, and where values come from."""

from accessibility import accessible

ROSTERS = "/all/payers/01900000-0000-7000-8000-0000000bb003/rosters"
# Approved ten days ago; an earlier day was typed for rosters.
APPROVED = "01900000-0000-7000-8000-0000001a0022"


def test_values_that_were_typed_otherwise_than_on_file_are_told(page_as):
    page = page_as("credentialing_specialist")
    page.goto(ROSTERS)
    told = page.get_by_role("note").filter(has_text="typed otherwise than on file")
    assert "Credentialing decision typed as" in told.inner_text()
    typed = page.locator("details").filter(has_text="typed, not on file")
    typed.locator("summary").focus()
    page.keyboard.press("Enter")
    assert typed.get_by_role("listitem").first.is_visible()
    accessible(page)


def test_a_value_on_file_is_said_beside_the_field_that_it_overrules(page_as):
    page = page_as("credentialing_specialist", "phone")
    for site in ("denver", "phoenix", "chicago", "gary", "aurora"):
        if page.goto(f"/all/people/{APPROVED}/rosters/{site}").status == 200:
            break
    assert page.get_by_role("note").get_by_text("Credentialing decision typed as").is_visible()
    field = page.get_by_label("Credentialing decision")
    hint = page.locator("#" + field.get_attribute("aria-describedby"))
    assert hint.inner_text().startswith("On file and sent:")
    accessible(page)


def test_a_payer_gets_pipes_and_its_own_words_for_actions(page_as):
    page = page_as("credentialing_specialist")
    page.goto(ROSTERS)
    page.get_by_role("link", name="Layout").click()
    assert page.get_by_label("Word for a change").input_value() == "C"
    page.get_by_label("Between the values").select_option(label="Pipes |")
    page.get_by_label("Word for a change").fill("A")
    page.get_by_role("button", name="Save").click()
    assert page.get_by_role("alert").get_by_role("link").inner_text() == "Enter three words that differ"
    assert page.get_by_label("Between the values").input_value() == "pipe"
    accessible(page)
    page.get_by_label("Word for a change").fill("U")
    page.get_by_label("Word for a termination").fill("D")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/rosters")
    assert page.get_by_text("with pipes | between the values").is_visible()
    page.get_by_role("button", name="Freeze a full file").click()
    page.wait_for_url("**/payer-rosters/*")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="File", exact=True).click()
    assert waiting.value.suggested_filename == "roster.txt"
    with open(waiting.value.path(), encoding="utf-8", newline="") as file:
        assert file.readline().startswith("Action|NPI|Last Name|")
