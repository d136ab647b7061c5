import Credentialing
import PraxisCore

extension BoardLine: APIObject {
    static let members: [APIMember<BoardLine>] = [
        APIMember("person") { $0.person }, APIMember("name") { $0.name }, APIMember("clinic") { $0.clinicSlug },
        APIMember("credential") { $0.credential }, APIMember("type") { $0.type },
        APIMember("state", .text(2...2).optional) { $0.state },
        APIMember("number", .text(1...40).optional) { $0.number }, APIMember("covered_until") { $0.coveredUntil },
        APIMember("days_left") { $0.daysLeft }, APIMember("status") { $0.bucket },
        APIMember("renewal_claimed") { $0.isRenewalClaimed }, APIMember("shifts_blocked") { $0.impact.blocked },
        APIMember("shifts_remarked") { $0.impact.remarked }, APIMember("shifts_in_four_weeks") { $0.impact.usual },
    ]
}

extension UncoveredShift: APIObject {
    static let members: [APIMember<UncoveredShift>] = [
        APIMember("clinic") { $0.clinicSlug }, APIMember("person") { $0.person }, APIMember("name") { $0.name },
        APIMember("credential") { $0.credential }, APIMember("type") { $0.type },
        APIMember("of_clinic") { $0.isOfClinic }, APIMember("assignment") { $0.assignment },
        APIMember("shift") { $0.shift }, APIMember("role") { $0.role }, APIMember("day") { $0.day },
        APIMember("hours") { $0.hours }, APIMember("blocked") { $0.isBlocked },
        APIMember("covers_until") { $0.coversUntil },
    ]
}

extension BoardBucket: APIWord {}

extension CredentialFile: APIObject {
    static let members: [APIMember<CredentialFile>] = [
        APIMember("person") { $0.person.id }, APIMember("name") { $0.person.name },
        APIMember("credentials") { file in
            file.credentials.map { held in
                Held(
                    credential: held, terms: file.terms(of: held.id), statuses: file.statuses(of: held.id),
                    checks: file.verifications.filter { $0.credential == held.id })
            }
        }, APIMember("errors") { $0.errors },
    ]

    /// A credential with its terms, and the checks of them.
    private struct Held: APIObject {
        let credential: HeldCredential
        let terms: [Term]
        let statuses: [StatusSpan]
        let checks: [Verification]

        static let members: [APIMember<Held>] = [
            APIMember("id") { $0.credential.id }, APIMember("type") { $0.credential.type },
            APIMember("state", .text(2...2).optional) { $0.credential.state },
            APIMember("number", .text(1...40).optional) { $0.credential.number },
            APIMember("issuer") { $0.credential.issuer }, APIMember("multistate") { $0.credential.isMultistate },
            APIMember("terms") { $0.terms }, APIMember("board_actions") { $0.statuses },
            APIMember("checks") { $0.checks },
        ]
    }
}

extension EntryError: APIObject {
    static let members: [APIMember<EntryError>] = [
        APIMember("credential") { $0.credential }, APIMember("title") { $0.title },
        APIMember("reason") { $0.reason }, APIMember("said_by") { $0.saidBy }, APIMember("said_at") { $0.saidAt },
    ]
}

extension Term: APIObject {
    static let members: [APIMember<Term>] = [
        APIMember("id") { $0.id }, APIMember("issued") { $0.issuedOn }, APIMember("expires") { $0.expiresOn },
        APIMember("verified") { $0.isVerified }, APIMember("result") { $0.result },
    ]
}

extension VerificationResult: APIWord {}

extension ClearanceAnswer: APIObject {
    static let members: [APIMember<ClearanceAnswer>] = [
        APIMember("verdict") { $0.verdict }, APIMember("may_work") { $0.mayWork },
        APIMember("may_not_bill") { $0.unbillable }, APIMember("reasons") { $0.reasons },
    ]
}

extension ClearanceVerdict: APIWord {}

/// With the sentence that people see.
extension ClearanceReason: APIObject {
    static let members: [APIMember<ClearanceReason>] = [
        APIMember("requirement") { $0.requirement }, APIMember("state") { $0.state },
        APIMember("severity") { $0.severity }, APIMember("level") { $0.level },
        APIMember("plans") { $0.plans ?? [] }, APIMember("sentence") { $0.sentence },
        APIMember("also") { $0.also }, APIMember("jurisdiction") { $0.jurisdiction }, APIMember("days") { $0.days },
        APIMember("covers_until") { $0.coversUntil }, APIMember("covers_from") { $0.coversFrom },
        APIMember("citation") { $0.citation },
        APIMember("holder") { $0.holder }, APIMember("service") { $0.service },
        APIMember("rule_version") { $0.ruleVersion }, APIMember("override_id") { $0.overrideID },
    ]
}

extension ClearanceReason.Days: APIObject {
    static let members: [APIMember<ClearanceReason.Days>] = [
        APIMember("from") { $0.from }, APIMember("through") { $0.through },
    ]
}
