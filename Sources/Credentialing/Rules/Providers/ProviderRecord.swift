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
    package var licenses: [License]
    package var lastUpdated: LocalDate?
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
