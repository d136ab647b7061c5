"""The pages that each role visits: every one is seen in light, in dark and on a phone."""

# A physician of Denver, one of the demonstration's 120 people.
PERSON = "01900000-0000-7000-8000-0000001a0011"

# Role -> paths. A module adds its pages to the roles that use them.
PLACES = {
    "practice_administrator": [
        "/", "/help", "/account", "/account/password", "/all/people", f"/all/people/{PERSON}", "/all/people?name=a",
        "/all/clinics", "/denver/clinic", "/denver/clinic/edit", "/denver/people/new", "/all/accounts", "/all/accounts/new",
        "/all/roles", "/all/audit", "/all/search?q=a",
    ],
    "site_manager": ["/", "/denver/people", f"/denver/people/{PERSON}", "/denver/clinic"],
    "finance": ["/"],
    "credentialing_specialist": ["/", "/all/people"],
    "medical_director": ["/"],
    "buyer": ["/"],
    "staff": ["/", "/account"],
    "auditor": ["/", "/all/audit", "/all/people"],
}

VISITS = [(role, path) for role, paths in PLACES.items() for path in paths]
