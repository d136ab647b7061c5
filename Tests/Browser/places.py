"""The pages that each role visits: every one is seen in light, in dark and on a phone."""

from datetime import date, timedelta

# A physician of Denver, one of the demonstration's 120 people.
PERSON = "01900000-0000-7000-8000-0000001a0011"
# A physician whose malpractice policy reaches back less far than the work for the practice, and one who was denied.
UNCOVERED = "01900000-0000-7000-8000-0000001a0022"
DENIED_FILE = "01900000-0000-7000-8000-0000000f0024"
# A run of screening, and a match that was confirmed.
SCREENING_RUN = "01900000-0000-7000-8000-00000000ae51"
CONFIRMED_MATCH = "01900000-0000-7000-8000-0000000ac005"

# The bloodborne pathogens course, the exposure control plan with its draft, and a certificate that waits.
COURSE = "01900000-0000-7000-8000-000000ca0003"
POLICY = "01900000-0000-7000-8000-000000ba0003"
CERTIFICATE = "01900000-0000-7000-8000-000000ea0007"

# A physician whose license was corrected after the fact, as the file was known in between; and a day of a clinic.
CORRECTED = "01900000-0000-7000-8000-0000001a0016"
BEFORE = (date.today() - timedelta(days=20)).isoformat()
LOOKING_BACK = [
    f"/denver/people/{CORRECTED}/credentials?valid={BEFORE}&known={BEFORE}",
    f"/denver/clearance?valid={BEFORE}&known={BEFORE}",
]

# Role -> paths. A module adds its pages to the roles that use them.
PLACES = {
    "practice_administrator": [
        "/", "/help", "/account", "/account/password", "/all/people", f"/all/people/{PERSON}", "/all/people?q=a",
        "/all/clinics", "/denver/clinic", "/denver/clinic/edit", "/denver/people/new", "/all/accounts", "/all/accounts/new",
        "/all/roles", "/all/audit", "/all/search?q=a", "/all/roster", "/denver/roster", "/denver/shift-templates",
        "/all/credentials", f"/denver/people/{PERSON}/credentials", "/denver/clearance", *LOOKING_BACK, "/all/clearance/rules",
        "/all/clearance/rules/ncqa.verification_age", "/all/clearance/requirements", "/all/clearance/requirements/new",
        "/all/clearance/overrides", "/all/clearance/findings", "/denver/clinic/credentials", "/all/credentials/types/clinics", "/all/screening",
        "/all/screening/matches", "/all/screening/months", "/all/screening/parties",
        f"/all/screening/runs/{SCREENING_RUN}", f"/all/screening/matches/{CONFIRMED_MATCH}", "/denver/providers/imports",
        # Files of staff, and what came in.
        "/denver/staff/imports", "/denver/staff/imports/01900000-0000-7000-8000-00000000bf01", "/all/imports",
        "/all/imports/01900000-0000-7000-8000-00000000bf02", "/all/imports/01900000-0000-7000-8000-00000000bf03",
        "/all/taxonomy", "/all/medicare/imports",
        "/all/budgets", "/denver/budgets", "/all/chart",
        "/all/vendors", "/all/catalog", "/all/requisitions", "/denver/requisitions/new", "/all/orders", "/all/views",
        "/all/training", "/denver/training?state=overdue", "/all/training/courses", f"/all/training/courses/{COURSE}",
        "/all/training/courses/new", f"/denver/people/{PERSON}/training", f"/denver/people/{PERSON}/training/new",
        f"/denver/training/courses/{COURSE}/class", "/all/training/certificates", f"/all/training/certificates/{CERTIFICATE}",
        "/all/training/exposures", "/all/policies", f"/all/policies/{POLICY}", f"/all/policies/{POLICY}/versions/2",
        f"/all/policies/{POLICY}/versions/2/edit",
        # Enrollment with payers.
        "/all/enrollments", "/denver/enrollments?due=yes", "/all/enrollments/missing", "/all/payers", "/all/payers/new",
        f"/denver/people/{PERSON}/enrollments", f"/denver/people/{PERSON}/enrollments/new",
        "/all/payers/01900000-0000-7000-8000-0000000bb003/rosters",
        "/all/payers/01900000-0000-7000-8000-0000000bb003/rosters/layout",
        "/all/payer-rosters/01900000-0000-7000-8000-0000000bd001", "/all/payer-rosters/01900000-0000-7000-8000-0000000bd002",
        f"/denver/people/{PERSON}/rosters/denver",
        # Figures across clinics, and whom the practice asks.
        "/all/overview", "/all/sources",
    ],
    "site_manager": ["/", "/denver/people", f"/denver/people/{PERSON}", "/denver/clinic", "/denver/roster", "/denver/requisitions",
                     "/denver/overview", "/denver/credentials"],
    "finance": ["/", "/all/budgets", "/all/vendors", "/all/enrollments", "/denver/enrollments/missing"],
    "credentialing_specialist": [
        "/", "/all/people", "/all/credentials", "/all/credentials/renewals",
        "/all/committee/members", f"/all/people/{UNCOVERED}/credentials",
        f"/all/people/{UNCOVERED}/tails/new", f"/all/files/{DENIED_FILE}",
    ],
    "medical_director": [
        "/", "/all/screening/matches", "/all/files/decisions", "/all/files/01900000-0000-7000-8000-0000000f0022/ending",
        f"/all/people/{UNCOVERED}/suspensions", f"/all/people/{UNCOVERED}/approvals", f"/all/people/{UNCOVERED}/ending",
    ],
    "buyer": ["/", "/all/orders"],
    "staff": [
        "/", "/account", "/account/shifts", "/account/tasks", "/account/credentials", "/account/ballots", "/account/training", f"/account/training/courses/{COURSE}",
        f"/account/training/policies/{POLICY}",
    ],
    "auditor": ["/", "/all/audit", "/all/people", "/all/credentials/binder"],
}

VISITS = [(role, path) for role, paths in PLACES.items() for path in paths]
