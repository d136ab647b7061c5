package import Postgres
package import PraxisCore

/// What a member of the committee reads of a file before voting on it.
package struct CommitteePacket: Codable, Sendable {
    /// How an element of the file stands.
    package struct Item: Codable, Sendable {
        package let element: String
        package let title: String
        /// Whether what the source answered stays with those who prepare and decide files.
        package let peer: Bool
        package let citation: String
        package let status: ChecklistItem.Status
        package let verified: LocalDate?
        package let usable: LocalDate?
        /// Why it does not apply.
        package let exception: String?
    }

    /// What somebody had to look into, and the last word on it.
    package struct Flag: Codable, Sendable {
        package let red: Bool
        package let element: String?
        package let summary: String
        package let outcome: FileFlag.Outcome?
        package let note: String?
    }

    /// A document that proves a check.
    package struct Document: Codable, Sendable {
        package let element: String
        /// Not told of peer review.
        package let name: String?
        package let sha256: String
        package let verified: LocalDate
    }

    /// The application that was signed last.
    package struct Application: Codable, Sendable {
        package let attempt: Int
        package let signedOn: LocalDate
        /// SHA-256 of all that was signed.
        package let digest: [UInt8]
        /// What was signed, but for the answers about health.
        package let content: SignedApplication
    }

    package let meeting: CommitteeMeeting.ID
    package let meetsOn: LocalDate
    package let file: CycleFile.ID
    package let name: String
    package let cycle: FileCycle
    package let role: String
    package let specialties: [String]
    package let plannedOn: LocalDate?
    package let items: [Item]
    package let flags: [Flag]
    package let documents: [Document]
    package let application: Application?
}

extension CommitteePacket: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.meeting = try row.read()
        self.meetsOn = try row.read()
        self.file = try row.read()
        self.name = try row.read()
        let cycle: String = try row.read()
        self.cycle = FileCycle(rawValue: cycle) ?? .initial
        self.role = try row.read()
        self.specialties = try row.read()
        self.plannedOn = try row.read()
        let items: JSONColumn<[Item]> = try row.read()
        self.items = items.value
        let flags: JSONColumn<[Flag]> = try row.read()
        self.flags = flags.value
        let documents: JSONColumn<[Document]> = try row.read()
        self.documents = documents.value
        self.application = try Application(row: &row)
    }
}

extension CommitteePacket.Application {
    init?(row: inout RowReader) throws(PostgresError) {
        let attempt: Int? = try row.read()
        let signedOn: LocalDate? = try row.read()
        let digest: [UInt8]? = try row.read()
        let content: JSONColumn<SignedApplication>? = try row.read()
        guard let attempt, let signedOn, let digest, let content else { return nil }
        self.attempt = attempt
        self.signedOn = signedOn
        self.digest = digest
        self.content = content.value
    }
}
