import HTTPTypes
import Hummingbird
import PraxisCore

/// People's employments for programs: where they work, from when and until when.
extension PeopleAPIController {
    var employmentRoutes: [Route] {
        [
            .api(
                .get, "/api/v1/{scope}/people/{person}/employments", .personRead, "List a person's employments",
                answers: .page(of: EmploymentRecord.schema), self.employments),
            .api(
                .post, "/api/v1/{scope}/people/{person}/employments", .employmentWrite, "Begin an employment",
                takes: .object(Self.employment), answers: .created, status: .created, self.employ),
            .api(
                .post, "/api/v1/{scope}/people/{person}/employments/{employment}/end", .employmentWrite,
                "End an employment; the version is the employment's", takes: .object(["last_day": .date]),
                status: .noContent, versioned: true, self.end),
        ]
    }

    @Sendable private func employments(request: Request, context: ScopedContext) async throws -> Response {
        .json(JSONPage(try await self.people.file(context).employments))
    }

    @Sendable private func employ(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        let form = EmploymentForm(
            clinic: fields["clinic"], position: fields["position"], startsOn: fields["starts_on"])
        let id: PersonRecord.ID = try context.parameters.require("person")
        return .created(try await self.people.employ(id, form.validated(), as: context.caller), version: 1)
    }

    @Sendable private func end(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        try await self.people.end(
            try context.parameters.require("employment"), of: try context.parameters.require("person"),
            on: try EmploymentForm.end(fields["last_day"]), version: try context.version(), as: context.caller)
        return .noContent
    }
}

extension EmploymentRecord: APIObject {
    static let members: [APIMember<EmploymentRecord>] = [
        APIMember("id") { $0.id }, APIMember("clinic") { $0.clinic }, APIMember("position") { $0.position },
        APIMember("starts_on") { $0.startsOn }, APIMember("ends_on") { $0.endsOn }, APIMember("version") { $0.version },
    ]
}
