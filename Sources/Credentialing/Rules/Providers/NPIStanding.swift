package import PraxisCore

/// That the registry deactivated a number, and whether it is in force again.
package struct NPIStanding: Hashable, Codable, Sendable {
    package let deactivatedOn: LocalDate
    package let reactivatedOn: LocalDate?
    /// The registry's code of why, such as `DT` for a death.
    package let reason: String?
    /// The number that replaced it.
    package let replacement: NPI?

    package init(
        deactivatedOn: LocalDate, reactivatedOn: LocalDate? = nil, reason: String? = nil, replacement: NPI? = nil
    ) {
        self.deactivatedOn = deactivatedOn
        self.reactivatedOn = reactivatedOn
        self.reason = reason
        self.replacement = replacement
    }

    /// Whether nothing may be billed under the number.
    package var isDeactivated: Bool { self.reactivatedOn.map { $0 < self.deactivatedOn } ?? true }

    /// What happened, as part of a sentence.
    package var title: String {
        if !self.isDeactivated, let reactivatedOn {
            return "in force again since \(reactivatedOn.readable)"
        }
        let replaced = self.replacement.map { " and replaced by \($0)" } ?? ""
        return "deactivated on \(self.deactivatedOn.readable)\(replaced)"
    }

    /// Why a row of such a number is about nobody whom we know.
    func problem(in row: Int) -> CSVProblem {
        CSVProblem(
            row: row, heading: ProviderFile.deactivation,
            reason: "this NPI was \(self.title); ask the provider for the one in force")
    }
}

extension ProviderFile {
    static let deactivation = "NPI Deactivation Date"

    /// What a row says of its number; `nil` where it was in force all the time. A date that cannot be read refuses the row:
    /// nobody is to work under a number that may be deactivated.
    static func standing(_ row: inout CSVRow) -> NPIStanding? {
        guard row.text(Self.deactivation) != nil else { return nil }
        let reason = "is not a date such as 03/31/2026"
        let ended = row.optional(Self.deactivation, Self.date, else: reason)
        let begun = row.optional("NPI Reactivation Date", Self.date, else: reason)
        guard let ended, row.problems.isEmpty else { return nil }
        return NPIStanding(
            deactivatedOn: ended, reactivatedOn: begun.flatMap { $0 < ended ? nil : $0 },
            reason: row.text("NPI Deactivation Reason Code").map { String($0.prefix(10)) },
            replacement: row.text("Replacement NPI").flatMap(NPI.init(imported:)))
    }
}
