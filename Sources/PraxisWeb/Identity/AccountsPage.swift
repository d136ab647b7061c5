import FoundationEssentials
import HTML
import Identity
import PraxisCore

/// Who may sign in.
func accountsPage(
    _ context: ScopedContext, _ frame: Frame, _ accounts: [Account], next: String?
) -> HTML {
    let path = Place.accounts(frame.scope).path.query("status", context.query["status"]).query("q", context.query["q"])
    let states = Account.Status.allCases.map {
        Choice($0.rawValue, $0.rawValue.prefix(1).uppercased() + $0.rawValue.dropFirst())
    }
    return group {
        pageHeader("Accounts", lead: "Who may sign in, and as what") {
            if frame.may(.grantRead) { buttonLink("Roles", .roles(frame.scope)) }
            if frame.may(.breakGlassReview) { buttonLink("Emergencies", .emergencies(frame.scope)) }
            if frame.may(.accountWrite) { buttonLink("New account", .newAccount(frame.scope), .primary, icon: .plus) }
        }
        filterBar(path, context.query, [Chips("Status", name: "status", states)], search: "Name or email")
        if accounts.isEmpty {
            emptyState("No account fits", "Change the filter, or add an account.", icon: .users)
        } else {
            dataTable(
                "Accounts", accounts,
                columns: [
                    Column("Name") { account in
                        a(.href(Place.account(frame.scope, account.id))) { account.displayName }
                    },
                    Column("Email") { $0.email },
                    Column("Roles") { account in
                        account.roles.isEmpty
                            ? span(.class("muted")) { "None" } : HTML(account.roles.joined(separator: ", "))
                    },
                    .state("Status") { accountTag($0.status) },
                ])
            pager(path, shown: accounts.count, next: next)
        }
    }
}

/// One account: what it is, what it may do, how it signs in.
func accountPage(_ context: ScopedContext, _ frame: Frame, _ record: AccountRecord) -> HTML {
    let account = record.account
    return group {
        pageHeader(
            account.displayName, tag: accountTag(account.status), lead: account.email,
            trail: [Crumb("Accounts", .accounts(frame.scope))]
        ) {
            if frame.may(.accountWrite) {
                buttonLink("Change", .account(frame.scope, account.id, "edit"), icon: .pencil)
            }
        }
        card("Roles") {
            if frame.may(.grantWrite) {
                buttonLink("Give a role", .account(frame.scope, account.id, "grants", "new"), icon: .plus)
            }
        } content: {
            if record.grants.isEmpty {
                emptyState("No role", "Without a role the account sees nothing but itself.", icon: .key)
            } else {
                grantTable(frame, record.grants) { grant in grantActions(context, frame, account.id, grant) }
            }
        }
        securityCard(context, frame, record)
        if frame.may(.auditRead) {
            card("History") { timeline(record.history.map { $0.timelineEntry(frame) }) }
        }
    }
}

@HTMLBuilder
private func grantActions(
    _ context: ScopedContext, _ frame: Frame, _ account: Account.ID, _ grant: RoleGrant
) -> HTML {
    if frame.may(.grantWrite) {
        if grant.isPending {
            postButton(context, .grant(frame.scope, account, grant.id, "approval"), "Approve")
        }
        postButton(context, .grant(frame.scope, account, grant.id, "end"), "End", .quiet)
    }
}

private func securityCard(_ context: ScopedContext, _ frame: Frame, _ record: AccountRecord) -> HTML {
    let id = record.account.id
    return card("Signing in") {
        if let security = record.security {
            summaryList([
                Fact("Password", security.hasPassword ? "Set" : "Not yet chosen"),
                Fact("Second factor", security.hasFactor ? "On, \(security.codesLeft) recovery codes left" : "Off"),
                Fact("Sessions", "\(security.sessions) open"),
                Fact("Last seen") { security.lastSeen.map { moment($0, frame) } ?? HTML("Never") },
            ])
        }
        if frame.may(.accountWrite) {
            div(.class("bar")) {
                if record.account.status != .disabled {
                    postButton(
                        context, .account(frame.scope, id, "link"),
                        record.account.status == .invited ? "Make an invitation link" : "Make a reset link")
                }
                if (record.security?.sessions ?? 0) > 0 {
                    postButton(context, .account(frame.scope, id, "sessions", "end"), "End all sessions")
                }
                if record.security?.hasFactor == true {
                    postButton(context, .account(frame.scope, id, "factor", "reset"), "Reset the second factor")
                }
                if record.account.status == .disabled {
                    postButton(
                        context, .account(frame.scope, id, "status"), "Open again", fields: [("status", "active")])
                } else {
                    postButton(
                        context, .account(frame.scope, id, "status"), "Disable", .danger,
                        fields: [("status", "disabled")])
                }
            }
        }
    }
}

func accountTag(_ status: Account.Status) -> HTML {
    switch status {
    case .invited: statusTag("Invited", .info)
    case .active: statusTag("Active", .ok)
    case .disabled: statusTag("Disabled")
    }
}

/// What the form of an account brings.
struct AccountForm {
    let form: Form

    init(_ form: Form) { self.form = form }

    func validated() throws(FieldErrors) -> NewAccount {
        var errors = FieldErrors()
        let email = errors.check("email", self.form["email"], Self.address, else: "Enter an email address")
        let name = errors.check(
            "display_name", self.form["display_name"], { $0.count <= 200 ? $0 : nil }, else: "Enter a name")
        guard let email, let name else { throw errors }
        return NewAccount(email: email, displayName: name)
    }

    static func address(_ text: String) -> String? {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        let isGood = parts.count == 2 && !parts[0].isEmpty && !parts[1].isEmpty && text.utf8.count <= 254
        return isGood && !text.contains { $0.isWhitespace } ? text.lowercased() : nil
    }
}

/// The form of an account, new or changed. A new one may be that of a person.
func accountForm(
    _ context: ScopedContext, _ place: Place, back: Place, email: String?, name: String?, version: Int?,
    people: [PersonName], _ errors: FieldErrors
) -> HTML {
    group {
        errorSummary(errors)
        postForm(context, place) {
            if let version { input(.type("hidden"), .name("version"), .value(String(version))) }
            textField(Field("display_name", "Name", value: name, errors: errors), .autocomplete("off"))
            field(Field("email", "Email", value: email, errors: errors), type: "email", .autocomplete("off"))
            if version == nil {
                selectField(
                    Field(
                        "person", "Person", value: context.form["person"] ?? context.query["person"], errors: errors,
                        isOptional: true),
                    people.map { Choice($0.id.uuidString.lowercased(), $0.name) }, blank: "Nobody of the staff",
                    search: true)
            }
            formActions {
                submit("Save")
                cancelLink(back)
            }
        }
    }
}
