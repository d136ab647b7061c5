import FoundationEssentials
import HTML
import HTTPTypes
import Hummingbird
package import PraxisCore

/// The list of people, and adding one.
package struct PeopleController: Controller {
    let people: PeopleService

    package init(_ people: PeopleService) { self.people = people }

    package var routes: [Route] {
        [
            .page(.get, "/{scope}/people", .personRead, "People", self.list),
            .export("/{scope}/people.csv", .personRead, "People as CSV", self.csv),
            .export("/{scope}/people.xlsx", .personRead, "People for Excel", self.workbook),
            .page(.get, "/{scope}/people/new", .employmentWrite, "Add a person", self.blank),
            .page(.post, "/{scope}/people", .employmentWrite, "Add a person", self.add),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        async let saved = context.savedViews(of: .people)
        let frame = try await context.frame()
        let views = try await saved
        if let start = views.start { return .redirect(to: start) }
        let filter = PersonFilter(context.query)
        let (people, total) = try await self.people.list(filter, as: context.caller)
        return context.page(frame, "People") {
            peoplePage(frame, views, people, total: total, limit: filter.limit)
        }
    }

    @Sendable private func csv(request: Request, context: ScopedContext) async throws -> Response {
        try await self.export(context).csv()
    }

    @Sendable private func workbook(request: Request, context: ScopedContext) async throws -> Response {
        try await self.export(context).workbook()
    }

    /// The current filter, all pages.
    private func export(_ context: ScopedContext) -> ListExport<PersonListing> {
        var first = PersonFilter(context.query)
        first.limit = 500
        return ListExport(
            "people",
            columns: [
                .text("Family name") { $0.familyName }, .text("Given name") { $0.givenName }, .text("NPI") { $0.npi },
                .text("Positions") { $0.positions.map(Position.name).joined(separator: "; ") },
                .text("Clinics") { $0.clinics.joined(separator: "; ") },
            ]
        ) { [first] last in
            var filter = first
            filter.after = last?.id
            return try await self.people.list(filter, as: context.caller).0
        }
    }

    @Sendable private func blank(request: Request, context: ScopedContext) async throws -> Response {
        let frame = try await context.frame()
        let form = PersonForm(startsOn: frame.today.description, clinic: frame.clinic?.slug.description)
        return context.page(frame, "Add a person") { newPersonPage(context, frame, form) }
    }

    @Sendable private func add(request: Request, context: ScopedContext) async throws -> Response {
        let form = PersonForm(context.form)
        do {
            let (person, employment) = try form.validatedNew()
            let id = try await self.people.add(
                person, employment, isAnother: form.another ?? false, as: context.caller)
            if context.form.has("again") {
                return .redirect(to: .newPerson(context.scope), flash: "\(person.givenName) \(person.familyName) added")
            }
            return .redirect(to: .person(context.scope, id), flash: "Added")
        } catch let errors as FieldErrors {
            let frame = try await context.frame()
            return context.page(frame, "Add a person", status: .unprocessableContent) {
                newPersonPage(context, frame, form, errors)
            }
        } catch let known as KnownPerson {
            let frame = try await context.frame()
            return context.page(frame, "Add a person", status: .conflict) {
                newPersonPage(context, frame, form, known: known)
            }
        }
    }
}

extension PersonFilter {
    init(_ query: Form) {
        self.init(
            words: query["q"].map { String($0.prefix(100)) }, position: query["position"],
            includesFormer: query["former"] == "yes", after: query["after"].flatMap { PersonRecord.ID($0) })
    }
}
