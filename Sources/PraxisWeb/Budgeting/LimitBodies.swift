import Budgeting
import Ordering
import PraxisCore

/// A node's limits as the API tells them.
struct LimitBody: Encodable {
    let id: NodeLimit.ID
    let kind: String
    let clinic: String?
    let account: String?
    let control: String
    let warnPercent: Int
    let stopPercent: Int
    let cap: String?
    let current: String
    let consumed: String
    let version: Int

    init(_ node: NodeLimit) {
        self.id = node.id
        self.kind = node.kind.rawValue
        self.clinic = node.clinic
        self.account = node.account
        self.control = node.control.rawValue
        self.warnPercent = node.warnPercent
        self.stopPercent = node.stopPercent
        self.cap = node.cap?.plain
        self.current = node.current.plain
        self.consumed = node.consumed.plain
        self.version = node.version
    }
}

/// A node's limits as the API takes them.
struct LimitChangeBody: Decodable {
    let control: String
    let warnPercent: Int
    let stopPercent: Int
    let cap: String?

    private enum CodingKeys: String, CodingKey {
        case control, cap
        case warnPercent = "warn_percent"
        case stopPercent = "stop_percent"
    }

    /// The limits, or what is wrong with the body.
    func validated() throws(FieldErrors) -> LimitChange {
        let cap = self.cap.map { Money(typed: $0) }
        if let cap, (cap ?? Money(minorUnits: -1)) < .zero {
            throw FieldErrors("cap", "Write an amount from 0, such as 9800.00")
        }
        return LimitChange(
            control: ControlLevel(rawValue: self.control) ?? .none, warnPercent: self.warnPercent,
            stopPercent: self.stopPercent, cap: cap ?? nil)
    }
}

/// A period as the API tells it.
struct PeriodBody: Encodable {
    let period: Int
    let name: String
    let starts: LocalDate
    let ends: LocalDate
    let status: String

    init(_ period: PeriodState) {
        self.period = period.number
        self.name = period.name
        self.starts = period.start
        self.ends = period.end.adding(days: -1)
        self.status = period.isClosed ? "closed" : "open"
    }
}

/// An approval limit as the API tells and takes it.
struct ApprovalLimitBody: Codable {
    let tier: String
    let amount: String?

    init(_ limit: ApprovalLimit) {
        self.tier = limit.tier.rawValue
        self.amount = limit.amount?.plain
    }

    /// The limit, or what is wrong with the body.
    func validated() throws(FieldErrors) -> ApprovalLimit {
        guard let tier = ApprovalLimit.Tier(rawValue: self.tier) else { throw FieldErrors("tier", "No such limit") }
        let amount = self.amount.map { Money(typed: $0) }
        if let amount, (amount ?? Money(minorUnits: -1)) < .zero {
            throw FieldErrors("amount", "Write an amount from 0, such as 2500.00")
        }
        return ApprovalLimit(tier: tier, amount: amount ?? nil)
    }
}
