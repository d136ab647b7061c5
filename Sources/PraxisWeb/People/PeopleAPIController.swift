import HTML
import HTTPTypes
import Hummingbird
package import PraxisCore

/// People for programs: lists, one person, adding and changing.
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
                .get, "/api/v1/{scope}/people/{person}", .personRead, "Read a person", answers: Self.person, self.show),
            .api(
                .post, "/api/v1/{scope}/people", .employmentWrite, "Add a person with the first employment",
                takes: Self.newPerson, answers: .created, status: .created, self.add),
            .api(
                .put, "/api/v1/{scope}/people/{person}", .personWrite, "Change a person", takes: Self.details,
                status: .noContent, versioned: true, self.change),
        ]
    }

    private static let listing = Schema.object([
        "id": .uuid, "family_name": .text(), "given_name": .text(), "npi": .text(10...10).optional, "version": .integer,
    ])

    private static let details = Schema.object([
        "given_name": .text(1...100), "middle_name": .text(1...100).optional, "family_name": .text(1...100),
        "suffix": .text(1...20).optional, "birth_date": .date.optional, "npi": .text(10...10).optional,
        "email": .email.optional, "phone": .text(1...40).optional,
    ])

    private static let newPerson = Schema.object([
        "given_name": .text(1...100), "middle_name": .text(1...100).optional, "family_name": .text(1...100),
        "suffix": .text(1...20).optional, "birth_date": .date.optional, "npi": .text(10...10).optional,
        "email": .email.optional, "phone": .text(1...40).optional, "clinic": .slug, "position": .text(1...40),
        "starts_on": .date,
    ])

    private static let person = Schema.object([
        "id": .uuid, "given_name": .text(), "middle_name": .text().optional, "family_name": .text(),
        "suffix": .text().optional, "birth_date": .date.optional, "npi": .text(10...10).optional,
        "email": .text(1...254).optional, "phone": .text().optional, "version": .integer,
    ])

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        let limit = context.query["limit"].flatMap { Int($0) }.map { min(max($0, 1), 200) } ?? 50
        let after = context.query["after"].flatMap { PersonRecord.ID($0) }
        return .json(verbatim: try await self.people.feed(after: after, limit: limit, as: context.caller))
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        let id: PersonRecord.ID = try context.parameters.require("person")
        guard let file = try await self.people.person(id, as: context.caller) else { throw NotFound() }
        return try .json(PersonAnswer(file.person), version: file.person.version)
    }

    @Sendable private func add(request: Request, context: ScopedContext) async throws -> Response {
        let (person, employment) = try context.json(PersonForm.self).validatedNew()
        let id = try await self.people.add(person, employment, as: context.caller)
        let place = URLPath("api", "v1", context.scope.description, "people", id.description)
        return try .json(["id": id.description], status: .created, version: 1, location: place)
    }

    @Sendable private func change(request: Request, context: ScopedContext) async throws -> Response {
        let id: PersonRecord.ID = try context.parameters.require("person")
        let details = try context.json(PersonForm.self).validated()
        try await self.people.change(id, to: details, version: try context.version(), as: context.caller)
        return .noContent
    }
}

/// A person as the API answers one.
private struct PersonAnswer: Encodable {
    let id: PersonRecord.ID
    let givenName: String
    let middleName: String?
    let familyName: String
    let suffix: String?
    let birthDate: LocalDate?
    let npi: String?
    let email: String?
    let phone: String?
    let version: Int

    init(_ person: PersonRecord) {
        self.id = person.id
        self.givenName = person.givenName
        self.middleName = person.middleName
        self.familyName = person.familyName
        self.suffix = person.suffix
        self.birthDate = person.birthDate
        self.npi = person.npi
        self.email = person.email
        self.phone = person.phone
        self.version = person.version
    }
}
