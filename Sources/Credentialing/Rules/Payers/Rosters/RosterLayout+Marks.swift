extension RosterLayout {
    /// What stands between two values of a row.
    package enum Delimiter: String, CaseIterable, Codable, Sendable {
        case comma, pipe, tab

        package var character: Character {
            switch self {
            case .comma: ","
            case .pipe: "|"
            case .tab: "\t"
            }
        }
    }

    /// What a payer calls the actions of a delta, such as A, U and D.
    package struct ActionWords: Hashable, Codable, Sendable {
        package let add: String
        package let change: String
        package let terminate: String

        package init(add: String, change: String, terminate: String) {
            self.add = add
            self.change = change
            self.terminate = terminate
        }

        package static let standard = ActionWords(add: "A", change: "C", terminate: "T")

        /// What the payer calls an action.
        package func word(_ action: PayerRosterLine.Action) -> String {
            switch action {
            case .add: self.add
            case .change: self.change
            case .terminate: self.terminate
            }
        }

        /// In the order of additions, changes and terminations.
        package var all: [String] { [self.add, self.change, self.terminate] }
    }
}
