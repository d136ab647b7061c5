"""Every page as the roles see it: answers 200, says nothing on the console, passes axe, fits its screen."""

import pytest

from accessibility import accessible, legible
from conftest import LOOKS
from places import VISITS


@pytest.mark.parametrize("role,path", VISITS)
def test_place_is_accessible_and_fits(page_as, screenshots, role, path):
    page = page_as(role)
    response = page.goto(path)
    assert response.status == 200, f"{path} answers {response.status} to {role}"
    assert page.title(), f"{path} has no title"
    name = path.strip("/").replace("/", "-").replace("?", "-") or "home"
    for look, options in LOOKS.items():
        page.emulate_media(color_scheme=options["color_scheme"])
        page.set_viewport_size(options["viewport"])
        check = legible if look == "dark" else accessible
        check(page)
        page.screenshot(path=screenshots / f"{name}.{role}.{look}.png", full_page=True)
