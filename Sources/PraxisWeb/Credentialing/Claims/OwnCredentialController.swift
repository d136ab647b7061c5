package import Credentialing
import HTML
import HTTPTypes
import Hummingbird
import PraxisCore

/// What oneself holds: what ends next, and the renewals that one hands in. Made for a phone.
package struct OwnCredentialController: Controller {
    let credentialing: CredentialingService

    package init(credentialing: CredentialingService) { self.credentialing = credentialing }

    package var routes: [Route] {
        [
            .page(.get, "/account/credentials", .dutyFulfill, "My credentials", self.show),
            .page(
                .get, "/account/credentials/{credential}/renewals/new", .dutyFulfill, "Hand in a renewal", self.blank),
            .page(
                .post, "/account/credentials/{credential}/renewals", .dutyFulfill, "Hand in a renewal",
                body: .upload(limit: DocumentDraft.limit + 65_536), self.handIn),
            .page(
                .post, "/account/renewals/{term}/withdrawal", .dutyFulfill, "Withdraw a renewal", self.withdraw),
            .api(
                .get, "/api/v1/account/credentials", .dutyFulfill, "List the own credentials and their renewals",
                answers: .page(of: OwnCredentialEntry.schema), self.apiShow),
            .api(
                .post, "/api/v1/account/credentials/{credential}/renewals", .dutyFulfill,
                "Hand in the renewal of an own credential; not with a token",
                query: [
                    QueryItem("issued", .date, "Its first day"), QueryItem("expires", .date, "Its last day"),
                    QueryItem("number", .text(1...40), "The number printed on it, where it is another than before"),
                    QueryItem("name", .text(1...200), "The name of the document"),
                ], body: .upload(limit: RenewalDraft.limit), answers: .created, status: .created, self.apiHandIn),
            .api(
                .post, "/api/v1/account/renewals/{term}/withdrawal", .dutyFulfill,
                "Withdraw a renewal of one's own; not with a token", status: .noContent, self.apiWithdraw),
        ]
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        async let frame = context.frame()
        let held = try await self.credentialing.ownFile(as: context.caller)
        let shell = try await frame
        return context.page(shell, "My credentials") { ownCredentialsPage(context, shell, held) }
    }

    @Sendable private func blank(request: Request, context: ScopedContext) async throws -> Response {
        try await self.form(context, FieldErrors())
    }

    private func credential(_ context: ScopedContext) async throws -> (OwnCredential, OwnCredentials) {
        let id: HeldCredential.ID = try context.parameters.require("credential")
        let held = try await self.credentialing.ownFile(as: context.caller)
        return (try held.credentials.filter { $0.id == id }.required(), held)
    }

    private func form(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let (credential, held) = try await self.credential(context)
        let shell = try await frame
        return context.page(
            shell, "Hand in a renewal", status: errors.isEmpty ? .ok : .unprocessableContent
        ) {
            renewalPage(context, credential, held, errors)
        }
    }

    private func draft(
        _ context: ScopedContext, name: String?, _ field: (String) -> String?
    ) async throws -> RenewalDraft {
        let (credential, held) = try await self.credential(context)
        guard credential.isClaimable else { throw CredentialingError.claim(.notClaimable) }
        guard held.mayHandIn(credential) else { throw CredentialingError.claim(.waiting) }
        return try RenewalDraft(
            field, file: context.upload.file.map { (name ?? $0.name, $0.bytes) }, of: credential,
            today: try await context.frame().today)
    }

    @Sendable private func handIn(request: Request, context: ScopedContext) async throws -> Response {
        do {
            let draft = try await self.draft(context, name: nil) { context.form[$0] }
            _ = try await self.credentialing.handIn(
                draft, for: try context.parameters.require("credential"), as: context.caller)
            return .redirect(to: .ownCredentials, flash: "Handed in; it counts once it has been verified")
        } catch let errors as FieldErrors {
            return try await self.form(context, errors)
        } catch CredentialingError.claim(let refusal) {
            guard let field = refusal.field else { throw CredentialingError.claim(refusal) }
            return try await self.form(context, FieldErrors(field, refusal.sentence))
        }
    }

    @Sendable private func withdraw(request: Request, context: ScopedContext) async throws -> Response {
        try await self.credentialing.withdrawRenewal(try context.parameters.require("term"), as: context.caller)
        return .redirect(to: .ownCredentials, flash: "Withdrawn; it stays on record as withdrawn")
    }

    // MARK: Programs

    @Sendable private func apiShow(request: Request, context: ScopedContext) async throws -> Response {
        let held = try await self.credentialing.ownFile(as: context.caller)
        return .json(
            JSONPage(held.credentials.map { OwnCredentialEntry(credential: $0, renewal: held.claim(of: $0.id)) }))
    }

    @Sendable private func apiHandIn(request: Request, context: ScopedContext) async throws -> Response {
        let draft = try await self.draft(context, name: context.query["name"]) { context.query[$0] }
        return .created(
            try await self.credentialing.handIn(
                draft, for: try context.parameters.require("credential"), as: context.caller))
    }

    @Sendable private func apiWithdraw(request: Request, context: ScopedContext) async throws -> Response {
        try await self.credentialing.withdrawRenewal(try context.parameters.require("term"), as: context.caller)
        return Response(status: .noContent)
    }
}
