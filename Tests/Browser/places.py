"""The pages that each role visits: every one is seen in light, in dark and on a phone."""

# A physician of Denver, one of the demonstration's 120 people.
PERSON = "01900000-0000-7000-8000-0000001a0011"
# A run of screening, and a match that was confirmed.
SCREENING_RUN = "01900000-0000-7000-8000-00000000ae51"
CONFIRMED_MATCH = "01900000-0000-7000-8000-0000000ac005"

# Role -> paths. A module adds its pages to the roles that use them.
PLACES = {
    "practice_administrator": [
        "/", "/help", "/account", "/account/password", "/all/people", f"/all/people/{PERSON}", "/all/people?q=a",
        "/all/clinics", "/denver/clinic", "/denver/clinic/edit", "/denver/people/new", "/all/accounts", "/all/accounts/new",
        "/all/roles", "/all/audit", "/all/search?q=a", "/all/roster", "/denver/roster", "/denver/shift-templates",
        "/all/credentials", f"/denver/people/{PERSON}/credentials", "/denver/clearance", "/all/screening",
        "/all/screening/matches", "/all/screening/months", "/all/screening/parties",
        f"/all/screening/runs/{SCREENING_RUN}", f"/all/screening/matches/{CONFIRMED_MATCH}", "/denver/providers/imports", "/all/budgets", "/denver/budgets", "/all/chart",
        "/all/vendors", "/all/catalog", "/all/requisitions", "/denver/requisitions/new", "/all/orders", "/all/views",
    ],
    "site_manager": ["/", "/denver/people", f"/denver/people/{PERSON}", "/denver/clinic", "/denver/roster", "/denver/requisitions"],
    "finance": ["/", "/all/budgets", "/all/vendors"],
    "credentialing_specialist": ["/", "/all/people", "/all/credentials"],
    "medical_director": ["/", "/all/screening/matches"],
    "buyer": ["/", "/all/orders"],
    "staff": ["/", "/account", "/account/shifts"],
    "auditor": ["/", "/all/audit", "/all/people", "/all/credentials/binder"],
}

VISITS = [(role, path) for role, paths in PLACES.items() for path in paths]
