package import Credentialing
import HTTPTypes
import Hummingbird
import PraxisCore

/// A person's credential file for programs.
package struct CredentialAPI: Controller {
    let credentialing: CredentialingService

    package init(credentialing: CredentialingService) { self.credentialing = credentialing }

    package var routes: [Route] {
        [
            .api(
                .get, "/api/v1/{scope}/people/{person}/credentials", .credentialRead, "Read a credential file",
                answers: CredentialFile.schema, self.show),
            .api(
                .post, "/api/v1/{scope}/people/{person}/credentials", .credentialWrite, "Put a credential on file",
                takes: .object([
                    "type": .text(1...32), "state": .text(2...2).optional, "number": .text(1...40).optional,
                    "issuer": .text(1...200).optional, "multistate": .boolean.optional, "issued": .date,
                    "expires": .date.optional,
                ]), answers: .created, status: .created, self.create),
            .api(
                .post, "/api/v1/{scope}/people/{person}/credentials/{credential}/terms", .credentialWrite, "Add a term",
                takes: .object([
                    "issued": .date, "expires": .date.optional, "supersedes": .uuid.optional,
                    "reason": .text(1...2000).optional,
                ]),
                answers: .created, status: .created, self.createTerm),
            .api(
                .post, "/api/v1/{scope}/people/{person}/credentials/{credential}/statuses", .verificationWrite,
                "Record what a board did to a credential",
                takes: .object([
                    "status": StatusSpan.Status.schema, "starts": .date, "ends": .date.optional, "source": .text(),
                    "supersedes": .uuid.optional, "reason": .text(1...2000).optional,
                ]), answers: .created, status: .created, self.createStatus),
            .api(
                .post, "/api/v1/{scope}/people/{person}/credentials/{credential}/errors", .verificationWrite,
                "Say that a credential was put on file in error, or that it was not after all",
                takes: .object(["reason": .text(10...2000), "none": .boolean.optional]),
                status: .noContent, self.createError),
        ]
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        let file = try await self.credentialing.file(
            of: try context.parameters.require("person"), as: context.caller)
        return .json(file)
    }

    @Sendable private func create(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        let draft = try CredentialDraft(
            { fields[$0] }, types: try await self.credentialing.types(as: context.caller))
        let id = try await self.credentialing.add(
            draft, to: try context.parameters.require("person"), as: context.caller)
        return .created(id)
    }

    @Sendable private func createTerm(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        let id = try await self.credentialing.add(
            try TermDraft { fields[$0] }, to: try context.parameters.require("credential"),
            of: try context.parameters.require("person"), as: context.caller)
        return .created(id)
    }

    @Sendable private func createStatus(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        let id = try await self.credentialing.add(
            try StatusDraft { fields[$0] }, to: try context.parameters.require("credential"),
            of: try context.parameters.require("person"), as: context.caller)
        return .created(id)
    }

    @Sendable private func createError(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        try await self.credentialing.add(
            try EntryErrorDraft { fields[$0] }, about: try context.parameters.require("credential"),
            of: try context.parameters.require("person"), as: context.caller)
        return .noContent
    }
}
