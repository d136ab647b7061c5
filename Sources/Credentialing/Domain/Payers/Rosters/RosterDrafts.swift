package import PraxisCore

extension RosterLayout {
    /// Reads the fields `columns`, `days`, `refused`, `delimiter`, and `add`, `change` and `terminate` for the words of
    /// actions: a column a line as `Heading | field | required | length`, of which the last two may be left out; the
    /// field `action` holds what a row of a delta does. Without more a file has commas and the words A, C and T.
    package init(_ field: (String) -> String?) throws(FieldErrors) {
        var errors = FieldErrors()
        var columns: [Column] = []
        let lines = (field("columns") ?? "").split(whereSeparator: \.isNewline)
        for (index, text) in lines.enumerated() {
            guard let column = Column(line: String(text)) else {
                errors.add(
                    "columns", "Line \(index + 1): write a heading, a field and, if need be, required and a length")
                continue
            }
            columns.append(column)
        }
        if columns.isEmpty, errors.isEmpty { errors.add("columns", "Enter at least one column") }
        if columns.count > 80 { errors.add("columns", "Enter at most 80 columns") }
        if Set(columns.map(\.heading)).count < columns.count { errors.add("columns", "Two columns have one heading") }
        if !columns.isEmpty, !columns.contains(where: { $0.field == .npi }) {
            errors.add("columns", "One of the columns has to be npi")
        }
        let days = errors.check("days", field("days"), DayForm.init(rawValue:), else: "Choose how days are written")
        let words = (field("refused") ?? "").split(whereSeparator: { $0 == "," || $0.isNewline })
            .map(Column.trimmed)
            .filter { !$0.isEmpty }
        let delimiter = errors.check(
            "delimiter", field("delimiter") ?? Delimiter.comma.rawValue, Delimiter.init(rawValue:),
            else: "Choose what stands between two values")
        let actions = ActionWords(field, columns, &errors)
        guard errors.isEmpty, let days, let delimiter else { throw errors }
        self.init(columns: columns, dayForm: days, refusedWords: words, delimiter: delimiter, actions: actions)
    }

    /// The columns as they are typed.
    package var text: String { self.columns.map(\.text).joined(separator: "\n") }
}

extension RosterLayout.ActionWords {
    /// Reads `add`, `change` and `terminate`; a column that holds them has to take each.
    init(_ field: (String) -> String?, _ columns: [RosterLayout.Column], _ errors: inout FieldErrors) {
        let standard = Self.standard
        self.init(
            add: field("add") ?? standard.add, change: field("change") ?? standard.change,
            terminate: field("terminate") ?? standard.terminate)
        let most = columns.filter { $0.field == nil }.map(\.length).min() ?? 20
        for (name, word) in zip(["add", "change", "terminate"], self.all) {
            if !(1...20).contains(word.count) || !word.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) {
                errors.add(name, "Enter at most 20 letters or digits, such as A")
            } else if word.count > most {
                errors.add(name, "Longer than the column of actions, which takes \(most)")
            }
        }
        if Set(self.all.map { $0.lowercased() }).count < 3 {
            errors.add("terminate", "Enter three words that differ")
        }
    }
}

extension RosterLayout.Column {
    /// Reads `Heading | field | required | length`.
    init?(line: String) {
        let parts = line.split(separator: "|", omittingEmptySubsequences: false).map(Self.trimmed)
        guard (2...4).contains(parts.count), (1...80).contains(parts[0].count) else { return nil }
        let field = RosterField(rawValue: parts[1])
        guard field != nil || parts[1] == "action" else { return nil }
        var isRequired = false
        var length = 200
        for part in parts.dropFirst(2) where !part.isEmpty {
            if part == "required" {
                isRequired = true
            } else if let number = Int(part), (1...500).contains(number) {
                length = number
            } else {
                return nil
            }
        }
        self.init(parts[0], field, isRequired: isRequired, length: length)
    }

    static func trimmed(_ text: Substring) -> String {
        var text = text
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }

    var text: String {
        ([self.heading, self.field?.rawValue ?? "action"] + (self.isRequired ? ["required"] : [])
            + (self.length == 200 ? [] : [String(self.length)])).joined(separator: " | ")
    }
}

/// What a payer answered, as somebody enters it.
package struct RosterAnswerDraft: Hashable, Sendable {
    package let outcome: RosterSubmission.Outcome
    package let receivedOn: LocalDate
    package let reference: String?
    /// Reasons by row.
    package let rejections: [Int: String]

    /// Reads the fields `outcome`, `received`, `reference` and `rejections`, which has a row a line as `3: reason`.
    package init(_ field: (String) -> String?, rowCount: Int) throws(FieldErrors) {
        var errors = FieldErrors()
        let outcome = errors.check(
            "outcome", field("outcome"), RosterSubmission.Outcome.init(rawValue:),
            else: "Choose what the payer answered")
        let received = errors.check(
            "received", field("received"), EnrollmentDraft.day, else: "Enter the day of the answer")
        if let reference = field("reference"), reference.count > 100 {
            errors.add("reference", "Enter at most 100 characters")
        }
        var rejections: [Int: String] = [:]
        for line in (field("rejections") ?? "").split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: ":", maxSplits: 1)
            let reason = parts.count == 2 ? RosterLayout.Column.trimmed(parts[1]) : ""
            guard parts.count == 2, let row = Int(parts[0].filter { !$0.isWhitespace }), (1...rowCount).contains(row),
                rejections[row] == nil, (1...200).contains(reason.count)
            else {
                errors.add(
                    "rejections", "Write the number of a row of the file, a colon and the reason: \(line.prefix(40))")
                continue
            }
            rejections[row] = reason
        }
        if outcome == .rejected, !rejections.isEmpty {
            errors.add("rejections", "Leave this blank where the payer rejected the whole file")
        }
        guard errors.isEmpty, let outcome, let received else { throw errors }
        self.outcome = outcome
        self.receivedOn = received
        self.reference = field("reference")
        self.rejections = rejections
    }
}

/// What somebody typed for rosters of a provider at a clinic, in its latest version.
package struct RosterProfile: Sendable {
    package let facts: RosterFacts
    package let version: Int
    /// Of the provider.
    package let name: String
    package let origin: RosterOrigin
}

/// What rosters tell of a provider at a clinic and nothing else knows, and what is not on file of those who were
/// credentialed before.
package struct RosterProfileDraft: Hashable, Sendable {
    package static let fields: [RosterField] = [
        .degree, .taxonomy, .caqh, .groupNPI, .phone, .acceptsPatients, .languages, .isPrimaryCare, .hospital,
        .decidedOn,
        .recredentialingOn,
    ]

    package let facts: RosterFacts

    /// Reads the fields by their names.
    package init(_ field: (String) -> String?) throws(FieldErrors) {
        var errors = FieldErrors()
        var facts: RosterFacts = [:]
        for name in Self.fields {
            guard let text = field(name.rawValue) else { continue }
            if name.isDay, EnrollmentDraft.day(text) == nil {
                errors.add(name.rawValue, "Enter a day such as 2026-03-14, or leave it blank")
            } else if name == .groupNPI, NPI(text) == nil {
                errors.add(name.rawValue, "Enter the ten digits of the group's NPI; the last one checks the others")
            } else if text.count > 200 {
                errors.add(name.rawValue, "Enter at most 200 characters")
            }
            facts[name] = text
        }
        try errors.throwIfAny()
        self.facts = facts
    }
}
