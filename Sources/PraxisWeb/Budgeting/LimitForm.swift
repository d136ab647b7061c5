import Budgeting
import Ordering
import PraxisCore

/// The limits of a node as typed.
struct LimitForm {
    let control: String?
    let warnPercent: String?
    let stopPercent: String?
    let cap: String?
    let version: String?

    init(_ form: Form) {
        self.control = form["control"]
        self.warnPercent = form["warn_percent"]
        self.stopPercent = form["stop_percent"]
        self.cap = form["cap"]
        self.version = form["version"]
    }

    init(_ node: NodeLimit) {
        self.control = node.control.rawValue
        self.warnPercent = String(node.warnPercent)
        self.stopPercent = String(node.stopPercent)
        self.cap = node.cap?.plain
        self.version = String(node.version)
    }

    /// The limits, or everything that is wrong with the form.
    func validated() throws(FieldErrors) -> LimitChange {
        var errors = FieldErrors()
        let percent = { (text: String) in Int(text).flatMap { (0...1000).contains($0) ? $0 : nil } }
        let control = errors.check(
            "control", self.control, ControlLevel.init(rawValue:), else: "Choose what happens beyond the budget")
        let warn = errors.check("warn_percent", self.warnPercent, percent, else: "Write a percentage from 0 to 1000")
        let stop = errors.check("stop_percent", self.stopPercent, percent, else: "Write a percentage from 0 to 1000")
        let cap = errors.amount("cap", self.cap, else: "Write an amount from 0, such as 9800.00, or nothing")
        guard errors.isEmpty, let control, let warn, let stop else { throw errors }
        return LimitChange(control: control, warnPercent: warn, stopPercent: stop, cap: cap)
    }
}

/// The approval limits as typed: blank is no limit.
struct ApprovalLimitForm {
    let amounts: [(tier: ApprovalLimit.Tier, typed: String?)]

    init(_ form: Form) { self.amounts = ApprovalLimit.Tier.allCases.map { ($0, form[$0.field]) } }

    /// The limits, or everything that is wrong with the form.
    func validated() throws(FieldErrors) -> [ApprovalLimit] {
        var errors = FieldErrors()
        let limits = self.amounts.map { tier, typed in
            ApprovalLimit(
                tier: tier,
                amount: errors.amount(
                    tier.field, typed, else: "Write an amount from 0, such as 2500.00, or nothing for no limit"))
        }
        try errors.throwIfAny()
        return limits
    }
}

extension ApprovalLimit.Tier {
    /// Its field in the form.
    var field: String { self == .usual ? "usual" : "large" }
}

extension FieldErrors {
    /// Parses an amount of zero or more that may be absent.
    mutating func amount(_ field: String, _ text: String?, else message: String) -> Money? {
        guard let text else { return nil }
        return self.check(field, text, { Money(typed: $0).flatMap { $0 < .zero ? nil : $0 } }, else: message)
    }
}
