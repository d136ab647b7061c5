package import Postgres
package import PraxisCore

/// A name that somebody has or had beside the present one; screening compares every one of them, for ever.
package struct PersonName: Hashable, Sendable {
    /// Why there is another name.
    package enum Kind: String, CaseIterable, Codable, Sendable {
        case former, legal, professional, preferred

        package var title: String { self.rawValue.prefix(1).uppercased() + self.rawValue.dropFirst() }
    }

    package let given: String
    package let middle: String?
    package let family: String
    package let suffix: String?
    package let kind: Kind
    package let endsOn: LocalDate?

    /// The name as people write it.
    package var name: String {
        [self.given, self.middle, self.family, self.suffix].compactMap(\.self).joined(separator: " ")
    }
}

extension PersonName: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        self.given = try row.read()
        self.middle = try row.read()
        self.family = try row.read()
        self.suffix = try row.read()
        let kind: String = try row.read()
        self.kind = Kind(rawValue: kind) ?? .former
        self.endsOn = try row.read()
    }
}

extension PersonName {
    /// Reads the fields `given`, `middle`, `family`, `suffix`, `kind` and `ends`.
    package init(_ field: (String) -> String?) throws(FieldErrors) {
        var errors = FieldErrors()
        func part(_ name: String, _ message: String) -> String? {
            errors.check(name, field(name), { (1...100).contains($0.count) ? $0 : nil }, else: message)
        }
        let given = part("given", "Enter the given name, in at most 100 characters")
        let family = part("family", "Enter the family name, in at most 100 characters")
        let kind = errors.check("kind", field("kind"), Kind.init(rawValue:), else: "Choose what kind of name it is")
        var ends: LocalDate?
        if let text = field("ends") {
            ends = errors.check(
                "ends", text, { LocalDate($0) }, else: "Enter a day such as 2026-03-14, or leave it blank")
        }
        guard errors.isEmpty, let given, let family, let kind else { throw errors }
        self.given = given
        self.middle = field("middle").map { String($0.prefix(100)) }
        self.family = family
        self.suffix = field("suffix").map { String($0.prefix(20)) }
        self.kind = kind
        self.endsOn = ends
    }
}
