package import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// Names that somebody has or had beside the present one.
package struct NameController: Controller {
    let credentialing: CredentialingService

    package init(credentialing: CredentialingService) { self.credentialing = credentialing }

    package var routes: [Route] {
        [
            .page(.get, "/{scope}/people/{person}/names", .personRead, "Names", self.list),
            .page(.post, "/{scope}/people/{person}/names", .personWrite, "Add a name", self.add),
            .api(
                .get, "/api/v1/{scope}/people/{person}/names", .personRead, "List a person's other names",
                answers: .page(of: PersonName.schema), self.apiList),
            .api(
                .post, "/api/v1/{scope}/people/{person}/names", .personWrite, "Add a name",
                takes: .object([
                    "given": .text(1...100), "middle": .text(1...100).optional, "family": .text(1...100),
                    "suffix": .text(1...20).optional, "kind": .choice(PersonName.Kind.allCases.map(\.rawValue)),
                    "ends": .date.optional,
                ]), status: .noContent, self.apiAdd),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        try await self.page(context, FieldErrors())
    }

    private func page(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let file = try await self.credentialing.names(
            of: try context.parameters.require("person"), as: context.caller)
        let shell = try await frame
        return context.page(shell, "Names", status: errors.isEmpty ? .ok : .unprocessableContent) {
            namesPage(context, shell, file, errors)
        }
    }

    @Sendable private func add(request: Request, context: ScopedContext) async throws -> Response {
        let person: Person.ID = try context.parameters.require("person")
        do {
            try await self.credentialing.add(try PersonName { context.form[$0] }, to: person, as: context.caller)
            return .redirect(to: .names(context.scope, person), flash: "Added; screening looks for it from now on")
        } catch let errors as FieldErrors {
            return try await self.page(context, errors)
        }
    }

    @Sendable private func apiList(request: Request, context: ScopedContext) async throws -> Response {
        let file = try await self.credentialing.names(
            of: try context.parameters.require("person"), as: context.caller)
        return .json(JSONPage(file.names))
    }

    @Sendable private func apiAdd(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        try await self.credentialing.add(
            try PersonName { fields[$0] }, to: try context.parameters.require("person"), as: context.caller)
        return .noContent
    }
}

private func namesPage(_ context: ScopedContext, _ frame: Frame, _ file: NameFile, _ errors: FieldErrors) -> HTML {
    let (scope, form) = (context.scope, context.form)
    return group {
        pageHeader(
            file.person.name, lead: "Names beside the present one. Screening compares all of them, for ever.",
            trail: [Crumb("People", .people(scope))])
        errorSummary(errors)
        personTabs(frame, PersonRecord.ID(file.person.id.uuid), current: .names(scope, file.person.id))
        if file.names.isEmpty {
            emptyState("No other name", "A name that is changed is kept here as a former one.", icon: .user)
        } else {
            dataTable(
                "Names", file.names,
                columns: [
                    Column("Name") { name in name.name }, Column("Kind") { name in name.kind.title },
                    Column("Until") { name in date(name.endsOn, else: "–") },
                ])
        }
        if frame.may(.personWrite) {
            card("Add a name") {
                postForm(context, .names(scope, file.person.id)) {
                    fieldRow {
                        textField(Field("given", "Given name", value: form["given"], errors: errors), .maxlength(100))
                        textField(
                            Field("middle", "Middle name", value: form["middle"], errors: errors, isOptional: true),
                            .maxlength(100))
                    }
                    fieldRow {
                        textField(
                            Field("family", "Family name", value: form["family"], errors: errors), .maxlength(100))
                        textField(
                            Field("suffix", "Suffix", value: form["suffix"], errors: errors, isOptional: true),
                            .maxlength(20))
                    }
                    fieldRow {
                        selectField(
                            Field("kind", "Kind", value: form["kind"], errors: errors),
                            PersonName.Kind.allCases.map { Choice($0.rawValue, $0.title) }, blank: "Choose")
                        dateField(Field("ends", "Used until", value: form["ends"], errors: errors, isOptional: true))
                    }
                    formActions { submit("Add") }
                }
            }
        }
    }
}

extension PersonName: APIObject {
    static let members: [APIMember<PersonName>] = [
        APIMember("given") { $0.given }, APIMember("middle") { $0.middle }, APIMember("family") { $0.family },
        APIMember("suffix") { $0.suffix }, APIMember("kind") { $0.kind }, APIMember("ends") { $0.endsOn },
    ]
}

extension PersonName.Kind: APIWord {}
