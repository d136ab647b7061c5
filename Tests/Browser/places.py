"""The pages that each role visits: every one is seen in light, in dark and on a phone."""

# Role -> paths. A module adds its pages to the roles that use them.
PLACES = {
    "practice_administrator": ["/", "/account"],
    "site_manager": ["/"],
    "finance": ["/"],
    "credentialing_specialist": ["/"],
    "medical_director": ["/"],
    "buyer": ["/"],
    "staff": ["/"],
    "auditor": ["/"],
}

VISITS = [(role, path) for role, paths in PLACES.items() for path in paths]
