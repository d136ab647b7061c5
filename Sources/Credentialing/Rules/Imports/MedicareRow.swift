package import PraxisCore

/// What a row of one of Medicare's lists says of somebody of the practice, or why it cannot be read.
package struct MedicareRow: Hashable, Codable, Sendable {
    package let row: Int
    package let npi: String
    package let given: String
    package let family: String
    package let fact: MedicareFact?
    package let problem: CSVProblem?
}

extension MedicareRow {
    /// Reads a row about a person; `nil` where it is about an organization.
    init?(_ row: CSVRow, _ npi: String, of list: MedicareList) {
        let given = row.text("FIRST_NAME") ?? ""
        let family = row.text("LAST_NAME") ?? ""
        if given.isEmpty, family.isEmpty, row.text("Organization Name") != nil { return nil }
        var row = row
        let fact: MedicareFact? =
            switch list {
            case .orderRefer: Self.referring(&row)
            case .optOut: Self.optedOut(&row)
            case .revalidation: Self.enrolled(&row)
            }
        self.init(
            row: row.number, npi: npi, given: String(given.prefix(100)), family: String(family.prefix(100)),
            fact: row.problems.isEmpty ? fact : nil, problem: row.problems.first)
    }

    private static func referring(_ row: inout CSVRow) -> MedicareFact {
        let services = MedicareService.allCases.filter { service in
            row.required(service.rawValue.uppercased(), Self.flag, else: Self.noFlag) ?? false
        }
        return .referring(services)
    }

    private static func optedOut(_ row: inout CSVRow) -> MedicareFact? {
        let start = row.required(Heading.optOutStart, Self.day, else: Self.noDay)
        let end = row.required(Heading.optOutEnd, Self.day, else: Self.noDay)
        let mayRefer = row.optional(Heading.mayRefer, Self.flag, else: Self.noFlag)
        guard let start, let end else { return nil }
        if end < start { row.refuse(Heading.optOutEnd, "is before the day on which the period begins") }
        return .optedOut(from: start, through: end, mayRefer: mayRefer)
    }

    private static func enrolled(_ row: inout CSVRow) -> MedicareFact? {
        let number = row.required(Heading.enrollment, PecosReader.number, else: "is no number of an enrollment")
        let due = Self.dueDay(&row, Heading.due)
        let adjusted = Self.dueDay(&row, Heading.adjusted)
        guard let number else { return nil }
        let type = (row.text(Heading.providerType) ?? "").lowercased()
        return .enrolled(
            number, in: row.text(Heading.state).flatMap(StateCode.init)?.description,
            isSupplier: type.contains("dme") && !type.contains("non-dme"), due: due, adjusted: adjusted)
    }

    /// A day, or none where the list says that it is to be determined.
    private static func dueDay(_ row: inout CSVRow, _ heading: String) -> LocalDate? {
        guard let text = row.text(heading), text.uppercased() != "TBD" else { return nil }
        return row.optional(heading, Self.day, else: Self.noDay)
    }

    private static let noDay = "is no day such as 03/14/2026 or 2026-03-14"
    private static let noFlag = "is neither Y nor N"

    private static func flag(_ text: String) -> Bool? {
        switch text.uppercased() {
        case "Y": true
        case "N": false
        default: nil
        }
    }

    /// Reads `03/14/2026`, `3/14/2026` and `2026-03-14`, of the years that Medicare can mean.
    static func day(_ text: String) -> LocalDate? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let day: LocalDate?
        if parts.count == 3 {
            let plausible = parts[2].count == 4 && parts.allSatisfy { $0.allSatisfy(\.isASCIIDigit) }
            guard plausible, (1...2).contains(parts[0].count), (1...2).contains(parts[1].count),
                let year = Int(parts[2]), let month = Int(parts[0]), let number = Int(parts[1])
            else { return nil }
            day = LocalDate(year: year, month: month, day: number)
        } else {
            day = LocalDate(text)
        }
        return day.flatMap { (1966...2999).contains($0.year) ? $0 : nil }
    }

    /// The columns of the lists, under the names that the reader gives them.
    enum Heading {
        static let optOutStart = "Optout Effective Date"
        static let optOutEnd = "Optout End Date"
        static let mayRefer = "Eligible to Order and Refer"
        static let updated = "Last updated"
        static let enrollment = "ENRLMT_ID"
        static let state = "STATE_CD"
        static let providerType = "Provider Type Text"
        static let due = "Revalidation Due Date"
        static let adjusted = "Adjusted Due Date"
    }
}
