import Credentialing
import Postgres
import PraxisCore

extension CommitteeMeeting: APIObject {
    static let members: [APIMember<CommitteeMeeting>] = [
        APIMember("id") { $0.id }, APIMember("day") { $0.meetsOn }, APIMember("quorum") { $0.quorum },
        APIMember("files") { $0.items }, APIMember("attending") { $0.attending }, APIMember("closed") { $0.isClosed },
        APIMember("signed_by") { $0.signedBy }, APIMember("signed_at") { $0.signedAt },
    ]
}

/// A meeting with its members, agenda and votes; the words of the minutes are peer review and stay on the pages.
struct MeetingAnswer: APIObject {
    let record: MeetingRecord

    static let members: [APIMember<MeetingAnswer>] =
        CommitteeMeeting.members.map { member in member.of { (answer: MeetingAnswer) in answer.record.meeting } } + [
            APIMember("members") { $0.record.members }, APIMember("agenda") { $0.record.agenda },
            APIMember("votes") { $0.record.votes }, APIMember("papers") { $0.record.papers },
        ]
}

extension CommitteeMember: APIObject {
    static let members: [APIMember<CommitteeMember>] = [
        APIMember("id") { $0.id }, APIMember("person") { $0.person }, APIMember("name") { $0.name },
        APIMember("chair") { $0.isChair }, APIMember("attends") { $0.attends },
    ]
}

/// `version` is the file’s; `outcome` is a ballot, `no_quorum` or `no_majority`.
extension AgendaItem: APIObject {
    static let members: [APIMember<AgendaItem>] = [
        APIMember("file") { $0.file }, APIMember("name") { $0.name }, APIMember("state") { $0.state },
        APIMember("version") { $0.version }, APIMember("outcome") { $0.outcome }, APIMember("late") { $0.isLate },
    ]
}

extension CommitteeVote: APIObject {
    static let members: [APIMember<CommitteeVote>] = [
        APIMember("file") { $0.file }, APIMember("member") { $0.member }, APIMember("vote") { $0.vote },
        APIMember("reason") { $0.reason }, APIMember("given") { $0.given }, APIMember("recorded_by") { $0.recordedBy },
    ]
}

extension CommitteePaper: APIObject {
    static let members: [APIMember<CommitteePaper>] = [
        APIMember("id") { $0.id }, APIMember("name") { $0.name }, APIMember("sha256") { Hexadecimal.text($0.digest) },
        APIMember("filed_by") { $0.filedBy }, APIMember("filed_at") { $0.filedAt },
    ]
}

extension CommitteeSeat: APIObject {
    static let members: [APIMember<CommitteeSeat>] = [
        APIMember("id") { $0.id }, APIMember("person") { $0.person }, APIMember("name") { $0.name },
        APIMember("chair") { $0.isChair }, APIMember("starts") { $0.startsOn }, APIMember("ends") { $0.endsOn },
        APIMember("meetings") { $0.meetings },
    ]
}
