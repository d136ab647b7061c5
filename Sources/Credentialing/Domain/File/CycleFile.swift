package import Postgres
package import PraxisCore

/// Why a file was opened.
package enum FileCycle: String, CaseIterable, Codable, Sendable {
    case initial, recred, offcycle

    package var title: String {
        switch self {
        case .initial: "Initial"
        case .recred: "Recredentialing"
        case .offcycle: "Off cycle"
        }
    }
}

/// One credentialing cycle of a person, with how far it is.
package struct CycleFile: Hashable, Sendable {
    package typealias ID = Identifier<CycleFile>

    package let id: ID
    package let person: Person.ID
    package let name: String
    package let cycle: FileCycle
    package let role: String
    package let state: FileState
    /// The day on which the file is meant to be decided.
    package let plannedOn: LocalDate?
    /// When the last decision runs out.
    package let dueOn: LocalDate?
    package let assignee: String?
    package let version: Int
    package let done: Int
    package let needed: Int
    package let openFlags: Int
    package let standingFlags: Int
    /// In days since it was opened.
    package let age: Int
    /// What ends first. Of an open file: the day planned, the day due, a check that grows too old, the time to look through an
    /// application. Of a decided one: by when the person is told, the time to appeal, a report for whoever may know of it, the approval.
    package let deadline: LocalDate?
    package let outcome: FileOutcome?
    /// Whether nothing stands against it, no flag, exception or limited credential, so that the medical director may decide
    /// alone.
    package let isClean: Bool
    /// How many days after the last approval it would be decided: a deficiency (R6).
    package let daysLate: Int?
    /// Whether that is too late for a recredentialing, so that everything of an initial file is asked.
    package let needsInitial: Bool
    /// By when somebody says that an application which came in is complete, or returns it.
    package let completeBy: LocalDate?

    package var roleTitle: String { ClinicalRole(rawValue: self.role)?.title ?? self.role }
}

extension CycleFile: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.id = try row.read()
        self.person = try row.read()
        self.name = try row.read()
        let cycle: String = try row.read()
        self.cycle = FileCycle(rawValue: cycle) ?? .initial
        self.role = try row.read()
        let state: String = try row.read()
        self.state = FileState(rawValue: state) ?? .draft
        self.plannedOn = try row.read()
        self.dueOn = try row.read()
        self.assignee = try row.read()
        self.version = try row.read()
        self.done = try row.read()
        self.needed = try row.read()
        self.openFlags = try row.read()
        self.standingFlags = try row.read()
        self.age = try row.read()
        self.deadline = try row.read()
        let outcome: String? = try row.read()
        self.outcome = outcome.flatMap(FileOutcome.init(rawValue:))
        self.isClean = try row.read()
        self.daysLate = try row.read()
        self.needsInitial = try row.read()
        self.completeBy = try row.read()
    }
}

/// What can be changed of a file beside its state.
package struct FileDetails: Hashable, Sendable {
    package let plannedOn: LocalDate?
    package let hasNoNPI: Bool
    package let note: String?
    package let version: Int
    /// The practice's day, by which ages and decisions are counted.
    package let today: LocalDate
    package let applicant: ApplicantAccount
}

/// How the person of a file reaches the own page.
package enum ApplicantAccount: String, CaseIterable, Sendable {
    case active
    /// The account waits for its first sign-in.
    case invited
    /// No account that may apply: nothing is mailed, and nobody fills in the application.
    case none
}

extension FileDetails: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.plannedOn = try row.read()
        self.hasNoNPI = try row.read()
        self.note = try row.read()
        self.version = try row.read()
        self.today = try row.read()
        let applicant: String? = try row.read()
        self.applicant = applicant.flatMap(ApplicantAccount.init(rawValue:)) ?? .none
    }
}
