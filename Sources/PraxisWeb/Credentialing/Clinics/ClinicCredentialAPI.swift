import Credentialing
import Hummingbird
import PraxisCore

/// What clinics hold and may do, for programs.
struct ClinicCredentialAPI: Controller {
    let credentialing: CredentialingService

    var routes: [Route] {
        [
            .api(
                .get, "/api/v1/{scope}/clinic/credentials", .credentialRead, "Read what a clinic holds",
                answers: ClinicFile.schema, self.show),
            .api(
                .get, "/api/v1/{scope}/clinic/services", .credentialRead, "List what clinics may do today",
                answers: .page(of: ServiceStanding.schema), self.services),
            .api(
                .post, "/api/v1/{scope}/clinic/credentials", .credentialWrite, "Put a clinic credential on file",
                takes: .object([
                    "type": .text(1...32), "number": .text(1...40).optional, "issuer": .text(1...200).optional,
                    "issued": .date, "expires": .date.optional,
                ]), answers: .created, status: .created, self.create),
            .api(
                .post, "/api/v1/{scope}/clinic/credentials/{credential}/terms", .credentialWrite,
                "Add a term of a clinic credential",
                takes: .object([
                    "issued": .date, "expires": .date.optional, "supersedes": .uuid.optional,
                    "reason": .text(1...2000).optional,
                ]),
                answers: .created, status: .created, self.createTerm),
            .api(
                .post, "/api/v1/{scope}/clinic/laboratory-directors", .credentialWrite,
                "Change who directs the clinic's laboratory",
                takes: .object(["name": .text(1...200), "starts": .date]), answers: .created, status: .created,
                self.appoint),
            .api(
                .post, "/api/v1/{scope}/clinic/laboratory-directors/{director}/notice", .credentialWrite,
                "Record that the program was told of a laboratory director", takes: .object(["notified": .date]),
                status: .noContent, self.notice),
        ]
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        .json(try await self.credentialing.clinicFile(as: context.caller))
    }

    @Sendable private func services(request: Request, context: ScopedContext) async throws -> Response {
        .json(JSONPage(try await self.credentialing.standing(as: context.caller)))
    }

    @Sendable private func create(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        let file = try await self.credentialing.clinicFile(as: context.caller)
        let draft = try ClinicCredentialDraft({ fields[$0] }, types: file.types)
        return .created(try await self.credentialing.add(draft, as: context.caller))
    }

    @Sendable private func createTerm(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        let credential: ClinicCredential.ID = try context.parameters.require("credential")
        return .created(
            try await self.credentialing.add(try TermDraft { fields[$0] }, to: credential, as: context.caller))
    }

    @Sendable private func appoint(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        return .created(try await self.credentialing.appoint(try DirectorDraft { fields[$0] }, as: context.caller))
    }

    @Sendable private func notice(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        try await self.credentialing.noticeSent(
            try context.parameters.require("director"), on: fields["notified"].flatMap { LocalDate($0) },
            as: context.caller)
        return .noContent
    }
}

extension ClinicFile: APIObject {
    static let members: [APIMember<ClinicFile>] = [
        APIMember("clinic") { $0.site.slug }, APIMember("services") { $0.standing },
        APIMember("credentials") { file in
            file.credentials.map { held in
                let terms = file.terms(of: held.id)
                return Held(
                    credential: held, terms: terms, statuses: file.statuses(of: held.id),
                    checks: terms.flatMap { file.checks(of: $0.id) }, documents: file.documents(of: held.id))
            }
        },
        APIMember("laboratory_directors") { $0.directors },
    ]

    /// A certificate with its terms, and what is on record of it.
    private struct Held: APIObject {
        let credential: ClinicCredential
        let terms: [ClinicTerm]
        let statuses: [ClinicStatusSpan]
        let checks: [ClinicCheck]
        let documents: [ClinicDocument]

        static let members: [APIMember<Held>] = [
            APIMember("id") { $0.credential.id }, APIMember("type") { $0.credential.type },
            APIMember("number") { $0.credential.number }, APIMember("issuer") { $0.credential.issuer },
            APIMember("terms") { $0.terms }, APIMember("authority_actions") { $0.statuses },
            APIMember("checks") { $0.checks }, APIMember("documents") { $0.documents },
        ]
    }
}

extension ClinicTerm: APIObject {
    static let members: [APIMember<ClinicTerm>] = [
        APIMember("id") { $0.id }, APIMember("issued") { $0.issuedOn }, APIMember("expires") { $0.expiresOn },
        APIMember("verified") { $0.isVerified }, APIMember("counted_through") { $0.countedThrough },
        APIMember("result") { $0.result },
    ]
}

extension ServiceStanding: APIObject {
    static let members: [APIMember<ServiceStanding>] = [
        APIMember("clinic") { $0.clinicSlug }, APIMember("service") { $0.service }, APIMember("needs") { $0.type },
        APIMember("name") { $0.typeName }, APIMember("severity") { $0.severity },
        APIMember("covered") { $0.isCovered }, APIMember("covered_until") { $0.coveredUntil },
        APIMember("barred_by") { $0.barredBy }, APIMember("limited") { $0.isLimited },
        APIMember("citation") { $0.citation },
    ]
}

extension LaboratoryDirector: APIObject {
    static let members: [APIMember<LaboratoryDirector>] = [
        APIMember("id") { $0.id }, APIMember("name") { $0.name }, APIMember("starts") { $0.startsOn },
        APIMember("notice_due") { $0.noticeDue }, APIMember("notified") { $0.notifiedOn },
    ]
}
