package import Postgres
package import PraxisCore

/// Files of some people as they are now, for who surveys the practice.
package struct Binder: Sendable {
    package typealias ID = Identifier<Binder>

    /// The most bytes of documents that one binder takes.
    package static let documentLimit: Int64 = 500 << 20

    package let id: ID
    package let request: BinderRequest
    package let preparedAt: Instant
    /// Who there was to choose from.
    package let population: BinderPopulation
    package let files: [BinderFile]
    /// The comparisons with exclusion lists, the latest first; empty for who may not read them.
    package let screenings: [BinderScreening]
}

/// What a binder holds of one person: nothing of a confidential compartment, whoever makes it.
package struct BinderFile: Sendable {
    package let file: CredentialFile
    package let items: [BinderItem]
    /// Every check of a source that is not confidential, those of elements and those since corrected as well; the latest first.
    package let checks: [BinderCheck]
    /// Every decision, the latest first.
    package let decisions: [BinderDecision]
    package let documents: [BinderDocument]

    package var person: Person { self.file.person }

    /// The days up to that of the binder on which credentials did not count although they did before, by credential.
    package func holes(asOf day: LocalDate) -> [(credential: Credential, hole: CoverageHole)] {
        self.file.credentials.flatMap { credential in
            self.file.holes(of: credential.id).filter { $0.first <= day }.map { hole in
                (credential, CoverageHole(kind: hole.kind, first: hole.first, last: min(hole.last, day)))
            }
        }
    }
}

/// A comparison of the practice with exclusion lists.
package struct BinderScreening: Hashable, Sendable {
    package let finishedAt: Instant
    package let subjects: Int
    package let entries: Int
    /// The files compared, each with its digest, as text.
    package let lists: String
}

extension BinderScreening: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.finishedAt = try row.read()
        self.subjects = try row.read()
        self.entries = try row.read()
        self.lists = try row.read()
    }
}
