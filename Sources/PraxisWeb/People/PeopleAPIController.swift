import HTML
import HTTPTypes
import Hummingbird
package import PraxisCore

/// People for programs: lists, one person, adding and changing, and where they work.
package struct PeopleAPIController: Controller {
    let people: PeopleService

    package init(_ people: PeopleService) { self.people = people }

    package var routes: [Route] {
        [
            .api(
                .get, "/api/v1/{scope}/people", .personRead, "List people who work here, by name",
                query: [
                    QueryItem("after", .uuid, "The `next` of the page before"),
                    QueryItem("limit", .integer(1...200), "How many people a page has at most; 50 unless told"),
                ], answers: .page(of: Self.listing), self.list),
            .api(
                .get, "/api/v1/{scope}/people/{person}", .personRead, "Read a person", answers: PersonRecord.schema,
                self.show),
            .api(
                .post, "/api/v1/{scope}/people", .employmentWrite, "Add a person with the first employment",
                takes: .object(Self.details, Self.employment, Self.question), answers: .created, status: .created,
                self.add),
            .api(
                .put, "/api/v1/{scope}/people/{person}", .personWrite, "Change a person", takes: .object(Self.details),
                status: .noContent, versioned: true, self.change),
        ] + self.employmentRoutes
    }

    private static let listing = Schema.object([
        "id": .uuid, "family_name": .text(), "given_name": .text(), "npi": .text(10...10).optional, "version": .integer,
    ])

    private static let details: KeyValuePairs<String, Schema> = [
        "given_name": .text(1...100), "middle_name": .text(1...100).optional, "family_name": .text(1...100),
        "suffix": .text(1...20).optional, "birth_date": .date.optional, "npi": .text(10...10).optional,
        "email": .email.optional, "phone": .text(1...40).optional,
    ]

    /// Whether whoever has the same name and day of birth is another; otherwise they are refused as `person_known`.
    private static let question: KeyValuePairs<String, Schema> = ["another": .boolean.optional]

    static let employment: KeyValuePairs<String, Schema> = [
        "clinic": .slug, "position": .text(1...40), "starts_on": .date,
    ]

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        let limit = context.query["limit"].flatMap { Int($0) }.map { min(max($0, 1), 200) } ?? 50
        let after = context.query["after"].flatMap { PersonRecord.ID($0) }
        return .json(verbatim: try await self.people.feed(after: after, limit: limit, as: context.caller))
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        let person = try await self.people.file(context).person
        return .json(person, version: person.version)
    }

    @Sendable private func add(request: Request, context: ScopedContext) async throws -> Response {
        let form = try context.json(PersonForm.self)
        let (person, employment) = try form.validatedNew()
        let id = try await self.people.add(person, employment, isAnother: form.another ?? false, as: context.caller)
        return .created(
            id, version: 1, at: URLPath("api", "v1", context.scope.description, "people", id.description))
    }

    @Sendable private func change(request: Request, context: ScopedContext) async throws -> Response {
        let id: PersonRecord.ID = try context.parameters.require("person")
        let details = try context.json(PersonForm.self).validated()
        try await self.people.change(id, to: details, version: try context.version(), as: context.caller)
        return .noContent
    }
}

extension PersonRecord: APIObject {
    static let members: [APIMember<PersonRecord>] = [
        APIMember("id") { $0.id }, APIMember("given_name") { $0.givenName }, APIMember("middle_name") { $0.middleName },
        APIMember("family_name") { $0.familyName }, APIMember("suffix") { $0.suffix },
        APIMember("birth_date") { $0.birthDate }, APIMember("npi", .text(10...10).optional) { $0.npi },
        APIMember("email") { $0.email }, APIMember("phone") { $0.phone }, APIMember("version") { $0.version },
    ]
}
