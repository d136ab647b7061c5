import Budgeting
import Ordering
import PraxisCore

extension NodeLimit: APIObject {
    static let members: [APIMember<NodeLimit>] = [
        APIMember("id") { $0.id }, APIMember("kind") { $0.kind }, APIMember("clinic") { $0.clinic },
        APIMember("account") { $0.account }, APIMember("control") { $0.control },
        APIMember("warn_percent") { $0.warnPercent }, APIMember("stop_percent") { $0.stopPercent },
        APIMember("cap") { $0.cap }, APIMember("current") { $0.current }, APIMember("consumed") { $0.consumed },
        APIMember("version") { $0.version },
    ]
}

extension NodeLimit.Kind: APIWord {}

/// A node's limits as the API takes them.
struct LimitInput: Decodable {
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
        var errors = FieldErrors()
        let cap = errors.amount("cap", self.cap, else: "Write an amount from 0, such as 9800.00")
        try errors.throwIfAny()
        return LimitChange(
            control: ControlLevel(rawValue: self.control) ?? .none, warnPercent: self.warnPercent,
            stopPercent: self.stopPercent, cap: cap)
    }
}

extension PeriodState: APIObject {
    static let members: [APIMember<PeriodState>] = [
        APIMember("period") { $0.number }, APIMember("name") { $0.name }, APIMember("starts") { $0.start },
        APIMember("ends") { $0.end.adding(days: -1) }, APIMember("status") { PeriodStatus($0.isClosed) },
    ]
}

/// Whether documents are posted into a period, as the API tells it.
enum PeriodStatus: String, APIWord {
    case open, closed

    init(_ isClosed: Bool) { self = isClosed ? .closed : .open }
}

extension ApprovalLimit: APIObject {
    static let members: [APIMember<ApprovalLimit>] = [APIMember("tier") { $0.tier }, APIMember("amount") { $0.amount }]
}

extension ApprovalLimit.Tier: APIWord {}

/// An approval limit as the API takes it.
struct ApprovalLimitInput: Decodable {
    let tier: String
    let amount: String?

    /// The limit, or what is wrong with the body.
    func validated() throws(FieldErrors) -> ApprovalLimit {
        var errors = FieldErrors()
        let tier = errors.check("tier", self.tier, ApprovalLimit.Tier.init(rawValue:), else: "No such limit")
        let amount = errors.amount("amount", self.amount, else: "Write an amount from 0, such as 2500.00")
        guard errors.isEmpty, let tier else { throw errors }
        return ApprovalLimit(tier: tier, amount: amount)
    }
}
