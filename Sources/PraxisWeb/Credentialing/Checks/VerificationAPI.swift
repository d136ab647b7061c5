package import Credentialing
import HTTPTypes
import Hummingbird
import PraxisCore

/// Checks of people's terms for programs. What a program records counts once a person has accepted it.
package struct VerificationAPI: Controller {
    let credentialing: CredentialingService

    package init(credentialing: CredentialingService) { self.credentialing = credentialing }

    package var routes: [Route] {
        [
            .api(
                .post, "/api/v1/{scope}/people/{person}/terms/{term}/verifications", .verificationWrite,
                "Record a check of a term; a program corrects none",
                takes: .object(
                    printedProperties,
                    [
                        "query": .text(1...2000).optional,
                        "method": .choice(VerificationMethod.allCases.map(\.rawValue)), "source": .text(),
                        "result": VerificationResult.schema, "reference": .text().optional,
                        "spoken_to": .text(1...200).optional, "document": .uuid.optional, "as_of": .date.optional,
                        "checked": .date.optional, "note": .text(1...2000).optional, "supersedes": .uuid.optional,
                        "reason": .text(1...2000).optional,
                    ]), answers: .created, status: .created, self.verify),
            .api(
                .post, "/api/v1/{scope}/people/{person}/verifications/{verification}/review", .verificationWrite,
                "Accept or reject a check that a program made",
                takes: .object(["accepted": .boolean, "note": .text(1...2000).optional]), status: .noContent,
                self.review),
        ]
    }

    @Sendable private func verify(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        let id = try await self.credentialing.verify(
            try context.parameters.require("term"), of: try context.parameters.require("person"),
            try VerificationDraft { fields[$0] }, as: context.caller)
        return .created(id)
    }

    @Sendable private func review(request: Request, context: ScopedContext) async throws -> Response {
        let input: CheckReviewInput = try context.json()
        try await self.credentialing.review(
            try context.parameters.require("verification"), of: try context.parameters.require("person"),
            try input.draft(), as: context.caller)
        return .noContent
    }
}

/// What a caller says of a check that a program fetched.
struct CheckReviewInput: Decodable {
    let accepted: Bool
    let note: String?

    func draft() throws(FieldErrors) -> CheckReviewDraft {
        try CheckReviewDraft(accepted: self.accepted, note: self.note)
    }
}

/// What a source prints, as programs send it.
let printedProperties: KeyValuePairs<String, Schema> = [
    "printed_standing": .choice(PrintedValues.Standing.allCases.map(\.rawValue)).optional,
    "printed_status": .text(1...500).optional, "printed_number": .text(1...500).optional,
    "printed_issued": .date.optional, "printed_expires": .date.optional,
    "printed_restrictions": .text(1...500).optional, "printed_discipline": .text(1...500).optional,
]
