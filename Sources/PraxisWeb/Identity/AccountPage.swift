import HTML
import Identity
import PraxisCore

/// One's own account: how one signs in, where one is signed in, what one may do.
func ownAccountPage(_ context: ScopedContext, _ frame: Frame, _ state: SignInState, _ own: OwnAccount) -> HTML {
    group {
        pageHeader("Your account", lead: "\(state.displayName), \(state.email)")
        card("Signing in") {
            summaryList([
                Fact("Password", "Set", change: .ownPassword),
                Fact("Second factor", state.hasFactor ? "On" : "Off", change: .enrollment),
                Fact(
                    "Recovery codes",
                    state.hasFactor ? "\(state.codesLeft) left; setting the second factor up again makes new ones" : nil
                ),
            ])
        }
        sessionsCard(context, frame, own.sessions)
        grantsCard(context, frame, own.grants)
        tokensCard(context, frame, own.tokens)
        keysCard()
    }
}

/// Single keys come with scripts, and so does the choice; each browser keeps its own.
private func keysCard() -> HTML {
    card("Keys", class: "scripted-only") {
        p {
            "Single keys such as / and J lead through the site. Turn them off where you speak to the computer, or press keys by accident. This browser keeps the choice. "
            a(.href(Place.help)) { "All keys" }
        }
        div(.class("bar"), .role("group"), .aria("label", "Single keys")) {
            button(.type("button"), .class("button"), .data("keys-choice", "on")) { "On" }
            button(.type("button"), .class("button"), .data("keys-choice", "off")) { "Off" }
        }
    }
}

private func sessionsCard(_ context: ScopedContext, _ frame: Frame, _ sessions: [Session]) -> HTML {
    card("Where you are signed in") {
        if sessions.count > 1 { postButton(context, .ownSessionsEnd, "Sign out everywhere else") }
    } content: {
        dataTable(
            "Sessions", sessions,
            columns: [
                Column("Browser") { session in
                    browserName(session.userAgent) + " "
                    if session.isCurrent { statusTag("This one", .ok) }
                },
                Column("Address") { $0.address },
                Column("Signed in") { moment($0.created, frame) },
                Column("Last seen") { moment($0.lastSeen, frame) },
                .steps("Action") { session in
                    session.isCurrent ? HTML() : postButton(context, .ownSessionEnd(session.id), "Sign out", .quiet)
                },
            ])
    }
}

private func grantsCard(_ context: ScopedContext, _ frame: Frame, _ grants: [RoleGrant]) -> HTML {
    card("What you may do") {
        if grants.contains(where: { $0.isCurrent && $0.kind == .normal && !$0.isForSelf }) {
            buttonLink("Pass on a role", .delegations)
        }
        if frame.may(.breakGlassRequest) { buttonLink("Emergency access", .emergency) }
    } content: {
        if grants.isEmpty {
            emptyState("You have no role yet", "An administrator of the practice gives roles.", icon: .key)
        } else {
            grantTable(frame, grants) { _ in HTML() }
        }
    }
}

private func tokensCard(_ context: ScopedContext, _ frame: Frame, _ tokens: [APIToken]) -> HTML {
    card("API tokens") {
        buttonLink("New token", .newToken, icon: .plus)
    } content: {
        if tokens.isEmpty {
            p(.class("muted")) { "None. A token lets a program do some of what you may do." }
        } else {
            dataTable(
                "API tokens", tokens,
                columns: [
                    Column("Name") { $0.name },
                    Column("May") { $0.permissions.joined(separator: ", ") },
                    Column("Last used") { token in
                        token.lastSeen.map { moment($0, frame) } ?? HTML("Never")
                    },
                    Column("Until") { moment($0.expires, frame) },
                    .state("State") { $0.revoked == nil ? statusTag("Works", .ok) : statusTag("Revoked") },
                    .steps("Action") { token in
                        token.revoked == nil
                            ? postButton(context, .tokenRevocation(token.id), "Revoke", .quiet) : HTML()
                    },
                ])
        }
    }
}

/// Roles with where and until when they hold, and what can be done with each.
func grantTable(
    _ frame: Frame, _ grants: [RoleGrant], @HTMLBuilder actions: @escaping @Sendable (RoleGrant) -> HTML
) -> HTML {
    dataTable(
        "Roles", grants,
        columns: [
            Column("Role") { $0.roleName },
            Column("Where") { $0.isForSelf ? "Own rows" : $0.clinicName ?? "Whole practice" },
            Column("From") { moment($0.starts, frame) },
            Column("Until") { grant in grant.ends.map { moment($0, frame) } ?? HTML("Open") },
            .state("State") { grant in
                switch (grant.isPending, grant.kind) {
                case (true, _): statusTag("Waits for approval", .warn)
                case (_, .breakGlass): statusTag("Emergency", .bad)
                case (_, .delegated): statusTag("Delegated", .info)
                case (_, .normal): grant.isCurrent ? statusTag("Valid", .ok) : statusTag("To come")
                }
            },
            .steps("Action") { actions($0) },
        ])
}

/// The browser's name out of what it says of itself.
private func browserName(_ agent: String) -> String {
    let names = [("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")]
    let systems = [
        ("Android", "Android"), ("iPhone", "iPhone"), ("Windows", "Windows"), ("Mac OS", "Mac"), ("Linux", "Linux"),
    ]
    let name = names.first { agent.contains($0.0) }?.1 ?? "Unknown browser"
    return systems.first { agent.contains($0.0) }.map { "\(name) on \($0.1)" } ?? name
}
