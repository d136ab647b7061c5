import Credentialing
import HTML
import PraxisCore

/// Who is enrolled with which payer.
func enrollmentsPage(
    _ context: ScopedContext, _ frame: Frame, _ rows: [Enrollment], next: Enrollment.ID?, plans: [PayerPlan]
) -> HTML {
    let query = context.query
    let path = Place.enrollments(context.scope).path
        .query("status", query["status"]).query("plan", query["plan"]).query("due", query["due"])
        .query("held", query["held"]).query("q", query["q"]).query("after", query["after"])
    return group {
        pageHeader("Payers", lead: "Who can be billed to which plan at \(frame.scopeInSentence), and from when.")
        payerTabs(context, frame, current: .enrollments(context.scope))
        filterBar(
            path, query,
            [
                Chips(
                    "Status", name: "status", Enrollment.Status.allCases.map { Choice($0.rawValue, $0.title) }),
                planChips(plans), Chips("Revalidation", name: "due", [Choice("yes", "Due")]),
                Chips("Claims", name: "held", [Choice("yes", "Hold")]),
            ], search: "Name, NPI or payer's number")
        if rows.isEmpty {
            emptyState(
                "No enrollments here", "Choose another status, or add one on a person's record.", icon: .receipt)
        } else {
            enrollmentTable(frame, rows, showsNames: true)
            pager(path, shown: rows.count, next: next?.description, exports: true)
        }
    }
}

/// Enrollments as a table.
func enrollmentTable(_ frame: Frame, _ rows: [Enrollment], showsNames: Bool) -> HTML {
    let scope = frame.scope
    var columns: [Column<Enrollment>] = []
    if showsNames {
        columns.append(
            Column("Name") { row in a(.href(Place.personEnrollments(scope, row.person))) { row.name } })
    }
    columns.append(Column("Plan") { row in a(.href(Place.enrollment(scope, row.id))) { row.planTitle } })
    if frame.showsClinics { columns.append(Column("Clinic") { row in row.clinic }) }
    columns += [
        .state("Status") { row in
            enrollmentTag(row.status)
            if row.isDeactivated { statusTag("Deactivated", .bad) }
            if !row.holds.isEmpty { statusTag("Hold claims", .bad) }
        },
        Column("Billable") { row in
            billableDays(row)
            if let days = row.heldDays { small { "Hold claims \(days)" } }
        },
        Column("Revalidation") { row in date(row.revalidationDueOn, else: "–") },
    ]
    return dataTable("Enrollments", rows, columns: columns)
}

private func billableDays(_ row: Enrollment) -> HTML {
    guard let first = row.effectiveOn else { return span(.class("muted")) { "not yet" } }
    return group {
        "from "; date(first)
        if let last = row.termOn {
            " through "; date(last)
        }
        if row.isParticipating == false { span(.class("muted")) { " (not participating)" } }
    }
}

/// Who works and cannot be billed.
func missingPage(
    _ context: ScopedContext, _ frame: Frame, _ rows: [MissingEnrollment], plans: [PayerPlan]
) -> HTML {
    let scope = context.scope
    let path = Place.missingEnrollments(scope).path.query("plan", context.query["plan"])
    return group {
        pageHeader(
            "Not billable",
            lead: "People who work at \(frame.scopeInSentence) today and cannot be billed to a plan that asks for them."
        )
        payerTabs(context, frame, current: .missingEnrollments(scope))
        filterBar(path, context.query, [planChips(plans)])
        if rows.isEmpty {
            emptyState("Everybody can be billed", "No plan waits for anybody who works here today.", icon: .check)
        } else {
            missingTable(frame, rows, showsNames: true)
            pager(path, shown: rows.count, next: nil, exports: true)
        }
    }
}

/// What cannot be billed, as a table.
func missingTable(_ frame: Frame, _ rows: [MissingEnrollment], showsNames: Bool) -> HTML {
    let scope = frame.scope
    var columns: [Column<MissingEnrollment>] = []
    if showsNames {
        columns.append(
            Column("Name") { row in a(.href(Place.personEnrollments(scope, row.person))) { row.name } })
    }
    columns.append(Column("Role") { row in row.roleTitle })
    if frame.showsClinics || !showsNames { columns.append(Column("Clinic") { row in row.clinic }) }
    columns += [
        Column("Warning") { row in row.sentence },
        .state("Application") { row in
            if let status = row.status { enrollmentTag(status) } else { statusTag("None", .bad) }
        },
    ]
    return dataTable("Not billable today", rows, columns: columns)
}
