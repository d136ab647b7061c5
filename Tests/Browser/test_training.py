"""Training and policies as people meet them: on a phone, with the keyboard, and as a site's manager sees who is current."""

from accessibility import accessible


def test_a_policy_is_read_and_acknowledged_on_a_phone(page_as):
    page = page_as("staff", "phone")
    page.goto("/account/training")
    page.get_by_role("link", name="Privacy of patients' records").click()
    accessible(page)
    page.get_by_role("button", name="Acknowledge").click()
    assert page.get_by_role("alert").get_by_role("link").inner_text() == "Tick that you have read and understood it"
    page.get_by_label("I have read and understood").check()
    page.get_by_role("button", name="Acknowledge").click()
    page.wait_for_url("**/account/training")
    assert page.get_by_role("status").inner_text() == "Acknowledged"
    accessible(page)
    page.get_by_role("link", name="Privacy of patients' records").click()
    assert page.get_by_text("You acknowledged this version").is_visible()


def test_a_certificate_is_handed_in_from_a_phone(page_as):
    page = page_as("staff", "phone")
    page.goto("/account/training")
    page.get_by_role("link", name="Hazard communication").or_(page.get_by_role("link", name="Bloodborne pathogens")).first.click()
    page.get_by_label("Day on the certificate").fill("2026-01-15")
    page.get_by_label("Issued by").fill("County health department")
    page.get_by_label("Certificate", exact=True).set_input_files(
        {"name": "certificate.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 invented"})
    page.get_by_role("button", name="Hand it in").click()
    page.wait_for_url("**/account/training")
    assert page.get_by_text("Waits for review").first.is_visible()


def test_the_matrix_is_read_and_filtered_with_the_keyboard(page_as):
    page = page_as("site_manager")
    page.goto("/denver/training")
    page.get_by_role("link", name="Overdue", exact=False).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**state=overdue*")
    table = page.get_by_role("region", name="Training and policies")
    assert table.get_by_text("Overdue").first.is_visible()
    accessible(page)
