import PraxisCore

/// The columns of a staff file, by the names that payroll and staff programs give them.
enum StaffColumn: String, CaseIterable {
    case given = "Given name"
    case middle = "Middle name"
    case family = "Family name"
    case suffix = "Suffix"
    case birthDate = "Birth date"
    case email = "E-mail"
    case phone = "Phone"
    case position = "Position"
    case role = "Clinical role"
    case clinic = "Clinic"
    case startsOn = "Start date"
    case npi = "NPI"
    case number = "Employee number"

    /// Without these nobody can be told apart or employed.
    static let required: [StaffColumn] = [.given, .family, .position]

    private var synonyms: [String] {
        switch self {
        case .given: ["First name", "Firstname", "First", "Forename", "Legal first name", "given_name", "first_name"]
        case .middle: ["Middle", "Middle initial", "MI", "middle_name"]
        case .family:
            ["Last name", "Lastname", "Last", "Surname", "Legal last name", "family_name", "last_name"]
        case .suffix: ["Name suffix", "Generation"]
        case .birthDate: ["Date of birth", "DOB", "Birthday", "Birthdate", "birth_date", "date_of_birth"]
        case .email: ["Email", "Email address", "E-mail address", "Work email", "Mail"]
        case .phone:
            [
                "Phone number", "Telephone", "Telephone number", "Mobile", "Mobile phone", "Cell", "Cell phone",
                "Work phone",
            ]
        case .position: ["Job title", "Title", "Job", "Employment position", "Role"]
        case .role: ["Clinical function", "clinical_role", "Appointed as"]
        case .clinic: ["Location", "Site", "Work location", "Clinic name", "Office"]
        case .startsOn: ["Hire date", "Date of hire", "Started", "Start", "Employed from", "start_date", "hire_date"]
        case .npi: ["NPI number", "National provider identifier", "Individual NPI"]
        case .number:
            [
                "Employee id", "Employee no", "Employee no.", "Employee #", "Emp id", "Payroll number", "Payroll id",
                "Staff number", "Personnel number", "employee_number", "employee_id",
            ]
        }
    }

    /// For a file with these headings, the spelling that it uses of each column: the first that it has, for files have a
    /// mobile number beside the phone number.
    static func aliases(in header: CSVHeader) -> [String: String] {
        var aliases: [String: String] = [:]
        for column in Self.allCases where header.position(of: column.rawValue) == nil {
            if let synonym = column.synonyms.first(where: { header.position(of: $0) != nil }) {
                aliases[synonym] = column.rawValue
            }
        }
        return aliases
    }

    /// The headings of a file that say nothing to us.
    static func unknown(in header: CSVHeader) -> [String] {
        let known = Set(Self.allCases.compactMap { header.position(of: $0.rawValue) })
        return header.headings.enumerated().filter { !known.contains($0.offset) && !$0.element.isEmpty }.map(\.element)
    }
}
