import Credentialing
import FoundationEssentials
import Hummingbird
import PraxisCore

/// Overrides and findings for programs.
struct OverrideAPI: Controller {
    let credentialing: CredentialingService

    var routes: [Route] {
        [
            .api(
                .get, "/api/v1/{scope}/overrides", .credentialRead, "List overrides of clearances",
                query: [QueryItem("state", ClearanceOverride.State.schema, "Where they stand")],
                answers: .page(of: ClearanceOverride.schema), self.list),
            .api(
                .post, "/api/v1/{scope}/overrides", .overrideRequest, "Request an override",
                takes: .object([
                    "person": .uuid, "requirement": .text(1...32), "reason": .text(10...1000), "shift": .uuid.optional,
                    "from": .date.optional, "through": .date.optional, "role": .text(1...64).optional,
                ]), answers: .created, status: .created, self.create),
            .api(
                .post, "/api/v1/{scope}/overrides/{override}/decisions", .overrideApprove, "Decide an override",
                takes: .object([
                    "decision": .choice("approved", "refused", "revoked"), "note": .text(1...1000).optional,
                ]),
                status: .noContent, versioned: true, self.decide),
            .api(
                .get, "/api/v1/{scope}/clearance/findings", .credentialRead, "List shifts that were worked uncleared",
                answers: .page(of: ClearanceFinding.schema), self.findings),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        let state = context.query["state"].flatMap(ClearanceOverride.State.init(rawValue:))
        return .json(JSONPage(try await self.credentialing.overrides(state, as: context.caller)))
    }

    @Sendable private func create(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        guard let person = fields["person"].flatMap(Person.ID.init) else { throw NotFound() }
        let draft = try OverrideDraft({ fields[$0] }, for: person, during: try OverrideInterval { fields[$0] })
        return .created(try await self.credentialing.request(draft, as: context.caller))
    }

    @Sendable private func decide(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        guard let decision = fields["decision"].flatMap(OverrideDecision.init(rawValue:)) else {
            throw FieldErrors("decision", "Say approved, refused or revoked")
        }
        try await self.credentialing.decide(
            try context.parameters.require("override"), decision, note: fields["note"], after: try context.version(),
            as: context.caller)
        return .noContent
    }

    @Sendable private func findings(request: Request, context: ScopedContext) async throws -> Response {
        .json(JSONPage(try await self.credentialing.findings(as: context.caller)))
    }
}

extension ClearanceOverride.State: APIWord {}

extension ClearanceOverride: APIObject {
    static let members: [APIMember<ClearanceOverride>] = [
        APIMember("id") { $0.id }, APIMember("person") { $0.person }, APIMember("name") { $0.name },
        APIMember("clinic") { $0.clinicSlug }, APIMember("role") { $0.role },
        APIMember("requirement") { $0.requirement }, APIMember("from") { $0.starts }, APIMember("until") { $0.ends },
        APIMember("reason") { $0.reason }, APIMember("state") { $0.state }, APIMember("version") { $0.step },
        APIMember("requested_by") { $0.requestedBy }, APIMember("decided_by") { $0.decidedBy },
    ]
}

extension ClearanceFinding: APIObject {
    static let members: [APIMember<ClearanceFinding>] = [
        APIMember("person") { $0.person }, APIMember("name") { $0.name }, APIMember("clinic") { $0.clinic },
        APIMember("role") { $0.role }, APIMember("from") { $0.starts }, APIMember("until") { $0.ends },
        APIMember("found_at") { $0.foundAt }, APIMember("reasons") { $0.reasons },
    ]
}
