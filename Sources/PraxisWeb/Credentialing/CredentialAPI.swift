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
                answers: CredentialFileDocument.schema, self.show),
            .api(
                .post, "/api/v1/{scope}/people/{person}/credentials", .credentialWrite, "Put a credential on file",
                takes: .object([
                    "type": .text(1...32), "state": .text(2...2).optional, "number": .text(1...40).optional,
                    "issuer": .text(1...200).optional, "multistate": .boolean.optional, "issued": .date,
                    "expires": .date.optional,
                ]), answers: .created, status: .created, self.create),
            .api(
                .post, "/api/v1/{scope}/people/{person}/credentials/{credential}/terms", .credentialWrite, "Add a term",
                takes: .object(["issued": .date, "expires": .date.optional, "supersedes": .uuid.optional]),
                answers: .created, status: .created, self.createTerm),
            .api(
                .post, "/api/v1/{scope}/people/{person}/terms/{term}/verifications", .verificationWrite,
                "Record a check of a term",
                takes: .object([
                    "method": .choice(VerificationMethod.allCases.map(\.rawValue)), "source": .text(),
                    "result": .choice(VerificationResult.allCases.map(\.rawValue)), "reference": .text().optional,
                    "as_of": .date.optional, "note": .text(1...2000).optional, "supersedes": .uuid.optional,
                ]), answers: .created, status: .created, self.verify),
        ]
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        let file = try await self.credentialing.file(
            of: try context.parameters.require("person"), as: context.caller)
        return try .json(CredentialFileDocument(file))
    }

    @Sendable private func create(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        let draft = try CredentialDraft(
            { fields[$0] }, types: try await self.credentialing.types(as: context.caller))
        let id = try await self.credentialing.add(
            draft, to: try context.parameters.require("person"), as: context.caller)
        return try .json(CreatedDocument(id), status: .created)
    }

    @Sendable private func createTerm(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        let id = try await self.credentialing.add(
            try TermDraft { fields[$0] }, to: try context.parameters.require("credential"),
            of: try context.parameters.require("person"), as: context.caller)
        return try .json(CreatedDocument(id), status: .created)
    }

    @Sendable private func verify(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        let id = try await self.credentialing.verify(
            try context.parameters.require("term"), of: try context.parameters.require("person"),
            try VerificationDraft { fields[$0] }, as: context.caller)
        return try .json(CreatedDocument(id), status: .created)
    }
}

/// A credential file as the API tells it.
struct CredentialFileDocument: Encodable {
    struct Item: Encodable {
        let id, type: String
        let state, number, issuer: String?
        let multistate: Bool
        let terms: [Validity]
    }

    struct Validity: Encodable {
        let id: String
        let issued: LocalDate
        let expires: LocalDate?
        let verified: Bool
        let result: VerificationResult?
    }

    let person, name: String
    let credentials: [Item]

    init(_ file: CredentialFile) {
        self.person = file.person.id.description
        self.name = file.person.name
        self.credentials = file.credentials.map { credential in
            Item(
                id: credential.id.description, type: credential.type, state: credential.state,
                number: credential.number,
                issuer: credential.issuer, multistate: credential.isMultistate,
                terms: file.terms(of: credential.id).map {
                    Validity(
                        id: $0.id.description, issued: $0.issuedOn, expires: $0.expiresOn, verified: $0.isVerified,
                        result: $0.result)
                })
        }
    }

    static let schema = Schema.object(["person": .uuid, "name": .text(), "credentials": .list(of: .any)])
}
