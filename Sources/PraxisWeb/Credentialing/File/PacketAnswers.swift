import Credentialing
import Postgres
import PraxisCore

/// The packet of a file; the words of the application are peer review and stay on the page.
extension CommitteePacket: APIObject {
    static let members: [APIMember<CommitteePacket>] = [
        APIMember("meeting") { $0.meeting }, APIMember("meets_on") { $0.meetsOn }, APIMember("file") { $0.file },
        APIMember("name") { $0.name }, APIMember("cycle") { $0.cycle }, APIMember("role") { $0.role },
        APIMember("specialties") { $0.specialties }, APIMember("planned") { $0.plannedOn },
        APIMember("items") { $0.items }, APIMember("flags") { $0.flags }, APIMember("documents") { $0.documents },
        APIMember("application") { $0.application },
    ]
}

extension CommitteePacket.Item: APIObject {
    static let members: [APIMember<CommitteePacket.Item>] = [
        APIMember("element") { $0.element }, APIMember("title") { $0.title }, APIMember("status") { $0.status },
        APIMember("verified_on") { $0.verified }, APIMember("usable_until") { $0.usable },
        APIMember("exception") { $0.exception },
    ]
}

extension CommitteePacket.Flag: APIObject {
    static let members: [APIMember<CommitteePacket.Flag>] = [
        APIMember("red") { $0.red }, APIMember("element") { $0.element }, APIMember("summary") { $0.summary },
        APIMember("outcome") { $0.outcome }, APIMember("note") { $0.note },
    ]
}

extension CommitteePacket.Document: APIObject {
    static let members: [APIMember<CommitteePacket.Document>] = [
        APIMember("element") { $0.element }, APIMember("name") { $0.name }, APIMember("sha256") { $0.sha256 },
        APIMember("verified_on") { $0.verified },
    ]
}

extension CommitteePacket.Application: APIObject {
    static let members: [APIMember<CommitteePacket.Application>] = [
        APIMember("round") { $0.attempt }, APIMember("signed_on") { $0.signedOn },
        APIMember("sha256") { Hexadecimal.text($0.digest) },
    ]
}
