package import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// Who may work where, today and in the days to come, and what is required.
package struct ClearanceController: Controller {
    let credentialing: CredentialingService

    package init(credentialing: CredentialingService) { self.credentialing = credentialing }

    package var routes: [Route] {
        [
            .page(.get, "/{scope}/clearance", .credentialRead, "Who may work where", self.matrix),
            .api(
                .get, "/api/v1/{scope}/clearance", .credentialRead, "Ask whether a person may work at the clinic",
                query: [
                    QueryItem("person", .uuid, "Who"), QueryItem("role", .text(1...64), "As what"),
                    QueryItem("from", .instant, "From when"), QueryItem("until", .instant, "Until when"),
                    QueryItem("services", .text(1...200), "Services of the shift, with commas between them"),
                    QueryItem(
                        "payers", .text(0...2000),
                        "Payers' plans that it may be billed to, by id with commas between them; all where it is left out"
                    ),
                ] + AsOf.queryItems, answers: ClearanceAnswer.schema, self.ask),
        ]
    }

    @Sendable private func matrix(request: Request, context: ScopedContext) async throws -> Response {
        if context.looksBack { return try await self.matrixAsOf(context) }
        return try await self.matrix(context)
    }

    /// Today's matrix, and what was wrong with the question about another day.
    func matrix(_ context: ScopedContext, _ errors: FieldErrors = FieldErrors()) async throws -> Response {
        async let frame = context.frame()
        let rows = try await self.credentialing.matrix(as: context.caller)
        let shell = try await frame
        return context.page(
            shell, "Who may work where", status: errors.isEmpty ? .ok : .unprocessableContent
        ) { clearancePage(context, shell, rows, errors) }
    }

    @Sendable private func ask(request: Request, context: ScopedContext) async throws -> Response {
        guard case .clinic(let clinic) = context.scope else {
            throw FieldErrors("scope", "Ask about one clinic, such as /api/v1/denver/clearance")
        }
        var errors = FieldErrors()
        let person = errors.check("person", context.query["person"], { Person.ID($0) }, else: "Name a person by id")
        let role = errors.check("role", context.query["role"], { $0 }, else: "Name a role, such as physician")
        // A day stands for all of it, unless the call says which part.
        let isWholeDay = context.query["valid"] != nil && context.query["from"] == nil && context.query["until"] == nil
        let interval = isWholeDay ? nil : self.interval(context, &errors)
        let payers = self.payers(context, &errors)
        try errors.throwIfAny()
        guard let person, let role else { throw errors }
        let services = context.query["services"]?.split(separator: ",").map { $0.trimmingWhitespace() } ?? []
        if let asOf = try await context.asOf() {
            return .json(
                try await self.credentialing.clearance(
                    of: person, at: clinic, role: role, during: interval, services: services, payers: payers, asOf,
                    as: context.caller))
        }
        guard let interval else { throw errors }
        return .json(
            try await self.credentialing.clearance(
                of: person, at: clinic, role: role, from: interval.from, until: interval.until, services: services,
                payers: payers, as: context.caller))
    }

    /// `nil` asks about every plan, none about no plan.
    private func payers(_ context: ScopedContext, _ errors: inout FieldErrors) -> [PayerPlan.ID]? {
        context.query["payers"].flatMap { text in
            let parts = text.split(separator: ",").map { $0.trimmingWhitespace() }.filter { $0 != "none" }
            let plans = parts.compactMap { PayerPlan.ID($0) }
            if plans.count != parts.count { errors.add("payers", "Name plans by id with commas between them, or none") }
            return plans
        }
    }

    private func interval(_ context: ScopedContext, _ errors: inout FieldErrors) -> (from: Instant, until: Instant)? {
        let from = errors.check(
            "from", context.query["from"], { Instant($0) }, else: "Give an instant such as 2026-03-14T15:00:00Z")
        let until = errors.check(
            "until", context.query["until"], { Instant($0) }, else: "Give an instant such as 2026-03-14T23:00:00Z")
        guard let from, let until else { return nil }
        if let mistake = ClearanceBatch.mistake(from: from, until: until) { errors.add("until", mistake) }
        return (from, until)
    }
}
