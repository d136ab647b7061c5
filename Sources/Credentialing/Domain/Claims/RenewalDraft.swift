package import PraxisCore

/// A renewal as its holder hands it in: the days and the number printed on it, and the document.
package struct RenewalDraft: Sendable {
    /// The largest document.
    package static let limit = 10 << 20
    /// No renewal is printed for longer; a later year was mistyped.
    private static let longestYears = 12

    package let issuedOn: LocalDate
    package let expiresOn: LocalDate
    package let number: String?
    package let document: DocumentDraft

    /// Reads the fields `issued`, `expires` and `number`, and the file.
    ///
    /// - Parameter today: a renewal that ended before is none.
    package init(
        _ field: (String) -> String?, file: (name: String, bytes: [UInt8])?, of credential: OwnCredential,
        today: LocalDate
    ) throws(FieldErrors) {
        var errors = FieldErrors()
        let issued = errors.check(
            "issued", field("issued"), { Drafts.day($0) }, else: "Enter the first day, such as \(today)")
        let expires = errors.check(
            "expires", field("expires"), { Drafts.day($0) },
            else: "Enter the last day that is printed on it, such as \(today.adding(days: 730))")
        if let expires {
            if let issued, expires < issued {
                errors.add("expires", "The last day is before the first")
            } else if expires < today {
                errors.add("expires", ClaimRefusal.over.sentence)
            } else if let until = credential.coveredUntil, expires <= until {
                errors.add(
                    "expires", "It ends no later than what is verified, through \(until.readable); check the last day")
            } else if expires.year > today.year + Self.longestYears {
                errors.add("expires", "Check the year of the last day")
            }
        }
        var number = field("number")
        if let text = number { number = CredentialNumber.check(text, credential.numberRule, &errors) }
        var document: DocumentDraft?
        if let file, file.bytes.count > Self.limit {
            errors.add("file", "Choose a file of at most 10 MB; a photograph may be taken smaller")
        } else {
            do {
                document = try DocumentDraft(
                    name: file?.name ?? "", bytes: file?.bytes ?? [], compartment: Compartment.credential.rawValue,
                    credential: nil)
            } catch {
                for entry in error.entries { errors.add(entry.field, entry.message) }
            }
        }
        guard errors.isEmpty, let issued, let expires, let document else { throw errors }
        self.issuedOn = issued
        self.expiresOn = expires
        self.number = number
        self.document = document
    }
}
