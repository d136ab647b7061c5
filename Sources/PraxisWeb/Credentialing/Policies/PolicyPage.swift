import Credentialing
import HTML
import PraxisCore

/// All policies, each with the version in force.
func policiesPage(_ context: ScopedContext, _ frame: Frame, _ catalog: PolicyCatalog) -> HTML {
    let scope = context.scope
    let today = frame.today
    return group {
        pageHeader("Policies", lead: "What is in force, and what is being written.") {
            if frame.may(.policyWrite) { buttonLink("Add a policy", .newPolicy(scope), .primary, icon: .plus) }
        }
        trainingTabs(context, frame, current: .policies(scope))
        if catalog.policies.isEmpty {
            emptyState("No policies yet", "Write the first one; a colleague approves it.", icon: .file)
        } else {
            dataTable(
                "Policies", catalog.policies,
                columns: [
                    Column("Policy") { policy in a(.href(Place.policy(scope, policy.id))) { policy.name } },
                    Column("In force") { policy in
                        if let version = PolicyClock.inForce(catalog.versions[policy.id] ?? [], on: today) {
                            "Version \(version.number) since "
                            date(version.effectiveFrom, else: "–")
                        } else {
                            "none"
                        }
                    },
                    .state("Next") { policy in
                        if let last = catalog.versions[policy.id]?.last,
                            [.draft, .approved, .scheduled].contains(last.state(on: today))
                        {
                            policyStateTag(last.state(on: today))
                        }
                    },
                    Column("Asked of") { policy in
                        let rules = catalog.rules.filter { $0.policy == policy.id && $0.endsOn == nil }
                        rules.isEmpty ? "nobody" : rules.map(audience).joined(separator: "; ")
                    },
                ])
        }
    }
}

func policyStateTag(_ state: PolicyVersion.State) -> HTML {
    switch state {
    case .draft: statusTag(state.title, .neutral)
    case .approved, .scheduled: statusTag(state.title, .info)
    case .effective: statusTag(state.title, .ok)
    case .retired: statusTag(state.title, .neutral)
    }
}

/// One policy: its versions and of whom it is asked.
func policyPage(
    _ context: ScopedContext, _ frame: Frame, _ catalog: PolicyCatalog, _ policy: Policy, _ errors: FieldErrors
) -> HTML {
    let scope = context.scope
    let versions = (catalog.versions[policy.id] ?? []).sorted { $0.number > $1.number }
    let isOpen = versions.first.map { $0.state(on: frame.today) == .draft } ?? false
    return group {
        pageHeader(
            policy.name, lead: "\(policy.code) · records are kept \(retention(policy.retention))",
            trail: [Crumb("Policies", .policies(scope))]
        ) {
            if frame.may(.policyWrite), !isOpen, policy.endsOn == nil {
                buttonLink("Write the next version", .newPolicyVersion(scope, policy.id), .primary, icon: .plus)
            }
        }
        errorSummary(errors)
        if let ends = policy.endsOn { notice(.info, "Not in force from \(ends.readable) on; records stay") }
        card("Versions") {
            HTML()
        } content: {
            versionTable(context, frame, policy, versions)
        }
        card("Asked of") {
            HTML()
        } content: {
            askedTable(context, frame, catalog.rules.filter { $0.policy == policy.id })
            if frame.may(.trainingWrite) {
                ruleForm(context, frame, .policyRules(scope, policy.id), catalog.exposures, errors)
            }
        }
        if frame.may(.policyWrite), policy.endsOn == nil {
            card("Withdraw the policy") {
                HTML()
            } content: {
                postForm(context, .policyWithdrawal(scope, policy.id)) {
                    input(.type("hidden"), .name("version"), .value(String(policy.version)))
                    dateField(
                        Field(
                            "ends", "Not in force from", value: context.form["ends"], hint: "Records stay",
                            errors: errors))
                    formActions { submit("Withdraw", .danger) }
                }
            }
        }
    }
}

private func versionTable(
    _ context: ScopedContext, _ frame: Frame, _ policy: Policy, _ versions: [PolicyVersion]
) -> HTML {
    dataTable(
        "Versions", versions,
        columns: [
            Column("Version") { version in
                a(.href(Place.policyVersion(context.scope, policy.id, version.number))) { "Version \(version.number)" }
            },
            .state("State") { version in policyStateTag(version.state(on: frame.today)) },
            Column("In force") { version in
                date(version.effectiveFrom, else: "–")
                if let ends = version.endsOn { " to \(ends.adding(days: -1).readable)" }
            },
            Column("Change") { version in
                version.change.title + (version.changeReason.map { ": \($0)" } ?? "")
            },
            Column("Approved") { version in
                version.approvedBy.map { "by \($0)" } ?? "–"
            },
            Column("Kept through") { version in
                date(
                    version.endsOn.flatMap {
                        policy.retention.keptThrough(
                            recordedOn: $0.adding(days: -1), lastEffective: $0.adding(days: -1))
                    }, else: "while in force, then \(policy.retention.years) years")
            },
        ])
}

/// One version: what it says, who wrote and approved it, and the next step.
func policyVersionPage(
    _ context: ScopedContext, _ frame: Frame, _ policy: Policy, _ version: PolicyVersion, _ before: PolicyVersion?,
    _ errors: FieldErrors
) -> HTML {
    let scope = context.scope
    let state = version.state(on: frame.today)
    return group {
        pageHeader(
            version.title, tag: policyStateTag(state), lead: "Version \(version.number) of \(policy.name)",
            trail: [Crumb("Policies", .policies(scope)), Crumb(policy.name, .policy(scope, policy.id))]
        ) {
            if state == .draft, frame.may(.policyWrite) {
                buttonLink("Change", .policyVersionEdit(scope, policy.id, version.number), icon: .pencil)
            }
        }
        errorSummary(errors)
        summaryList([
            Fact("Written by", version.authors), Fact("Change", version.change.title),
            Fact("Why", version.changeReason),
            Fact("Acknowledged within", counted(version.dueDays, "day", "days")),
            Fact("Approved by", version.approvedBy),
            Fact("Approved at") { version.approvedAt.map { moment($0, frame) } ?? HTML("–") },
            Fact("In force from") { date(version.effectiveFrom, else: "–") },
        ])
        policyText(version)
        if let before, !before.body.isEmpty, before.body != version.body {
            details {
                summary { "The text before, version \(before.number)" }
                for block in before.body.split(separator: "\n", omittingEmptySubsequences: true) { p { String(block) } }
            }
        }
        if state == .draft, frame.may(.policyApprove) { approvalForm(context, policy, version) }
        if state == .approved, frame.may(.policyWrite) {
            card("Put it in force") {
                HTML()
            } content: {
                postForm(context, .policySchedule(scope, policy.id, version.number)) {
                    dateField(
                        Field(
                            "effective", "First day in force", value: context.form["effective"],
                            hint: "Its audience is asked from that day on", errors: errors))
                    formActions { submit("Put it in force") }
                }
            }
        }
    }
}

private func approvalForm(_ context: ScopedContext, _ policy: Policy, _ version: PolicyVersion) -> HTML {
    card("Approve") {
        HTML()
    } content: {
        p { "The text is frozen with its digest. Nobody approves what they wrote." }
        postForm(context, .policyApproval(context.scope, policy.id, version.number)) {
            input(.type("hidden"), .name("version"), .value(String(version.version)))
            formActions { submit("Approve this text") }
        }
    }
}
