import Credentialing
import HTTPTypes
import Hummingbird
import PraxisCore

/// The plans that the practice bills, for programs.
struct PayerPlanAPI: Controller {
    let enrollments: EnrollmentService

    private static let schema = Schema.object([
        "payer": .text(1...120), "name": .text(1...120), "kind": PayerPlan.Kind.schema, "line": PayerPlan.Line.schema,
        "delegated": .boolean.optional, "backdate_days": .integer(0...365).optional,
        "roles": .list(of: .text(1...32), 1...20), "states": .list(of: .text(2...2), 0...60).optional,
        "starts": .date, "ends": .date.optional,
    ])

    var routes: [Route] {
        [
            .api(
                .get, "/api/v1/{scope}/payers", .enrollmentRead, "List plans", answers: .page(of: PayerPlan.schema),
                self.list),
            .api(
                .post, "/api/v1/{scope}/payers", .payerPlanWrite, "Add a plan", takes: Self.schema, answers: .created,
                status: .created, self.create),
            .api(
                .put, "/api/v1/{scope}/payers/{plan}", .payerPlanWrite, "Change a plan", takes: Self.schema,
                answers: PayerPlan.schema, versioned: true, self.change),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        .json(JSONPage(try await self.enrollments.plans(as: context.caller)))
    }

    @Sendable private func create(request: Request, context: ScopedContext) async throws -> Response {
        .created(try await self.enrollments.add(try context.json(Input.self).draft(), as: context.caller))
    }

    @Sendable private func change(request: Request, context: ScopedContext) async throws -> Response {
        let id: PayerPlan.ID = try context.parameters.require("plan")
        try await self.enrollments.change(
            id, try context.json(Input.self).draft(), version: try context.version(), as: context.caller)
        let plan = try await self.enrollments.plan(id, as: context.caller)
        return .json(plan, version: plan.version)
    }

    /// A plan as programs write it.
    private struct Input: Decodable {
        let payer: String
        let name: String
        let kind: String
        let line: String
        let delegated: Bool?
        let backdateDays: Int?
        let roles: [String]
        let states: [String]?
        let starts: String
        let ends: String?

        enum CodingKeys: String, CodingKey {
            case payer, name, kind, line, delegated, roles, states, starts, ends
            case backdateDays = "backdate_days"
        }

        func draft() throws(FieldErrors) -> PayerPlanDraft {
            let fields = [
                "payer": self.payer, "name": self.name, "kind": self.kind, "line": self.line,
                "delegated": self.delegated == true ? "on" : nil, "backdate_days": self.backdateDays.map(String.init),
                "states": self.states?.joined(separator: ","), "starts": self.starts, "ends": self.ends,
            ]
            return try PayerPlanDraft({ fields[$0] ?? nil }, roles: self.roles)
        }
    }
}
