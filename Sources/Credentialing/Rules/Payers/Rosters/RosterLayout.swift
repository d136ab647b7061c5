package import PraxisCore

/// How a payer wants its roster: columns in their order, what stands between them, how days and actions are written, and
/// words that it refuses.
package struct RosterLayout: Hashable, Codable, Sendable {
    /// One column.
    package struct Column: Hashable, Codable, Sendable {
        package let heading: String
        /// What it holds; `nil` for one that holds the action of a delta.
        package let field: RosterField?
        package let isRequired: Bool
        /// The most characters that the payer takes.
        package let length: Int

        package init(_ heading: String, _ field: RosterField?, isRequired: Bool = false, length: Int = 200) {
            self.heading = heading
            self.field = field
            self.isRequired = isRequired
            self.length = length
        }

        enum CodingKeys: String, CodingKey {
            case heading, field, length
            case isRequired = "required"
        }
    }

    /// How days are written.
    package enum DayForm: String, CaseIterable, Codable, Sendable {
        case iso, american

        /// A day as the payer reads it.
        package func text(_ day: LocalDate) -> String {
            switch self {
            case .iso: day.description
            case .american:
                [day.month, day.day].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: "/") + "/\(day.year)"
            }
        }
    }

    package let columns: [Column]
    package let dayForm: DayForm
    /// Words that stand for nothing and that the payer refuses, such as `N/A`.
    package let refusedWords: [String]
    package let delimiter: Delimiter
    package let actions: ActionWords

    package init(
        columns: [Column], dayForm: DayForm, refusedWords: [String], delimiter: Delimiter = .comma,
        actions: ActionWords = .standard
    ) {
        self.columns = columns
        self.dayForm = dayForm
        self.refusedWords = refusedWords
        self.delimiter = delimiter
        self.actions = actions
    }

    /// Reads one as it was saved; the first ones said nothing of delimiter and actions.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            columns: try container.decode([Column].self, forKey: .columns),
            dayForm: try container.decode(DayForm.self, forKey: .dayForm),
            refusedWords: try container.decode([String].self, forKey: .refusedWords),
            delimiter: try container.decodeIfPresent(Delimiter.self, forKey: .delimiter) ?? .comma,
            actions: try container.decodeIfPresent(ActionWords.self, forKey: .actions) ?? .standard)
    }

    /// The facts that the payer gets; others may change without a row for it.
    package var fields: Set<RosterField> { Set(self.columns.compactMap(\.field)) }

    /// What is wrong with a row, by column.
    package func problems(_ line: PayerRosterLine) -> [String] {
        let refused = Set(self.refusedWords.map(Self.folded))
        return self.columns.compactMap { column in
            guard let field = column.field else { return nil }
            guard let value = line.facts[field], !value.isEmpty else {
                return column.isRequired ? "\(column.heading): missing" : nil
            }
            if refused.contains(Self.folded(value)) { return "\(column.heading): the payer refuses “\(value)”" }
            // A spreadsheet at the payer would take it for a formula.
            if let first = value.first, "=+-@\t\r".contains(first) { return "\(column.heading): begins with \(first)" }
            if field.isDay, LocalDate(value) == nil { return "\(column.heading): no day" }
            let text = self.cell(column, line)
            return text.count > column.length ? "\(column.heading): more than \(column.length) characters" : nil
        }
    }

    /// The cells of a row.
    package func cells(_ line: PayerRosterLine) -> [String] { self.columns.map { self.cell($0, line) } }

    private func cell(_ column: Column, _ line: PayerRosterLine) -> String {
        guard let field = column.field else { return line.action.map(self.actions.word) ?? "" }
        guard let value = line.facts[field] else { return "" }
        return field.isDay ? LocalDate(value).map(self.dayForm.text) ?? value : value
    }

    private static func folded(_ text: String) -> String {
        String(text.lowercased().filter { $0.isLetter || $0.isNumber })
    }
}
