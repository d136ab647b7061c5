import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// The kinds of certificates that clinics hold, and those that the practice adds.
struct ClinicTypeController: Controller {
    let credentialing: CredentialingService

    var routes: [Route] {
        [
            .page(.get, "/{scope}/credentials/types/clinics", .credentialRead, "Kinds of certificates", self.list),
            .page(
                .post, "/{scope}/credentials/types/clinics", .requirementWrite, "Add a kind of certificate", self.add),
            .api(
                .get, "/api/v1/{scope}/clinic-credential-types", .credentialRead,
                "List the kinds of clinic credentials", answers: .page(of: ClinicCredentialType.schema), self.apiList),
            .api(
                .post, "/api/v1/{scope}/clinic-credential-types", .requirementWrite, "Add a kind of clinic credential",
                takes: .object(["name": .text(2...80)]), answers: .object(["code": .text(2...32)]), status: .created,
                self.apiAdd),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        try await self.page(context, FieldErrors())
    }

    private func page(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let types = try await self.credentialing.clinicTypes(as: context.caller)
        let shell = try await frame
        return context.page(
            shell, "Kinds of certificates", status: errors.isEmpty ? .ok : .unprocessableContent
        ) {
            clinicTypesPage(context, shell, types, errors)
        }
    }

    @Sendable private func add(request: Request, context: ScopedContext) async throws -> Response {
        do {
            let draft = try ClinicTypeDraft { context.form[$0] }
            _ = try await self.credentialing.add(draft, as: context.caller)
            return .redirect(to: .clinicTypes(context.scope), flash: "Added \(draft.name)")
        } catch let errors as FieldErrors {
            return try await self.page(context, errors)
        } catch CredentialingError.kindKnown {
            return try await self.page(
                context, FieldErrors("name", Problem.sentence(CredentialingError.kindKnown.sentence)))
        }
    }

    @Sendable private func apiList(request: Request, context: ScopedContext) async throws -> Response {
        .json(JSONPage(try await self.credentialing.clinicTypes(as: context.caller)))
    }

    @Sendable private func apiAdd(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        let code = try await self.credentialing.add(try ClinicTypeDraft { fields[$0] }, as: context.caller)
        return .json(["code": code.json], status: .created)
    }
}

private func clinicTypesPage(
    _ context: ScopedContext, _ frame: Frame, _ types: [ClinicCredentialType], _ errors: FieldErrors
) -> HTML {
    group {
        pageHeader("Kinds of certificates", lead: "What clinics themselves may hold.")
        credentialingTabs(context, frame, current: .clinicTypes(context.scope))
        errorSummary(errors)
        dataTable(
            "Kinds", types,
            columns: [
                Column("Name") { type in type.name },
                .state("Whose") { type in type.isOwn ? statusTag("Own", .info) : HTML("–") },
            ])
        if frame.may(.requirementWrite) {
            card("Add a kind") {
                postForm(context, .clinicTypes(context.scope)) {
                    textField(
                        Field(
                            "name", "Name", value: context.form["name"], hint: "Such as: State facility license",
                            errors: errors), .maxlength(80))
                    formActions { submit("Add") }
                }
            }
        }
    }
}

extension ClinicCredentialType: APIObject {
    static let members: [APIMember<ClinicCredentialType>] = [
        APIMember("code") { $0.code }, APIMember("name") { $0.name }, APIMember("own") { $0.isOwn },
    ]
}
