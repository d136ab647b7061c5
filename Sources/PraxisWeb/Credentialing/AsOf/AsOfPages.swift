import Credentialing
import HTML
import Hummingbird
import PraxisCore

extension CredentialFileController {
    /// The file on another day; today's with what was wrong with the question.
    func showAsOf(_ context: ScopedContext) async throws -> Response {
        let frame = try await context.frame()
        do {
            guard let asOf = try context.asOf(in: frame) else { throw NotFound() }
            let file = try await self.credentialing.file(
                of: try context.parameters.require("person"), asOf, as: context.caller)
            return context.page(frame, "\(file.person.name) as of \(asOf.valid.readable)") {
                fileAsOfPage(context, frame, file)
            }
        } catch let errors as FieldErrors {
            let file = try await self.file(context)
            return context.page(frame, file.person.name, status: .unprocessableContent) {
                credentialFilePage(context, frame, file, errors)
            }
        }
    }
}

extension ClearanceController {
    /// Who could work where on another day; today's with what was wrong with the question.
    func matrixAsOf(_ context: ScopedContext) async throws -> Response {
        let frame = try await context.frame()
        do {
            guard let asOf = try context.asOf(in: frame) else { throw NotFound() }
            let rows = try await self.credentialing.matrix(asOf, as: context.caller)
            return context.page(frame, "Who could work where on \(asOf.valid.readable)") {
                clearanceAsOfPage(context, frame, asOf, rows)
            }
        } catch let errors as FieldErrors {
            return try await self.matrix(context, errors)
        }
    }
}

/// Each appointment that was known with the answer for the whole day; those that were blocked first.
private func clearanceAsOfPage(
    _ context: ScopedContext, _ frame: Frame, _ asOf: AsOf, _ rows: [DayClearance]
) -> HTML {
    let place = Place.clearance(context.scope)
    return group {
        asOfBanner("clearance", asOf, frame, back: place)
        pageHeader(
            "Who could work where", tag: statusTag("As of \(asOf.valid.readable)", .warn),
            lead: "Clearance at \(frame.scopeInSentence) for all of that day.")
        credentialingTabs(context, frame, current: place)
        asOfForm(context, place, asOf, FieldErrors())
        verdictTiles(rows.map(\.answer.verdict))
        if rows.isEmpty {
            emptyState(
                "Nobody was appointed", "No appointment of that day had been recorded by then.", icon: .users)
        } else {
            dayTable(context, frame, asOf, rows.sorted { $0.rank < $1.rank })
        }
    }
}

private func dayTable(_ context: ScopedContext, _ frame: Frame, _ asOf: AsOf, _ rows: [DayClearance]) -> HTML {
    var columns: [Column<DayClearance>] = [
        Column("Name") { row in
            a(.href(Place.credentialFile(context.scope, row.person).looking(back: asOf))) { row.name }
        },
        Column("Role") { row in row.roleTitle },
    ]
    if frame.showsClinics { columns.append(Column("Clinic") { row in row.clinic }) }
    columns += [
        Column("Whole day") { row in verdictTag(row.answer) },
        Column("Why") { row in
            reasonList(row.answer.reasons)
            billingTag(row.answer)
        },
    ]
    return dataTable("Clearance by appointment", rows, class: "cards", columns: columns)
}

extension DayClearance {
    /// Blocked before warned before cleared; within these as listed.
    fileprivate var rank: Int {
        let order: [ClearanceVerdict] = [.blocked, .unknown, .warn, .cleared]
        return order.firstIndex(of: self.answer.verdict) ?? 0
    }
}
