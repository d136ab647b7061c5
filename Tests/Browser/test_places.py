"""Every page as the roles see it: answers 200, says nothing on the console, passes axe, fits its screen."""

import pytest

from accessibility import accessible
from conftest import LOOKS
from places import VISITS


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("role,path", VISITS)
def test_place_is_accessible_and_fits(page_as, screenshots, role, path, look):
    page = page_as(role, look)
    response = page.goto(path)
    assert response.status == 200, f"{path} answers {response.status} to {role}"
    assert page.title(), f"{path} has no title"
    accessible(page)
    name = path.strip("/").replace("/", "-").replace("?", "-") or "home"
    page.screenshot(path=screenshots / f"{name}.{role}.{look}.png", full_page=True)
