import Credentialing
import Hummingbird
import PraxisCore

/// What roles and services require, for programs.
struct RequirementAPI: Controller {
    let credentialing: CredentialingService

    var routes: [Route] {
        [
            .api(
                .get, "/api/v1/{scope}/requirements", .credentialRead, "List requirements of roles and services",
                query: [QueryItem("on", .date, "Only those in force on a day")],
                answers: .page(of: Requirement.schema), self.list),
            .api(
                .post, "/api/v1/{scope}/requirements", .requirementWrite, "Add a requirement",
                takes: .object([
                    "role": .text(1...64), "type": .text(1...32),
                    "severity": .choice(Requirement.Severity.allCases.map(\.rawValue)), "of_state": .boolean.optional,
                    "compact": .boolean.optional, "service": .text(1...40).optional, "clinic": .slug.optional,
                    "state": .text(2...2).optional, "lead_days": .text(1...3).optional, "starts": .date,
                    "citation": .text(1...300), "plan": .uuid.optional,
                ]), answers: .created, status: .created, self.create),
            .api(
                .post, "/api/v1/{scope}/requirements/{requirement}/end", .requirementWrite, "End a requirement",
                takes: .object(["ends": .date]), status: .noContent, self.end),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        let rows = try await self.credentialing.requirements(as: context.caller)
        guard let text = context.query["on"] else { return .json(JSONPage(rows)) }
        guard let day = LocalDate(text) else { throw FieldErrors("on", "Give a day such as 2026-03-14") }
        return .json(JSONPage(rows.filter { $0.isInForce(on: day) }))
    }

    @Sendable private func create(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        let choices = try await self.credentialing.requirementChoices(as: context.caller)
        return .created(
            try await self.credentialing.add(try RequirementDraft({ fields[$0] }, among: choices), as: context.caller))
    }

    @Sendable private func end(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        guard let day = fields["ends"].flatMap({ LocalDate($0) }) else {
            throw FieldErrors("ends", "Give a day such as 2026-03-14")
        }
        try await self.credentialing.endRequirement(
            try context.parameters.require("requirement"), on: day, as: context.caller)
        return .noContent
    }
}

extension Requirement: APIObject {
    static let members: [APIMember<Requirement>] = [
        APIMember("id") { $0.id }, APIMember("role") { $0.role }, APIMember("type") { $0.type },
        APIMember("name") { $0.typeName }, APIMember("severity") { $0.severity },
        APIMember("of_state") { $0.isOfClinicState }, APIMember("compact") { $0.acceptsCompact },
        APIMember("service") { $0.service }, APIMember("clinic") { $0.clinic }, APIMember("state") { $0.state },
        APIMember("lead_days") { $0.leadDays }, APIMember("starts") { $0.startsOn }, APIMember("ends") { $0.endsOn },
        APIMember("citation") { $0.citation }, APIMember("plan") { $0.plan },
    ]
}
