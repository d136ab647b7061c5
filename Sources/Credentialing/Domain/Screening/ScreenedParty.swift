package import FoundationEssentials
package import Postgres
package import PraxisCore

/// A vendor or a legal entity with what screening knows of it and where it stands.
package struct ScreenedParty: Hashable, Sendable {
    package let kind: PartySubject.Kind
    package let id: UUID
    package let name: String
    package let otherNames: [String]
    package let states: [String]
    package let npi: String?
    package let uei: String?
    package let cage: String?
    /// 0 where nothing but the name is known.
    package let version: Int
    /// `clear`, `pending` or `excluded`.
    package let standing: String
}

extension ScreenedParty: PostgresRow {
    package init(row: inout RowReader) throws(PostgresError) {
        let kind: String = try row.read()
        self.kind = PartySubject.Kind(rawValue: kind) ?? .vendor
        self.id = try row.read()
        self.name = try row.read()
        self.otherNames = try row.read()
        self.states = try row.read()
        self.npi = try row.read()
        self.uei = try row.read()
        self.cage = try row.read()
        self.version = try row.read()
        self.standing = try row.read()
    }
}

extension ScreenedParty {
    /// As it is compared.
    var subject: PartySubject {
        PartySubject(
            kind: self.kind, id: self.id, names: [self.name] + self.otherNames, states: self.states, npi: self.npi,
            uei: self.uei, cage: self.cage)
    }
}

/// What somebody enters of a vendor or a legal entity, for screening.
package struct PartyDraft: Hashable, Sendable {
    package let otherNames: [String]
    package let states: [String]
    package let npi: String?
    package let uei: String?
    package let cage: String?

    /// Reads the fields `other_names` (a line each), `states`, `npi`, `uei` and `cage`.
    package init(_ field: (String) -> String?) throws(FieldErrors) {
        var errors = FieldErrors()
        self.otherNames = (field("other_names") ?? "").split(whereSeparator: \.isNewline).map {
            $0.trimmingWhitespace()
        }
        .filter { !$0.isEmpty }
        if self.otherNames.count > 20 || self.otherNames.contains(where: { $0.count > 200 }) {
            errors.add("other_names", "Enter at most 20 names of at most 200 characters")
        }
        let states = (field("states") ?? "").uppercased().split { !$0.isLetter }.map(String.init)
        self.states = Array(Set(states)).sorted()
        if !self.states.allSatisfy({ StateCode($0) != nil }) {
            errors.add("states", "Enter states by their two letters, such as CO, NM")
        }
        self.npi = field("npi")
        if let npi = self.npi, NPI(npi) == nil {
            errors.add("npi", "Check the ten digits of the organization’s NPI: its check digit does not fit")
        }
        func code(_ name: String, _ length: Int, _ reason: String) -> String? {
            guard let text = field(name)?.uppercased() else { return nil }
            let isCode = text.utf8.count == length && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
            if !isCode { errors.add(name, reason) }
            return text
        }
        self.uei = code("uei", 12, "Enter the twelve letters and digits of the Unique Entity ID")
        self.cage = code("cage", 5, "Enter the five letters and digits of the CAGE code")
        try errors.throwIfAny()
    }
}
