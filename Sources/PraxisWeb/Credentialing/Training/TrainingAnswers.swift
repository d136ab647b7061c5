import Credentialing
import PraxisCore

extension DutyState: APIWord {}
extension TrainingCompletion.Result: APIWord {}
extension TrainingClaim.State: APIWord {}

extension DutyRow: APIObject {
    static let members: [APIMember<DutyRow>] = [
        APIMember("person") { $0.person.id }, APIMember("name") { $0.person.name },
        APIMember("clinics") { $0.person.clinics }, APIMember("duties") { $0.duties },
    ]
}

extension Duty: APIObject {
    static let members: [APIMember<Duty>] = [
        APIMember("kind") { $0.subject.kind }, APIMember("code") { $0.subject.code },
        APIMember("name") { $0.subject.name }, APIMember("state") { $0.state }, APIMember("since") { $0.since },
        APIMember("due") { $0.due }, APIMember("version") { $0.version },
        APIMember("done_version") { $0.doneVersion }, APIMember("done_on") { $0.doneOn },
    ]
}

/// A course with its versions and rules.
struct CourseAnswer: APIObject {
    let course: TrainingCourse
    let catalog: TrainingCatalog

    static let members: [APIMember<CourseAnswer>] = [
        APIMember("id") { $0.course.id }, APIMember("code") { $0.course.code }, APIMember("name") { $0.course.name },
        APIMember("ends") { $0.course.endsOn }, APIMember("version") { $0.course.version },
        APIMember("kept_years") { $0.course.retention.years }, APIMember("kept_by") { $0.course.retention.citation },
        APIMember("versions") { $0.catalog.versions[$0.course.id] ?? [] },
        APIMember("rules") { answer in answer.catalog.rules.filter { $0.course == answer.course.id } },
        APIMember("gates") { answer in answer.catalog.gates.filter { $0.course == answer.course.id } },
    ]
}

extension TrainingVersion: APIObject {
    static let members: [APIMember<TrainingVersion>] = [
        APIMember("number") { $0.number }, APIMember("summary") { $0.summary }, APIMember("link") { $0.link },
        APIMember("document") { $0.document }, APIMember("minutes") { $0.minutes },
        APIMember("passing_score") { $0.passingScore }, APIMember("every") { $0.recurrence?.every },
        APIMember("unit") { $0.recurrence?.unit.rawValue }, APIMember("anchor") { $0.recurrence?.anchor.rawValue },
        APIMember("warn_days") { $0.warnDays }, APIMember("retake_days") { $0.retakeDays },
        APIMember("citation") { $0.citation }, APIMember("effective") { $0.effectiveFrom },
    ]
}

extension TrainingRule: APIObject {
    static let members: [APIMember<TrainingRule>] = [
        APIMember("id") { $0.id }, APIMember("clinic") { $0.clinic }, APIMember("position") { $0.position },
        APIMember("role") { $0.role }, APIMember("exposure") { $0.exposure }, APIMember("due_days") { $0.dueDays },
        APIMember("starts") { $0.startsOn }, APIMember("ends") { $0.endsOn }, APIMember("citation") { $0.citation },
    ]
}

extension TrainingGate: APIObject {
    static let members: [APIMember<TrainingGate>] = [
        APIMember("id") { $0.id }, APIMember("clinic") { $0.clinic }, APIMember("role") { $0.role },
        APIMember("severity") { $0.severity }, APIMember("starts") { $0.startsOn }, APIMember("ends") { $0.endsOn },
        APIMember("citation") { $0.citation },
    ]
}

extension TrainingCompletion: APIObject {
    static let members: [APIMember<TrainingCompletion>] = [
        APIMember("id") { $0.id }, APIMember("course") { $0.course }, APIMember("course_name") { $0.courseName },
        APIMember("version") { $0.version }, APIMember("summary") { $0.summary },
        APIMember("completed") { $0.completedOn }, APIMember("result") { $0.result }, APIMember("score") { $0.score },
        APIMember("minutes") { $0.minutes }, APIMember("trainer") { $0.trainer },
        APIMember("qualification") { $0.qualification }, APIMember("job_title") { $0.jobTitle },
        APIMember("valid_through") { $0.validThrough }, APIMember("evidence") { $0.evidence },
        APIMember("supersedes") { $0.supersedes }, APIMember("corrected") { $0.isSuperseded },
        APIMember("reason") { $0.reason }, APIMember("kept_through") { $0.keptThrough },
    ]
}

extension TrainingClaim: APIObject {
    static let members: [APIMember<TrainingClaim>] = [
        APIMember("id") { $0.id }, APIMember("person") { $0.person }, APIMember("course") { $0.course },
        APIMember("completed") { $0.completedOn }, APIMember("trainer") { $0.trainer },
        APIMember("state") { $0.state }, APIMember("reason") { $0.reason },
    ]
}

extension TrainingFile: APIObject {
    static let members: [APIMember<TrainingFile>] = [
        APIMember("duties") { $0.duties }, APIMember("completions") { $0.completions },
        APIMember("certificates") { $0.claims }, APIMember("acknowledgements") { $0.acknowledgements },
    ]
}

extension PolicyAcknowledgement: APIObject {
    static let members: [APIMember<PolicyAcknowledgement>] = [
        APIMember("policy") { $0.policy }, APIMember("version") { $0.number }, APIMember("at") { $0.at },
        APIMember("on") { $0.on },
        APIMember("sha256") { $0.digest },
    ]
}
