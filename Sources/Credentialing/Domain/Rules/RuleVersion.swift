package import Postgres
package import PraxisCore

/// What a rule of an authority is about, such as `ncqa.verification_age`.
package struct RuleKey: RawRepresentable, Hashable, Codable, Sendable, LosslessStringConvertible {
    package let rawValue: String

    /// Two words of letters, digits and underscores with a point between them.
    package init?(rawValue: String) {
        let words = rawValue.split(separator: ".", omittingEmptySubsequences: false)
        guard rawValue.count <= 60, words.count == 2,
            words.allSatisfy({
                !$0.isEmpty && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
            })
        else { return nil }
        self.rawValue = rawValue
    }

    package init?(_ description: String) { self.init(rawValue: description) }

    package var description: String { self.rawValue }
}

extension RuleKey: PostgresEncodable, PostgresDecodable {
    package static var postgresType: PostgresType { String.postgresType }
    package var postgresText: String { self.rawValue }

    package init?(postgresText bytes: UnsafeRawBufferPointer) {
        self.init(rawValue: String(decoding: bytes, as: UTF8.self))
    }
}

/// One dated version of a rule: the authority's, or the practice's own, which goes before it.
package struct RuleVersion: Hashable, Sendable {
    package typealias ID = Identifier<RuleVersion>

    package let key: RuleKey
    package let pack: String
    package let authority: String
    package let title: String
    /// The practice's own have one.
    package let id: ID?
    package let startsOn: LocalDate
    /// The first day on which it no longer holds.
    package let endsOn: LocalDate?
    package let citation: String
    package let figures: [String: RuleFigure]
    /// Whether somebody read it at the authority itself.
    package let isConfirmed: Bool
    /// What a decision writes down as the rule it was made by.
    package let version: String
    /// The words that a figure may be, where something keys on it.
    package let choices: [String: [String]]
    /// Whether nothing acts by it, and its figures are kept to be read.
    package let isReference: Bool

    package var isOwn: Bool { self.id != nil }

    /// Whether it holds on a day.
    package func isInForce(on day: LocalDate) -> Bool {
        self.startsOn <= day && (self.endsOn.map { day < $0 } ?? true)
    }

    /// A figure that is a number.
    package func number(_ name: String) -> Int? {
        if case .number(let number) = self.figures[name] { number } else { nil }
    }

    /// The figures by name.
    package var sorted: [(name: String, figure: RuleFigure)] {
        self.figures.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

extension RuleVersion {
    /// The version of each rule that holds on a day: the practice's own before the authority's, the latest to begin.
    package static func inForce(_ versions: [RuleVersion], on day: LocalDate) -> [RuleVersion] {
        Dictionary(grouping: versions.filter { $0.isInForce(on: day) }, by: \.key).values
            .compactMap { $0.max { ($0.isOwn ? 1 : 0, $0.startsOn) < ($1.isOwn ? 1 : 0, $1.startsOn) } }
            .sorted { ($0.pack, $0.key.rawValue) < ($1.pack, $1.key.rawValue) }
    }
}

extension RuleVersion: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.key = try row.read()
        self.pack = try row.read()
        self.authority = try row.read()
        self.title = try row.read()
        self.id = try row.read()
        self.startsOn = try row.read()
        self.endsOn = try row.read()
        self.citation = try row.read()
        let figures: JSONText = try row.read()
        self.figures = (try? figures.decoded()) ?? [:]
        self.isConfirmed = try row.read()
        self.version = try row.read()
        let choices: JSONText = try row.read()
        self.choices = (try? choices.decoded()) ?? [:]
        self.isReference = try row.read()
    }
}
