import Credentialing
import HTML
import PraxisCore

/// A person's file on another day: where it let them work, each credential as it was known, and what came in since.
func fileAsOfPage(_ context: ScopedContext, _ frame: Frame, _ file: FileAsOf) -> HTML {
    let place = Place.credentialFile(context.scope, file.person.id)
    return group {
        asOfBanner("the file", file.asOf, frame, back: place)
        pageHeader(
            file.person.name, tag: statusTag("As of \(file.asOf.valid.readable)", .warn),
            lead: file.person.npi.map { "NPI \($0)" } ?? "no NPI",
            trail: [Crumb("Credentials", .credentials(context.scope))])
        personTabs(frame, PersonRecord.ID(file.person.id.uuid), current: place)
        asOfForm(context, place, file.asOf, FieldErrors())
        card("Could work at") { dayClearances(file) }
        if !file.overrides.isEmpty { card("Overrides of that day") { overrideTable(frame, file.overrides) } }
        if file.credentials.isEmpty {
            emptyState(
                "Nothing was on file", "Nobody had recorded a credential by then.", icon: .badge)
        }
        for credential in file.credentials { credentialCard(frame, file, credential) }
        if !file.later.isEmpty {
            card("Recorded since then") {
                if file.isCut { p(.class("muted")) { "The earliest \(file.later.count); more were recorded." } }
                laterTable(frame, file)
            }
        }
    }
}

private func dayClearances(_ file: FileAsOf) -> HTML {
    if file.clearances.isEmpty {
        return p(.class("muted")) { "No appointment of that day was known at a clinic that you may see." }
    }
    return dataTable(
        "Appointments", file.clearances,
        columns: [
            Column("Clinic") { row in row.clinic },
            Column("Role") { row in row.roleTitle },
            Column("Whole day") { row in verdictTag(row.answer) },
            Column("Why") { row in
                reasonList(row.answer.reasons)
                billingTag(row.answer)
            },
        ])
}

private func overrideTable(_ frame: Frame, _ overrides: [HeldOverride]) -> HTML {
    dataTable(
        "Overrides", overrides,
        columns: [
            Column("Of") { row in row.requirement },
            Column("Clinic") { row in row.clinic },
            Column("From") { row in moment(row.starts, frame) },
            Column("Until") { row in moment(row.ends, frame) },
            Column("Approved") { row in
                moment(row.approvedAt, frame)
                div(.class("muted")) { row.approvedBy }
            },
        ])
}

private func credentialCard(_ frame: Frame, _ file: FileAsOf, _ credential: HeldCredential) -> HTML {
    let terms = file.terms(of: credential.id)
    let checks = file.verifications(of: credential.id)
    return card(credential.title, id: "credential-\(credential.id)") {
        p {
            "On \(file.asOf.valid.readable): "
            standingTag(file.standing(of: credential.id))
        }
        for span in file.statuses(of: credential.id) { statusNotice(span) }
        if terms.isEmpty {
            p { "No term was on file, so it counted for nothing." }
        } else {
            dataTable(
                "Terms of \(credential.title)", terms,
                columns: [
                    Column("First day") { term in date(term.issuedOn) },
                    Column("Last day") { term in date(term.expiresOn, else: "no end") },
                    .state("Status") { term in
                        statusTag(
                            term.isVerified ? "Verified" : term.result?.title ?? "Not verified",
                            term.isVerified ? .ok : .warn)
                    },
                    Column("Last check") { term in
                        if let checked = term.verifiedAt {
                            moment(checked, frame)
                        } else {
                            span(.class("muted")) { "never" }
                        }
                    },
                ])
        }
        if !checks.isEmpty { checkTable(frame, credential, checks) }
    }
}

private func standingTag(_ state: CredentialStanding.State) -> HTML {
    let tone: Tone =
        switch state {
        case .covered: .ok
        case .limited, .unverified: .warn
        case .barred, .none: .bad
        }
    return statusTag(state.title, tone)
}

private func laterTable(_ frame: Frame, _ file: FileAsOf) -> HTML {
    dataTable(
        "Records of later", file.later,
        columns: [
            Column("Recorded") { fact in moment(fact.recordedAt, frame) },
            Column("About") { fact in fact.subject },
            Column("What") { fact in
                fact.sentence
                if let why = fact.reason { small { "Why: \(why)" } }
            },
            Column("By") { fact in fact.recordedBy ?? "–" },
        ])
}
