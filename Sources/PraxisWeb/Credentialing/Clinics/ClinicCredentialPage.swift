import Credentialing
import HTML
import PraxisCore

/// What the clinic may do today, each certificate with its terms, and who directs the laboratory.
func clinicCredentialsPage(
    _ context: ScopedContext, _ frame: Frame, _ file: ClinicFile, _ errors: FieldErrors
) -> HTML {
    group {
        errorSummary(errors)
        pageHeader(
            "Clinic credentials", lead: "\(file.site.name): what the clinic itself holds, and what may be done there.",
            trail: [Crumb(file.site.name, .clinic(file.site.slug))]
        ) {
            if frame.may(.credentialWrite) {
                buttonLink("Add a credential", .newClinicCredential(context.scope), .primary, icon: .plus)
            }
        }
        card("May be done here") { standingTable(file) }
        if file.credentials.isEmpty {
            emptyState("Nothing on file", "Put the first certificate of the clinic on file.", icon: .badge)
        }
        for credential in file.credentials { clinicCredentialCard(context, frame, file, credential) }
        card("Laboratory director") { directorPart(context, frame, file, errors) }
    }
}

private func standingTable(_ file: ClinicFile) -> HTML {
    dataTable(
        "Services and what they need", file.standing,
        columns: [
            Column("Service") { row in row.service ?? "Every shift" },
            Column("Needs") { row in
                row.typeName
                div(.class("muted")) { row.citation }
            },
            .state("Today") { row in
                if row.isCovered {
                    row.isLimited ? statusTag("Covered, with limits", .warn) : statusTag("Covered", .ok)
                } else {
                    statusTag(
                        row.severity == "block" ? "Blocked for everyone" : "Remark",
                        row.severity == "block" ? .bad : .warn)
                    if let status = row.barredBy { div(.class("muted")) { status.title } }
                }
            },
            Column("Covered until") { row in date(row.coveredUntil, else: row.isCovered ? "no end" : "–") },
        ])
}

private func clinicCredentialCard(
    _ context: ScopedContext, _ frame: Frame, _ file: ClinicFile, _ credential: ClinicCredential
) -> HTML {
    card(credential.title, id: "credential-\(credential.id)") {
        if frame.may(.credentialWrite) { buttonLink("Add a term", .newClinicTerm(context.scope, credential.id)) }
        if frame.may(.verificationWrite) {
            buttonLink("Authority action", .newClinicStatus(context.scope, credential.id), .quiet)
        }
    } content: {
        if let issuer = credential.issuer { p(.class("muted")) { issuer } }
        for span in file.statuses(of: credential.id) {
            spanNotice(span.status.bars ? .bad : .warn, span.status.title, span.startsOn, span.endsOn, span.source)
        }
        dataTable(
            "Terms of \(credential.title)", file.terms(of: credential.id),
            columns: [
                Column("First day") { term in date(term.issuedOn) },
                Column("Last day") { term in date(term.expiresOn, else: "no end") },
                .state("Status") { term in
                    clinicTermTag(term, file.site.today)
                    if let last = term.countedThrough {
                        div(.class("muted")) { "verified through \(last.readable)" }
                    }
                },
                Column("Last check") { term in
                    if let checked = term.verifiedAt {
                        moment(checked, frame)
                        div(.class("muted")) {
                            [term.verifiedBy, term.source].compactMap(\.self).joined(separator: ", ")
                        }
                    } else {
                        span(.class("muted")) { "never" }
                    }
                },
                .steps("Action") { term in
                    if frame.may(.verificationWrite) {
                        div { a(.href(Place.newClinicVerification(context.scope, term.id))) { "Verify" } }
                    }
                    if frame.may(.credentialWrite) {
                        div { a(.href(Place.newClinicDocument(context.scope, term.id))) { "Add a document" } }
                    }
                },
            ])
        clinicDocumentTable(context, frame, file, credential)
        clinicCheckLog(frame, file, credential)
    }
}

private func clinicTermTag(_ term: ClinicTerm, _ today: LocalDate) -> HTML {
    guard term.isVerified else { return statusTag(term.result?.title ?? "Not verified", .warn) }
    if let last = term.expiresOn, last < today { return statusTag("Ended", .neutral) }
    if term.issuedOn > today { return statusTag("Verified, begins later", .info) }
    return statusTag("Verified", .ok)
}

private func directorPart(
    _ context: ScopedContext, _ frame: Frame, _ file: ClinicFile, _ errors: FieldErrors
) -> HTML {
    group {
        if file.directors.isEmpty {
            p(.class("muted")) { "Nobody is named." }
        } else {
            dataTable(
                "Laboratory directors", file.directors,
                columns: [
                    Column("Name") { row in row.name },
                    Column("From") { row in date(row.startsOn) },
                    .state("Notice to the CLIA program") { row in noticeTag(row, file.site.today) },
                    .steps("Action") { row in
                        if row.isNoticeOpen, frame.may(.credentialWrite) {
                            postForm(context, .directorNotice(context.scope, row.id), .class("bar")) {
                                dateField(Field("notified", "Sent on", value: file.site.today.description))
                                submit("Notice sent", .plain)
                            }
                        }
                    },
                ])
        }
        if frame.may(.credentialWrite) {
            details {
                summary { "New director" }
                postForm(context, .laboratoryDirectors(context.scope)) {
                    textField(Field("name", "Name", value: context.form["name"], errors: errors), .maxlength(200))
                    dateField(Field("starts", "From", value: context.form["starts"], errors: errors))
                    formActions { submit("Record") }
                }
            }
        }
    }
}

private func noticeTag(_ row: LaboratoryDirector, _ today: LocalDate) -> HTML {
    if let day = row.notifiedOn { return statusTag("Sent on \(day.readable)", .ok) }
    guard let due = row.noticeDue else { return statusTag("None needed", .neutral) }
    return statusTag("Due by \(due.readable)", due < today ? .bad : .warn)
}
