import Credentialing
import PraxisCore

extension Reminder: APIObject {
    static let members: [APIMember<Reminder>] = [
        APIMember("id") { $0.id }, APIMember("person") { $0.person }, APIMember("name") { $0.name },
        APIMember("credential") { $0.credential }, APIMember("enrollment") { $0.enrollment },
        APIMember("clinic") { $0.clinic }, APIMember("title") { $0.title }, APIMember("as") { $0.audience },
        APIMember("ends") { $0.endsOn },
        APIMember("told") { $0.toldOn }, APIMember("read") { $0.isRead }, APIMember("settled") { $0.isSettled },
        APIMember("renewal_claimed") { $0.isRenewalClaimed },
    ]
}

extension ReminderAudience: APIWord {}

extension ReminderRuleEntry: APIObject {
    static let members: [APIMember<ReminderRuleEntry>] = [
        APIMember("id") { $0.id }, APIMember("kind") { $0.kind },
        APIMember("thresholds") { $0.rule.thresholds }, APIMember("repeat") { $0.rule.repeatDays },
        APIMember("manager") { $0.rule.escalation[.clinicManager] },
        APIMember("administrator") { $0.rule.escalation[.practiceAdministrator] },
        APIMember("director") { $0.rule.escalation[.medicalDirector] }, APIMember("starts") { $0.startsOn },
        APIMember("ends") { $0.endsOn }, APIMember("citation") { $0.citation },
    ]
}
