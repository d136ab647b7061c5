"""What an authority did to a clinic's certificate, and a document of it, on the page of the clinic's certificates."""

from accessibility import accessible

NOTICE = {"name": "notice.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 invented"}


def test_a_certificate_is_limited_and_its_notice_kept(page_as, screenshots):
    page = page_as("credentialing_specialist")
    page.goto("/denver/clinic/credentials")
    # The last of the clinic's certificates: no work waits for it.
    page.get_by_role("link", name="Authority action").last.click()
    accessible(page)
    page.get_by_role("button", name="Record").click()
    summary = page.get_by_role("alert")
    assert summary.get_by_role("link").first.inner_text() == "Choose what was done"
    accessible(page)
    page.get_by_label("What the authority did").select_option("Condition-level deficiencies")
    page.get_by_label("From", exact=True).fill("2026-02-01")
    page.get_by_label("Known from").fill("Letter of the city, February 1")
    page.get_by_role("button", name="Record").click()
    page.wait_for_url("**/clinic/credentials")
    assert page.get_by_text("Condition-level deficiencies from Feb 1, 2026").is_visible()

    page.get_by_role("link", name="Add a document").last.click()
    accessible(page)
    page.get_by_label("File").set_input_files(NOTICE)
    page.get_by_role("button", name="Put on file").click()
    page.wait_for_url("**/clinic/credentials")
    with page.expect_download() as opened:
        page.get_by_role("button", name="Open", exact=True).click()
    assert opened.value.suggested_filename == "notice.pdf"
    page.screenshot(path=screenshots / "clinic-certificates.png", full_page=True)
    accessible(page)

    page.get_by_role("link", name="Verify").last.click()
    accessible(page)
    page.screenshot(path=screenshots / "clinic-check.png", full_page=True)
    assert page.get_by_label("Document that proves it").locator("option").count() == 2
