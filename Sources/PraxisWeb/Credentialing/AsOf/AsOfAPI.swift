import Credentialing
import HTTPTypes
import Hummingbird
import PraxisCore

/// What a person held and where they could work on a day, as it was known at an instant, for programs.
struct AsOfAPI: Controller {
    let credentialing: CredentialingService

    var routes: [Route] {
        [
            .api(
                .get, "/api/v1/{scope}/people/{person}/as-of", .credentialRead,
                "Read a credential file as of a day, as it was known at an instant", query: AsOf.queryItems,
                answers: FileAsOf.schema, self.show)
        ]
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        let asOf = try await context.asOfOrNow()
        return .json(
            try await self.credentialing.file(
                of: try context.parameters.require("person"), asOf, as: context.caller))
    }
}

extension FileAsOf: APIObject {
    static let members: [APIMember<FileAsOf>] = [
        APIMember("person") { $0.person.id }, APIMember("name") { $0.person.name },
        APIMember("valid") { $0.asOf.valid }, APIMember("known") { $0.asOf.known }, APIMember("zone") { $0.asOf.zone },
        APIMember("clearance") { $0.clearances },
        APIMember("overrides") { $0.overrides },
        APIMember("credentials") { file in file.credentials.map { Held(file: file, credential: $0) } },
        APIMember("recorded_since") { $0.later }, APIMember("recorded_since_cut") { $0.isCut },
    ]

    /// A credential with what it was worth on the day.
    private struct Held: APIObject {
        let file: FileAsOf
        let credential: HeldCredential

        static let members: [APIMember<Held>] = [
            APIMember("id") { $0.credential.id }, APIMember("type") { $0.credential.type },
            APIMember("state", .text(2...2).optional) { $0.credential.state },
            APIMember("number", .text(1...40).optional) { $0.credential.number },
            APIMember("on_day") { $0.file.standing(of: $0.credential.id) },
            APIMember("terms") { $0.file.terms(of: $0.credential.id) },
            APIMember("board_actions") { $0.file.statuses(of: $0.credential.id) },
            APIMember("checks") { $0.file.verifications(of: $0.credential.id) },
        ]
    }
}

extension CredentialStanding.State: APIWord {}

extension DayClearance: APIObject {
    static let members: [APIMember<DayClearance>] = [
        APIMember("clinic") { $0.clinicSlug }, APIMember("role") { $0.role },
        APIMember("verdict") { $0.answer.verdict },
        APIMember("reasons") { $0.answer.reasons },
    ]
}

extension HeldOverride: APIObject {
    static let members: [APIMember<HeldOverride>] = [
        APIMember("id") { $0.id }, APIMember("requirement") { $0.requirement }, APIMember("clinic") { $0.clinic },
        APIMember("from") { $0.starts }, APIMember("until") { $0.ends }, APIMember("approved_at") { $0.approvedAt },
    ]
}

extension StatusSpan: APIObject {
    static let members: [APIMember<StatusSpan>] = [
        APIMember("id") { $0.id }, APIMember("status") { $0.status }, APIMember("starts") { $0.startsOn },
        APIMember("ends") { $0.endsOn },
        APIMember("source") { $0.source },
    ]
}

extension StatusSpan.Status: APIWord {}

extension Verification: APIObject {
    static let members: [APIMember<Verification>] = [
        APIMember("id") { $0.id }, APIMember("term") { $0.term },
        APIMember("method", .anyText) { $0.method.rawValue },
        APIMember("source") { $0.source }, APIMember("result") { $0.result },
        APIMember("reference") { $0.reference }, APIMember("spoken_to") { $0.spokenTo },
        APIMember("verified_at") { $0.verifiedAt }, APIMember("recorded_late") { $0.isRecordedLate },
        APIMember("by_program") { $0.isFetched }, APIMember("waits_for_review") { $0.waitsForReview },
        APIMember("accepted") { $0.review?.isAccepted }, APIMember("corrected") { $0.isSuperseded },
    ]
}

extension RecordedFact: APIObject {
    static let members: [APIMember<RecordedFact>] = [
        APIMember("kind") { $0.kind }, APIMember("about") { $0.subject }, APIMember("recorded_at") { $0.recordedAt },
        APIMember("recorded_by") { $0.recordedBy }, APIMember("corrects") { $0.isCorrection },
        APIMember("sentence") { $0.sentence }, APIMember("reason") { $0.reason },
    ]
}

extension RecordedFact.Kind: APIWord {}
