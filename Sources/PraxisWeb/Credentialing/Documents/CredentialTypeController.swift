package import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// The kinds of credentials there are, and those that the practice adds.
package struct CredentialTypeController: Controller {
    let credentialing: CredentialingService

    package init(credentialing: CredentialingService) { self.credentialing = credentialing }

    package var routes: [Route] {
        [
            .page(.get, "/{scope}/credentials/types", .credentialRead, "Kinds of credentials", self.list),
            .page(.post, "/{scope}/credentials/types", .requirementWrite, "Add a kind of credential", self.add),
            .api(
                .get, "/api/v1/{scope}/credential-types", .credentialRead, "List the kinds of credentials",
                answers: .page(of: CredentialType.schema), self.apiList),
            .api(
                .post, "/api/v1/{scope}/credential-types", .requirementWrite, "Add a kind of credential",
                takes: .object([
                    "name": .text(2...80), "category": .choice(CredentialTypeDraft.categories),
                    "compartment": .choice(CredentialTypeDraft.compartments.map(\.rawValue)),
                    "of_state": .boolean.optional,
                ]), answers: .object(["code": .text(2...32)]), status: .created, self.apiAdd),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        try await self.page(context, FieldErrors())
    }

    private func page(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let types = try await self.credentialing.types(as: context.caller)
        let shell = try await frame
        return context.page(
            shell, "Kinds of credentials", status: errors.isEmpty ? .ok : .unprocessableContent
        ) {
            typesPage(context, shell, types, errors)
        }
    }

    @Sendable private func add(request: Request, context: ScopedContext) async throws -> Response {
        do {
            let draft = try CredentialTypeDraft { context.form[$0] }
            _ = try await self.credentialing.add(draft, as: context.caller)
            return .redirect(to: .credentialTypes(context.scope), flash: "Added \(draft.name)")
        } catch let errors as FieldErrors {
            return try await self.page(context, errors)
        } catch CredentialingError.kindKnown {
            return try await self.page(
                context, FieldErrors("name", Problem.sentence(CredentialingError.kindKnown.sentence)))
        }
    }

    @Sendable private func apiList(request: Request, context: ScopedContext) async throws -> Response {
        .json(JSONPage(try await self.credentialing.types(as: context.caller)))
    }

    @Sendable private func apiAdd(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        let code = try await self.credentialing.add(try CredentialTypeDraft { fields[$0] }, as: context.caller)
        return .json(["code": code.json], status: .created)
    }
}

private func typesPage(
    _ context: ScopedContext, _ frame: Frame, _ types: [CredentialType], _ errors: FieldErrors
) -> HTML {
    let form = context.form
    return group {
        pageHeader(
            "Kinds of credentials", lead: "What people may hold, and in which compartment of their file it is kept.")
        credentialingTabs(context, frame, current: .credentialTypes(context.scope))
        errorSummary(errors)
        dataTable(
            "Kinds", types,
            columns: [
                Column("Name") { type in type.name },
                Column("Group") { type in type.category.prefix(1).uppercased() + type.category.dropFirst() },
                Column("Of") { type in type.isOfState ? "a state" : "everywhere" },
                Column("Kept in") { type in type.compartment.title },
                .state("Whose") { type in type.isOwn ? statusTag("Own", .info) : HTML("–") },
            ])
        if frame.may(.requirementWrite) {
            card("Add a kind") {
                postForm(context, .credentialTypes(context.scope)) {
                    textField(Field("name", "Name", value: form["name"], errors: errors), .maxlength(80))
                    fieldRow {
                        selectField(
                            Field("category", "Group", value: form["category"], errors: errors),
                            CredentialTypeDraft.categories.map {
                                Choice($0, $0.prefix(1).uppercased() + $0.dropFirst())
                            },
                            blank: "Choose")
                        selectField(
                            Field("compartment", "Kept in", value: form["compartment"] ?? "credential", errors: errors),
                            CredentialTypeDraft.compartments.map { Choice($0.rawValue, $0.title) })
                    }
                    checkbox(
                        "of_state", "A state issues it", isOn: form.has("of_state"), hint: "Then it holds there only.")
                    formActions { submit("Add") }
                }
            }
        }
    }
}
