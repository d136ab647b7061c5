"""The survey binder: an archive that proves itself, with an index that opens anywhere."""

import hashlib
import io
import zipfile

from accessibility import accessible


def test_binder_proves_itself_and_prints(page_as, screenshots):
    page = page_as("auditor")
    page.goto("/all/credentials/binder")
    page.get_by_label("For whom or what").fill("Accreditation survey")
    page.get_by_label("How many at random").fill("4")
    with page.expect_download() as download:
        page.get_by_role("button", name="Prepare the binder").click()
    archive = zipfile.ZipFile(io.BytesIO(download.value.path().read_bytes()))
    names = archive.namelist()
    assert names[0] == "index.html" and "exclusion-screenings.csv" in names
    assert sum(name.endswith("/verifications.csv") for name in names) == 4
    assert sum(name.endswith("/checklist.csv") for name in names) == 4 and "selection.csv" in names
    assert archive.testzip() is None
    manifest = archive.read("MANIFEST.sha256").decode().splitlines()
    assert manifest[1].startswith("# Population, all clinics: Everybody with an appointment or a decision from")
    digests = [line for line in manifest if not line.startswith("#")]
    for line in digests:
        digest, name = line.split("  ", 1)
        assert hashlib.sha256(archive.read(name)).hexdigest() == digest
    assert len(names) == len(digests) + 1
    kinds = {"html": "text/html", "css": "text/css"}

    def unpacked(route):
        name = route.request.url.rsplit("/", 1)[1]
        route.fulfill(body=archive.read(name), content_type=kinds[name.rsplit(".", 1)[1]])

    page.route("**/unpacked/*", unpacked)
    page.goto("/unpacked/index.html")
    page.screenshot(path=screenshots / "binder-index.png", full_page=True)
    accessible(page)
