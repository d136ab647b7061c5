import HTTPTypes
import Hummingbird
package import PraxisCore

/// People's employments for programs: where they work, from when and until when.
package struct EmploymentAPIController: Controller {
    let people: PeopleService

    package init(_ people: PeopleService) { self.people = people }

    package var routes: [Route] {
        [
            .api(
                .get, "/api/v1/{scope}/people/{person}/employments", .personRead, "List a person's employments",
                answers: .page(of: EmploymentRecord.schema), self.list),
            .api(
                .post, "/api/v1/{scope}/people/{person}/employments", .employmentWrite, "Begin an employment",
                takes: .object(["clinic": .slug, "position": .text(1...40), "starts_on": .date]), answers: .created,
                status: .created, self.employ),
            .api(
                .post, "/api/v1/{scope}/people/{person}/employments/{employment}/end", .employmentWrite,
                "End an employment; the version is the employment's", takes: .object(["last_day": .date]),
                status: .noContent, versioned: true, self.end),
        ]
    }

    private func file(_ context: ScopedContext) async throws -> PersonFile {
        let id: PersonRecord.ID = try context.parameters.require("person")
        guard let file = try await self.people.person(id, as: context.caller) else { throw NotFound() }
        return file
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        .json(JSONPage(try await self.file(context).employments))
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
        guard let last = fields["last_day"].flatMap({ LocalDate($0) }) else {
            throw FieldErrors("last_day", "Enter a date that exists, such as 2026-03-14")
        }
        let employment: EmploymentRecord.ID = try context.parameters.require("employment")
        let file = try await self.file(context)
        guard file.employments.contains(where: { $0.id == employment }) else { throw NotFound() }
        try await self.people.end(
            employment, of: file.person.id, on: last.adding(days: 1), version: try context.version(),
            as: context.caller)
        return .noContent
    }
}

extension EmploymentRecord: APIObject {
    static let members: [APIMember<EmploymentRecord>] = [
        APIMember("id") { $0.id }, APIMember("clinic") { $0.clinic }, APIMember("position") { $0.position },
        APIMember("starts_on") { $0.startsOn }, APIMember("ends_on") { $0.endsOn }, APIMember("version") { $0.version },
    ]
}
