import Budgeting
import HTML
import Ordering
import PraxisCore

/// What the page of limits and caps shows.
struct LimitsModel {
    let year: FiscalYearCode
    /// The account whose clinics are shown one by one; `nil` for the totals.
    let account: LedgerCode?
    let nodes: [NodeLimit]
    let periods: [PeriodState]
    let approvals: [ApprovalLimit]

    init(
        _ year: FiscalYearCode, _ account: LedgerCode?, _ nodes: [NodeLimit], _ periods: [PeriodState],
        _ approvals: [ApprovalLimit]
    ) {
        self.year = year
        self.account = account
        self.nodes = nodes
        self.periods = periods
        self.approvals = approvals
    }
}

/// Limits and caps of a year, and the approval limits of the practice.
func limitsPage(_ context: ScopedContext, _ frame: Frame, _ model: LimitsModel, _ errors: FieldErrors) -> HTML {
    let (scope, year) = (frame.scope, model.year)
    return group {
        pageHeader(
            "Limits and caps", lead: "Fiscal year \(year)",
            trail: [Crumb("Budgets", .budgets(scope)), Crumb("Budget \(year)", .budget(scope, year))])
        errorSummary(errors)
        card("Who approves up to how much") { approvalForm(context, model, errors) }
        card("Beyond the budget") {
            getForm(.budgetLimits(scope, year), .class("inline find")) {
                textField(
                    Field(
                        "account", "Account", value: model.account?.description,
                        hint: "Shows its limits clinic by clinic; blank for totals", isOptional: true))
                submit("Show", .plain)
            }
            if model.nodes.isEmpty {
                emptyState("No limits yet", "A year has limits once its budget is approved.", icon: .wallet)
            } else {
                dataTable(
                    "Limits", model.nodes,
                    columns: [
                        Column("What") { node in
                            a(.href(.budgetLimit(scope, year, node.id))) { node.title }
                        },
                        .state("Beyond it") { controlTag($0.control) },
                        .number("Warns at") { "\($0.warnPercent)%" },
                        .number("Stops at") { "\($0.stopPercent)%" },
                        .number("Cap") { $0.cap.map { money($0) } ?? HTML("–") },
                        .number("Budget") { money($0.current) },
                        .number("Spent and promised") { money($0.consumed) },
                    ])
            }
        }
        card("Months") { periodTable(context, frame, model, errors) }
    }
}

private func approvalForm(_ context: ScopedContext, _ model: LimitsModel, _ errors: FieldErrors) -> HTML {
    postForm(context, .approvalLimits(context.scope)) {
        input(.type("hidden"), .name("year"), .value(model.year.description))
        for tier in ApprovalLimit.Tier.allCases {
            let limit = model.approvals.first { $0.tier == tier }
            moneyField(
                Field(
                    tier.field, tier == .usual ? "Whoever approves requisitions" : "Whoever approves large ones",
                    value: limit?.amount?.plain,
                    hint: limit == nil ? "Not set: nobody approves" : "Up to this a requisition; blank is no limit",
                    errors: errors, isOptional: true))
        }
        submit("Save", .plain)
    }
}

/// The field for the reason to open a period again.
func reasonField(_ period: Int) -> String { "reason_\(period)" }

private func periodTable(
    _ context: ScopedContext, _ frame: Frame, _ model: LimitsModel, _ errors: FieldErrors
) -> HTML {
    dataTable(
        "Months", model.periods,
        columns: [
            Column("Month") { $0.name }, Column("From") { date($0.start) },
            Column("To") { date($0.end.adding(days: -1)) },
            .state("State") { period in
                period.isClosed ? statusTag("Closed", .warn) : statusTag("Open", .ok)
            },
            .steps("Change") { period in
                if frame.may(.budgetWrite) {
                    if period.isClosed {
                        postForm(context, .period(frame.scope, model.year, period.number, "reopening")) {
                            textField(
                                Field(
                                    reasonField(period.number), "Reason to open \(period.name) again", errors: errors))
                            submit("Open again", .plain)
                        }
                    } else {
                        postButton(
                            context, .period(frame.scope, model.year, period.number, "closure"),
                            "Close \(period.name)", .plain)
                    }
                }
            },
        ])
}

/// The form of one node's limits.
func limitPage(
    _ context: ScopedContext, _ year: FiscalYearCode, _ node: NodeLimit, _ form: LimitForm, _ errors: FieldErrors
) -> HTML {
    group {
        pageHeader(
            node.title, lead: "Budget \(node.current), spent and promised \(node.consumed)",
            trail: [Crumb("Limits and caps", .budgetLimits(context.scope, year))])
        errorSummary(errors)
        postForm(context, .budgetLimit(context.scope, year, node.id)) {
            if let version = form.version { input(.type("hidden"), .name("version"), .value(version)) }
            selectField(
                Field("control", "Beyond the budget", value: form.control, errors: errors),
                [Choice("none", "Nothing happens"), Choice("warn", "It warns"), Choice("stop", "It stops")])
            fieldRow {
                numberField(Field("warn_percent", "Warns at, %", value: form.warnPercent, errors: errors))
                numberField(Field("stop_percent", "Stops at, %", value: form.stopPercent, errors: errors))
            }
            moneyField(
                Field(
                    "cap", "Cap for the year", value: form.cap,
                    hint: "Stands instead of the budget; 0 lets nothing through, blank is no cap", errors: errors,
                    isOptional: true))
            formActions {
                submit("Save")
                cancelLink(.budgetLimits(context.scope, year))
            }
        }
    }
}
