import Crypto
package import PraxisCore

/// A person as screening sees them: every name ever held, day of birth, NPI.
package struct ScreeningSubject: Hashable, Sendable {
    /// A surname and given names.
    package struct Name: Hashable, Codable, Sendable {
        package let family: String
        package let given: String

        package init(family: String, given: String) {
            self.family = family
            self.given = given
        }
    }

    package let person: Identifier<Person>
    package let names: [Name]
    package let birthDate: LocalDate?
    package let npi: String?

    package init(person: Identifier<Person>, names: [Name], birthDate: LocalDate?, npi: String?) {
        self.person = person
        self.names = names
        self.birthDate = birthDate
        self.npi = npi
    }

    /// The names as they are compared, in their order.
    var compared: [ComparedName] { self.names.map { ComparedName(family: $0.family, given: $0.given) } }

    /// Changes with every name, the day of birth and the NPI: a cleared match is bound to it.
    package var hash: [UInt8] {
        let names = Set(self.names.map { NameFolding.folded($0.family) + "\u{1F}" + NameFolding.folded($0.given) })
        return RecordHash.of(names.sorted() + [self.birthDate?.description ?? "", self.npi ?? ""])
    }
}

/// The digest by which two records are recognized as the same.
package enum RecordHash {
    /// SHA-256 of the fields, in their order.
    package static func of(_ fields: [String]) -> [UInt8] {
        Array(SHA256.hash(data: Array(fields.joined(separator: "\u{1E}").utf8)))
    }
}
