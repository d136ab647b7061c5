import Credentialing
import HTML
import PraxisCore

/// What a person holds: where it lets them work, each credential with its terms, and every check of them.
func credentialFilePage(
    _ context: ScopedContext, _ frame: Frame, _ file: CredentialFile, _ errors: FieldErrors = FieldErrors()
) -> HTML {
    let scope = context.scope
    return group {
        errorSummary(errors)
        pageHeader(
            file.person.name,
            lead: [file.person.clinics, file.person.npi.map { "NPI \($0)" } ?? "no NPI"]
                .filter { !$0.isEmpty }.joined(separator: " · "),
            trail: [Crumb("Credentials", .credentials(scope))]
        ) {
            if frame.may(.fileRead) {
                buttonLink("Suspensions", .suspensions(scope, file.person.id), .quiet)
                buttonLink("Earlier approvals", .priorApprovals(scope, file.person.id), .quiet)
            }
            buttonLink("Residences", .residences(scope, file.person.id), .quiet)
            if frame.may(.credentialWrite) {
                buttonLink("Add a credential", .newCredential(scope, file.person.id), .primary, icon: .plus)
            }
        }
        personTabs(
            frame, PersonRecord.ID(file.person.id.uuid), current: .credentialFile(scope, file.person.id))
        asOfForm(context, .credentialFile(scope, file.person.id), nil, errors)
        for suspension in file.suspensions where !suspension.isOver(on: frame.today) {
            suspensionNotice(suspension, frame.today)
        }
        for approval in file.approvals where [.waiting, .confirmed].contains(approval.standing) {
            priorApprovalNotice(approval)
        }
        standingNotice(file)
        optOutNotice(file.listings)
        card("May work at") { appointmentList(file.appointments) }
        specialtyCard(context, frame, file, errors)
        if file.credentials.isEmpty {
            emptyState("Nothing on file", "Put the first license or certificate on file.", icon: .badge)
        }
        earlierWorkCard(context, frame, file)
        for credential in file.credentials { credentialCard(context, frame, file, credential) }
        entryErrorCard(context, frame, file)
        registryCard(file)
        medicareListCard(file.listings, file.medicare)
    }
}

private func appointmentList(_ appointments: [AppointmentClearance]) -> HTML {
    if appointments.isEmpty { return p(.class("muted")) { "No appointment at a clinic that you may see." } }
    return dataTable(
        "Appointments", appointments,
        columns: [
            Column("Clinic") { row in row.clinic },
            Column("Role") { row in row.roleTitle },
            Column("Today") { row in verdictTag(row.today) },
            Column("Next 30 days") { row in verdictTag(row.ahead) },
            Column("Why") { row in
                reasonList(row.ahead.reasons)
                billingTag(row.ahead)
            },
        ])
}

private func credentialCard(
    _ context: ScopedContext, _ frame: Frame, _ file: CredentialFile, _ credential: HeldCredential
) -> HTML {
    let (scope, person) = (context.scope, file.person.id)
    let terms = file.terms(of: credential.id)
    return card(credential.title, id: "credential-\(credential.id)") {
        if frame.may(.credentialWrite) { buttonLink("Add a term", .newTerm(scope, person, credential.id)) }
        if frame.may(.verificationWrite) {
            buttonLink("Board action", .newStatus(scope, person, credential.id), .quiet)
            buttonLink("Entered in error", .newEntryError(scope, person, credential.id), .quiet)
        }
    } content: {
        p(.class("muted")) {
            [
                credential.issuer, credential.isMultistate ? "multistate" : nil,
                credential.isFromFile ? "from a provider file: a hint, no proof" : nil,
            ].compactMap(\.self).joined(separator: " · ")
        }
        for span in file.statuses(of: credential.id) { statusNotice(span) }
        if terms.isEmpty {
            p { "No term is on file, so it counts for nothing." }
        } else {
            termTable(context, frame, file, credential, terms)
            holeList(file, credential)
        }
        malpracticePart(context, frame, file, credential, terms)
        verificationLog(context, frame, file, credential, terms)
    }
}

func statusNotice(_ span: StatusSpan) -> HTML {
    spanNotice(
        span.status == .renewalFiled ? .info : span.status.bars ? .bad : .warn, span.status.title, span.startsOn,
        span.endsOn, span.source)
}

/// What was done to a credential or certificate, when, and how it is known.
func spanNotice(
    _ tone: Tone, _ title: String, _ startsOn: LocalDate, _ endsOn: LocalDate?, _ source: String
) -> HTML {
    let end = endsOn.map { " until before \($0.readable)" } ?? ""
    return notice(tone, "\(title) from \(startsOn.readable)\(end)") {
        p { "Source: \(source)" }
    }
}

private func termTable(
    _ context: ScopedContext, _ frame: Frame, _ file: CredentialFile, _ credential: HeldCredential, _ terms: [Term]
) -> HTML {
    let (scope, person, today) = (context.scope, file.person.id, frame.today)
    let mayVerify = frame.may(.verificationWrite)
    return dataTable(
        "Terms of \(credential.title)", terms,
        columns: [
            Column("First day") { term in date(term.issuedOn) },
            Column("Last day") { term in date(term.expiresOn, else: "no end") },
            .state("Status") { term in
                let claim = file.claim(of: term.id).flatMap { $0.state == .waiting ? $0 : nil }
                if !term.isVerified, file.verifications(of: term.id).contains(where: \.waitsForReview) {
                    statusTag("Waits for review", .info)
                } else if let claim {
                    statusTag(claim.state.title, .info)
                } else {
                    termTag(term, today)
                }
                if let claim { claimLine(context, claim) }
            },
            Column("Last check") { term in
                if let checked = term.verifiedAt { moment(checked, frame) } else { span(.class("muted")) { "never" } }
            },
            .steps("Action") { term in
                if mayVerify { a(.href(Place.newVerification(scope, person, term.id))) { "Verify" } }
            },
        ])
}

/// The days in between on which it did not count, which stay on record.
private func holeList(_ file: CredentialFile, _ credential: HeldCredential) -> HTML {
    let holes = file.holes(of: credential.id)
    if holes.isEmpty { return HTML() }
    return ul(.class("plain")) {
        for hole in holes {
            li {
                statusTag(hole.title, .warn)
                " \(hole.days)"
            }
        }
    }
}

extension CoverageHole {
    /// What was amiss, in words.
    var title: String {
        switch self.kind {
        case .gap: "Not covered"
        case .unverified: "Not verified then"
        }
    }

    /// Its days, in words.
    var days: String {
        self.first == self.last ? self.first.readable : "\(self.first.readable) to \(self.last.readable)"
    }
}

/// Who says so, and the document that came with it.
func claimLine(_ context: ScopedContext, _ claim: RenewalClaim) -> HTML {
    div(.class("muted")) {
        p { "Handed in by the holder" + (claim.number.map { ", with the number \($0)" } ?? "") }
        postButton(context, .openings(context.scope, claim.person, claim.document), "Open the document", .quiet)
    }
}

private func termTag(_ term: Term, _ today: LocalDate) -> HTML {
    guard term.isVerified else {
        return statusTag(term.result == nil ? "Not verified" : term.result?.title ?? "", .warn)
    }
    if let last = term.expiresOn, last < today { return statusTag("Ended", .neutral) }
    if term.issuedOn > today { return statusTag("Verified, begins later", .info) }
    return statusTag("Verified", .ok)
}

private func verificationLog(
    _ context: ScopedContext, _ frame: Frame, _ file: CredentialFile, _ credential: HeldCredential, _ terms: [Term]
) -> HTML {
    let checks = terms.flatMap { file.verifications(of: $0.id) }.sorted { $0.verifiedAt > $1.verifiedAt }
    if checks.isEmpty { return HTML() }
    let person = file.person.id
    return details(.open(checks.contains(where: \.waitsForReview))) {
        summary { checks.count == 1 ? "1 check" : "\(checks.count) checks" }
        checkTable(frame, credential, checks) { check in
            if check.waitsForReview, check.isReviewable, frame.may(.verificationWrite) {
                a(.href(Place.verificationReview(context.scope, person, check.id))) { "Review" }
            }
        }
    }
}

/// Checks of a credential's terms, and what can be done with each.
func checkTable(
    _ frame: Frame, _ credential: HeldCredential, _ checks: [Verification],
    @HTMLBuilder steps: @escaping @Sendable (Verification) -> HTML = { _ in HTML() }
) -> HTML {
    dataTable(
        "Checks of \(credential.title)", checks,
        columns: [
            Column("When") { check in moment(check.verifiedAt, frame) },
            Column("Result") { check in
                verificationTags(check)
                steps(check)
            },
            Column("How") { check in check.method.title },
            Column("Source") { check in
                check.source
                if let asOf = check.sourceAsOf {
                    group {
                        ", as of "; date(asOf)
                    }
                }
            },
            Column("Proof") { check in
                [check.reference, check.spokenTo.map { "spoken to \($0)" }, check.document].compactMap(\.self)
                    .joined(separator: ", ")
            },
            Column("By") { check in
                check.verifiedBy
                if check.isFetched { div(.class("muted")) { "by a program" } }
            },
        ])
}
