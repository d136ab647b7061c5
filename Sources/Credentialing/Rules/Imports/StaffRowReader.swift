import PraxisCore

/// Reads the rows of a staff file one by one, and keeps in mind how its dates are written.
struct StaffRowReader {
    let site: StaffSite
    /// The ways in which each column writes dates.
    private(set) var forms: [StaffColumn: Set<WrittenDate.Form>] = [:]

    init(site: StaffSite) { self.site = site }

    mutating func read(_ source: CSVRow) -> StaffFile.Row {
        var row = source
        var notes: [CSVProblem] = []
        let given = self.name(.given, &row)
        let family = self.name(.family, &row)
        let middle = row.optional(StaffColumn.middle.rawValue, Self.plausible, else: Self.tooLong)
        let work = self.work(&row)
        let birthDate = self.date(.birthDate, &row)
        let startsOn = self.start(&row)
        self.compare(birthDate, startsOn, &row)
        let npi = row.optional(
            StaffColumn.npi.rawValue, NPI.init(imported:),
            else: "is not an NPI: ten digits whose last checks the others")
        let number = row.optional(
            StaffColumn.number.rawValue, { $0.count <= 40 ? $0 : nil }, else: "is longer than 40 characters")
        let contacts = Self.contacts(row, &notes)
        let clinic = self.clinic(&row)
        guard let given, let family, let work, let startsOn, let clinic, row.problems.isEmpty else {
            return StaffFile.Row(number: row.number, record: nil, follows: nil, problems: row.problems, notes: notes)
        }
        let record = StaffRecord(
            given: given, middle: middle, family: family, suffix: row.text(StaffColumn.suffix.rawValue),
            birthDate: birthDate, email: contacts.email, phone: contacts.phone, npi: npi, number: number,
            position: work.position, role: work.role, clinic: clinic, startsOn: startsOn)
        return StaffFile.Row(number: row.number, record: record, follows: nil, problems: [], notes: notes)
    }

    private static let tooLong = "is longer than 100 characters"
    private static let dateReason =
        "is not a date such as 2026-03-14 or 3/14/2026; write the year with four digits and the month before the day"

    private static func plausible(_ text: String) -> String? {
        text.count <= 100 ? NameFolding.capitalized(text) : nil
    }

    private func name(_ column: StaffColumn, _ row: inout CSVRow) -> String? {
        row.required(column.rawValue, Self.plausible, else: Self.tooLong)
    }

    /// The position, and the role: the one of its own column where the file has it, else what goes with the position.
    private func work(_ row: inout CSVRow) -> (position: String, role: ClinicalRole?)? {
        let work = row.required(
            StaffColumn.position.rawValue, StaffPosition.read,
            else: "is no position of ours; write Physician, Nurse practitioner, Physician assistant, Registered nurse, "
                + "Medical assistant, Other provider, Front desk, Billing or Administration")
        guard row.header.position(of: StaffColumn.role.rawValue) != nil else { return work }
        let role = row.optional(
            StaffColumn.role.rawValue, { StaffPosition.read($0)?.role },
            else: "is no clinical role; leave it blank for work that needs no license")
        return work.map { ($0.position, role) }
    }

    private mutating func date(_ column: StaffColumn, _ row: inout CSVRow) -> LocalDate? {
        guard let date = row.optional(column.rawValue, WrittenDate.init, else: Self.dateReason) else { return nil }
        self.forms[column, default: []].insert(date.form)
        return date.day
    }

    private mutating func start(_ row: inout CSVRow) -> LocalDate? {
        if row.text(StaffColumn.startsOn.rawValue) != nil { return self.date(.startsOn, &row) }
        if let day = self.site.startsOn { return day }
        row.refuse(StaffColumn.startsOn.rawValue, "is missing, and no day was given for rows without one")
        return nil
    }

    /// Nobody works before the fourteenth birthday (29 CFR 570.2), nor begins in many years.
    private func compare(_ birthDate: LocalDate?, _ startsOn: LocalDate?, _ row: inout CSVRow) {
        if let birthDate, birthDate > self.site.today {
            row.refuse(StaffColumn.birthDate.rawValue, "lies in the future")
        } else if let birthDate, birthDate.year < 1900 {
            row.refuse(StaffColumn.birthDate.rawValue, "lies before 1900")
        } else if let birthDate, let startsOn, startsOn < birthDate.adding(months: 14 * 12) {
            row.refuse(StaffColumn.startsOn.rawValue, "lies before the person is 14 years old")
        } else if let startsOn, startsOn > self.site.today.adding(months: 24) {
            row.refuse(StaffColumn.startsOn.rawValue, "lies more than two years ahead")
        } else if let startsOn, startsOn.year < 1950 {
            row.refuse(StaffColumn.startsOn.rawValue, "lies before 1950")
        }
    }

    private func clinic(_ row: inout CSVRow) -> String? {
        guard let text = row.text(StaffColumn.clinic.rawValue) else {
            if self.site.only == nil {
                row.refuse(
                    StaffColumn.clinic.rawValue, "is missing; a file for the whole practice names it in each row")
            }
            return self.site.only
        }
        guard let clinic = self.site.clinic(text) else {
            row.refuse(StaffColumn.clinic.rawValue, "is no clinic of yours: “\(text.prefix(40))”")
            return nil
        }
        if let only = self.site.only, clinic.slug != only {
            row.refuse(
                StaffColumn.clinic.rawValue,
                "is \(clinic.name); import the row there, or the file for the whole practice")
            return nil
        }
        return clinic.slug
    }

    /// Contacts that cannot be used are left out, and that is noted; nobody is refused for them.
    private static func contacts(_ row: CSVRow, _ notes: inout [CSVProblem]) -> (email: String?, phone: String?) {
        let email = row.text(StaffColumn.email.rawValue)
        let phone = row.text(StaffColumn.phone.rawValue)
        let isAddress = email.map(Self.isAddress) ?? true
        let digits = phone?.filter(\.isASCIIDigit).count ?? 0
        let isNumber = phone == nil || (7...15).contains(digits) && (phone?.count ?? 0) <= 40
        if !isAddress { notes.append(Self.note(.email, row, "is no e-mail address; it is left out")) }
        if !isNumber { notes.append(Self.note(.phone, row, "is no telephone number; it is left out")) }
        return (isAddress ? email : nil, isNumber ? phone : nil)
    }

    private static func note(_ column: StaffColumn, _ row: CSVRow, _ reason: String) -> CSVProblem {
        CSVProblem(row: row.number, heading: column.rawValue, reason: reason)
    }

    private static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".") && !parts[1].hasPrefix(".")
            && !parts[1].hasSuffix(".") && text.count <= 254 && !text.contains { $0.isWhitespace || $0 == "," }
    }
}
