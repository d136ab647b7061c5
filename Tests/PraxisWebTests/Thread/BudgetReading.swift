import PraxisCore

/// A year's budget as the API tells it, in exact money.
struct BudgetReading: Equatable {
    /// What is promised, spent and left.
    struct Figures: Equatable, Decodable {
        var current, committed, actual, available: Money

        init(from decoder: any Decoder) throws {
            let amounts = try [String: String](from: decoder)
            let amount = { (name: String) throws -> Money in
                guard let money = amounts[name].flatMap(Money.init(typed:)) else {
                    throw DecodingError.dataCorrupted(
                        .init(codingPath: decoder.codingPath, debugDescription: "no amount \(name)"))
                }
                return money
            }
            self.current = try amount("current")
            self.committed = try amount("committed")
            self.actual = try amount("actual")
            self.available = try amount("available")
        }

        fileprivate mutating func reserve(_ amount: Money) {
            self.committed += amount
            self.available = self.available - amount
        }
    }

    /// The answer of the API.
    struct Answer: Decodable {
        struct Clinic: Decodable {
            let clinic: String
            let figures: Figures
        }

        struct Account: Decodable {
            let account: String
            let figures: Figures
        }

        let total: Figures
        let clinics: [Clinic]
        let accounts: [Account]
    }

    private var total: Figures
    private(set) var clinics: [String: Figures]
    private var accounts: [String: Figures]

    var committed: Money { self.total.committed }
    var available: Money { self.total.available }

    init(_ answer: Answer) {
        self.total = answer.total
        self.clinics = Dictionary(uniqueKeysWithValues: answer.clinics.map { ($0.clinic, $0.figures) })
        self.accounts = Dictionary(uniqueKeysWithValues: answer.accounts.map { ($0.account, $0.figures) })
    }

    /// The budget as it has to be after a reservation: nothing else differs.
    func reserving(_ amount: Money, at clinic: String, byAccount: [String: Money]) -> BudgetReading {
        var reading = self
        reading.total.reserve(amount)
        reading.clinics[clinic]?.reserve(amount)
        for (account, part) in byAccount { reading.accounts[account]?.reserve(part) }
        return reading
    }
}
