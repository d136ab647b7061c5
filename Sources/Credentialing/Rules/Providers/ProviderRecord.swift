package import PraxisCore

/// An individual as a row in the NPPES layout describes them. Licenses in it are what the provider says, never proof.
package struct ProviderRecord: Hashable, Codable, Sendable {
    /// A name in its parts, capitalized as people write it.
    package struct Name: Hashable, Codable, Sendable {
        package var given: String
        package var middle: String?
        package var family: String
        package var suffix: String?
    }

    /// A license as the provider reports it, beside the taxonomy that it stands with.
    package struct License: Hashable, Codable, Sendable {
        package let number: String
        package let state: String
        package let taxonomy: String
    }

    /// What the registry says beside what people are known by.
    package struct Details: Hashable, Codable, Sendable {
        /// A number of another program, as the provider reports it.
        package struct Identifier: Hashable, Codable, Sendable {
            package let number: String
            package let type: String?
            package let state: String?
            package let issuer: String?
        }

        package var sex: String?
        package var enumeratedOn: LocalDate?
        package var certifiedOn: LocalDate?
        package var practiceAddress: String?
        package var mailingAddress: String?
        package var fax: String?
        package var isSoleProprietor: Bool?
        package var identifiers: [Identifier] = []
    }

    /// What kind of name another one is, by the registry's code: 1 former, 2 professional, 5 other.
    package var otherNameKind: String?
    package var npi: NPI
    package var name: Name
    /// Another name the provider is or was known by: screening searches it too.
    package var otherName: Name?
    package var birthDate: LocalDate?
    package var degree: String?
    package var phone: String?
    package var city: String?
    package var state: String?
    package var taxonomies: [String]
    /// What the release in force calls them, where the practice has one.
    package var specialties: [String]?
    package var licenses: [License]
    package var lastUpdated: LocalDate?
    /// That the number was deactivated once, and is in force again.
    package var standing: NPIStanding?
    /// What else the registry says: shown, and compared with nothing.
    package var details: Details?
    /// What of the row is left aside, and why: nobody has to refuse it for that.
    package var remarks: [String] = []

    /// The clinical role that the primary taxonomy stands for, if it is one of ours.
    package var role: ClinicalRole? { self.taxonomies.lazy.compactMap(ClinicalRole.init(taxonomy:)).first }
}

extension ProviderRecord.License {
    /// State and number as printed.
    var title: String { "\(self.state) \(self.number)" }

    /// State and normalized number: by it a license on file is recognized.
    var key: String { "\(self.state):\(LicenseNumber.normalized(self.number))" }
}
