package import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// Checks of people's terms at their sources, and what a person says of those that a program made.
package struct VerificationController: Controller {
    let credentialing: CredentialingService

    package init(credentialing: CredentialingService) { self.credentialing = credentialing }

    package var routes: [Route] {
        let review: PathTemplate = "/{scope}/people/{person}/verifications/{verification}/review"
        return [
            .page(
                .get, "/{scope}/people/{person}/terms/{term}/verifications/new", .verificationWrite, "Verify a term",
                self.blank),
            .page(
                .post, "/{scope}/people/{person}/terms/{term}/verifications", .verificationWrite, "Verify a term",
                self.create),
            .page(.get, review, .verificationWrite, "Review a check", self.showReview),
            .page(.post, review, .verificationWrite, "Review a check", self.review),
        ]
    }

    private func person(_ context: ScopedContext) throws -> Person.ID { try context.parameters.require("person") }

    // MARK: Checks

    @Sendable private func blank(request: Request, context: ScopedContext) async throws -> Response {
        try await self.form(context, FieldErrors())
    }

    private func form(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let person = try self.person(context)
        let file = try await self.credentialing.file(of: person, as: context.caller)
        let documents = try await self.credentialing.documents(of: person, as: context.caller).documents
        let asked = try CheckedTerm(try context.parameters.require("term"), in: file, documents)
        return context.page(try await frame, "Verify a term", status: errors.isEmpty ? .ok : .unprocessableContent) {
            verificationPage(context, asked, errors)
        }
    }

    @Sendable private func create(request: Request, context: ScopedContext) async throws -> Response {
        let person = try self.person(context)
        do {
            let draft = try VerificationDraft { context.form[$0] }
            _ = try await self.credentialing.verify(
                try context.parameters.require("term"), of: person, draft, as: context.caller)
            return .redirect(to: .credentialFile(context.scope, person), flash: "The check is on record")
        } catch let errors as FieldErrors {
            return try await self.form(context, errors)
        } catch let error as CredentialingError {
            guard let errors = error.fieldsOfCheck else { throw error }
            return try await self.form(context, errors)
        }
    }

    // MARK: Reviews

    @Sendable private func showReview(request: Request, context: ScopedContext) async throws -> Response {
        try await self.reviewForm(context, FieldErrors())
    }

    private func reviewForm(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let file = try await self.credentialing.file(of: try self.person(context), as: context.caller)
        let id: Verification.ID = try context.parameters.require("verification")
        let check = try file.verifications.filter { $0.id == id && $0.isFetched }.required()
        let shell = try await frame
        return context.page(shell, "Review a check", status: errors.isEmpty ? .ok : .unprocessableContent) {
            checkReviewPage(context, shell, file, check, errors)
        }
    }

    @Sendable private func review(request: Request, context: ScopedContext) async throws -> Response {
        let person = try self.person(context)
        do {
            let draft = try context.checkReview()
            try await self.credentialing.review(
                try context.parameters.require("verification"), of: person, draft, as: context.caller)
            return .redirect(
                to: .credentialFile(context.scope, person),
                flash: draft.isAccepted ? "Accepted: the check counts" : "Rejected: the check counts for nothing")
        } catch let errors as FieldErrors {
            return try await self.reviewForm(context, errors)
        }
    }
}
