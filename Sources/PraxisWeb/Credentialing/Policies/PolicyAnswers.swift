import Credentialing
import PraxisCore

extension PolicyVersion.Change: APIWord {}
extension PolicyVersion.State: APIWord {}

/// A policy with its versions and rules, as of a day.
struct PolicyAnswer: APIObject {
    let policy: Policy
    let catalog: PolicyCatalog
    let day: LocalDate

    static let members: [APIMember<PolicyAnswer>] = [
        APIMember("id") { $0.policy.id }, APIMember("code") { $0.policy.code }, APIMember("name") { $0.policy.name },
        APIMember("ends") { $0.policy.endsOn }, APIMember("version") { $0.policy.version },
        APIMember("versions") { answer in
            (answer.catalog.versions[answer.policy.id] ?? []).map { PolicyVersionAnswer(version: $0, day: answer.day) }
        },
        APIMember("rules") { answer in answer.catalog.rules.filter { $0.policy == answer.policy.id } },
    ]
}

/// A version of a policy, as of a day.
struct PolicyVersionAnswer: APIObject {
    let version: PolicyVersion
    let day: LocalDate

    static let members: [APIMember<PolicyVersionAnswer>] = [
        APIMember("number") { $0.version.number }, APIMember("title") { $0.version.title },
        APIMember("text") { $0.version.body }, APIMember("document") { $0.version.document },
        APIMember("state") { $0.version.state(on: $0.day) }, APIMember("change") { $0.version.change },
        APIMember("change_reason") { $0.version.changeReason }, APIMember("due_days") { $0.version.dueDays },
        APIMember("draft_version") { $0.version.version }, APIMember("sha256") { $0.version.digest },
        APIMember("approved_by") { $0.version.approvedBy }, APIMember("effective") { $0.version.effectiveFrom },
        APIMember("ends") { $0.version.endsOn },
    ]
}
