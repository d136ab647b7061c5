package import Postgres
package import PraxisCore

/// A certificate that somebody handed in about the own training.
package struct TrainingClaim: Hashable, Sendable {
    package typealias ID = Identifier<TrainingClaim>

    /// What became of it.
    package enum State: String, CaseIterable, Codable, Sendable {
        case waiting, accepted, declined

        package var title: String {
            switch self {
            case .waiting: "Waits for review"
            case .accepted: "Accepted"
            case .declined: "Declined"
            }
        }
    }

    package let id: ID
    package let person: Person.ID
    package let name: String
    package let course: TrainingCourse.ID
    package let courseName: String
    package let completedOn: LocalDate
    package let trainer: String
    package let fileName: String
    package let handedIn: Instant
    package let state: State
    package let reason: String?
    package let decidedBy: String?
    /// Whether the caller is the person it is about.
    package let isOwn: Bool
}

extension TrainingClaim: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.person = try row.read()
        self.name = try row.read()
        self.course = try row.read()
        self.courseName = try row.read()
        self.completedOn = try row.read()
        self.trainer = try row.read()
        self.fileName = try row.read()
        self.handedIn = try row.read()
        let state: String = try row.read()
        self.state = State(rawValue: state) ?? .waiting
        self.reason = try row.read()
        self.decidedBy = try row.read()
        self.isOwn = try row.read()
    }
}
