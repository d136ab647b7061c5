import Credentialing
import Hummingbird
import PraxisCore

/// What is put on record of clinics' certificates, for programs: checks, what authorities did, and documents.
struct ClinicRecordAPI: Controller {
    let credentialing: CredentialingService

    var routes: [Route] {
        [
            .api(
                .post, "/api/v1/{scope}/clinic/terms/{term}/verifications", .verificationWrite,
                "Record a check of a clinic credential; a program confirms and corrects none",
                takes: .object(
                    printedProperties,
                    [
                        "method": .choice(VerificationMethod.allCases.map(\.rawValue)), "source": .text(),
                        "query": .text(1...2000).optional, "result": VerificationResult.schema,
                        "reference": .text().optional, "spoken_to": .text(1...200).optional, "document": .uuid.optional,
                        "as_of": .date.optional, "note": .text(1...2000).optional, "supersedes": .uuid.optional,
                        "reason": .text(1...2000).optional,
                    ]), status: .noContent, self.verify),
            .api(
                .post, "/api/v1/{scope}/clinic/credentials/{credential}/statuses", .verificationWrite,
                "Record what an authority did to a clinic credential",
                takes: .object([
                    "status": ClinicStatusSpan.Status.schema, "starts": .date, "ends": .date.optional,
                    "source": .text(), "supersedes": .uuid.optional, "reason": .text(1...2000).optional,
                ]), answers: .created, status: .created, self.createStatus),
            .api(
                .post, "/api/v1/{scope}/clinic/terms/{term}/documents", .credentialWrite,
                "Put a document of a clinic credential on file",
                query: [QueryItem("name", .text(1...200), "Its name")], body: .upload(limit: DocumentDraft.limit),
                answers: .created, status: .created, self.addDocument),
            .api(
                .post, "/api/v1/{scope}/clinic/documents/{document}/openings", .credentialRead,
                "Open a document of a clinic credential, which the trail keeps",
                answers: .openedDocument, self.open),
        ]
    }

    @Sendable private func verify(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        try await self.credentialing.verify(
            try context.parameters.require("term"), try VerificationDraft.ofClinic { fields[$0] }, as: context.caller)
        return .noContent
    }

    @Sendable private func createStatus(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        return .created(
            try await self.credentialing.add(
                try ClinicStatusDraft { fields[$0] }, to: try context.parameters.require("credential"),
                as: context.caller))
    }

    @Sendable private func addDocument(request: Request, context: ScopedContext) async throws -> Response {
        .created(
            try await self.credentialing.keep(
                try context.clinicDocument(named: context.query["name"]), of: try context.parameters.require("term"),
                as: context.caller))
    }

    @Sendable private func open(request: Request, context: ScopedContext) async throws -> Response {
        let (document, bytes) = try await self.credentialing.open(
            try context.parameters.require("document"), as: context.caller)
        return .opened(document.name, document.mediaType, document.digest, bytes)
    }
}

extension ClinicStatusSpan: APIObject {
    static let members: [APIMember<ClinicStatusSpan>] = [
        APIMember("id") { $0.id }, APIMember("status") { $0.status }, APIMember("starts") { $0.startsOn },
        APIMember("ends") { $0.endsOn }, APIMember("source") { $0.source },
    ]
}

extension ClinicStatusSpan.Status: APIWord {}

extension ClinicCheck: APIObject {
    static let members: [APIMember<ClinicCheck>] = [
        APIMember("id") { $0.id }, APIMember("term") { $0.term }, APIMember("method", .anyText) { $0.method.rawValue },
        APIMember("source") { $0.source }, APIMember("query") { $0.query }, APIMember("result") { $0.result },
        APIMember("reference") { $0.reference }, APIMember("spoken_to") { $0.spokenTo },
        APIMember("verified_at") { $0.verifiedAt }, APIMember("corrected") { $0.isSuperseded },
    ]
}

extension ClinicDocument: APIObject {
    static let members: [APIMember<ClinicDocument>] = [
        APIMember("id") { $0.id }, APIMember("term") { $0.term }, APIMember("name") { $0.name },
        APIMember("media_type") { $0.mediaType }, APIMember("size") { Int($0.size) },
        APIMember("sha256") { $0.digest }, APIMember("added_by") { $0.addedBy }, APIMember("added_at") { $0.addedAt },
    ]
}
