import Credentialing
import HTML
import PraxisCore

/// What the certificate of each term says; nothing for other kinds of credentials.
func malpracticePart(
    _ context: ScopedContext, _ frame: Frame, _ file: CredentialFile, _ credential: HeldCredential, _ terms: [Term]
) -> HTML {
    guard credential.type == MalpracticeFile.type, !terms.isEmpty else { return HTML() }
    return dataTable(
        "What \(credential.title) covers", terms, class: "cards",
        columns: [
            Column("Term") { term in "\(term.issuedOn.readable) – \(term.expiresOn?.readable ?? "no end")" },
            Column("Policy") { term in
                if let cover = file.malpractice.cover(of: term.id) {
                    cover.policy.title
                    if let day = cover.retroactiveOn { div(.class("muted")) { "retroactive to \(day.readable)" } }
                }
            },
            Column("Each claim / year") { term in file.malpractice.cover(of: term.id)?.limitsTitle ?? "" },
            Column("Insured") { term in
                if let cover = file.malpractice.cover(of: term.id) {
                    cover.insuredTitle
                    if let state = cover.fundState, let reference = cover.fundReference {
                        div(.class("muted")) { "Fund of \(state): \(reference)" }
                    }
                }
            },
            .state("Standing") { term in coverTag(file.malpractice.cover(of: term.id)) },
            .steps("Action") { term in
                if frame.may(.credentialWrite) {
                    a(.href(Place.newCover(context.scope, file.person.id, term.id))) {
                        file.malpractice.cover(of: term.id) == nil ? "Record what it covers" : "Read it anew"
                    }
                }
            },
        ])
}

private func coverTag(_ cover: MalpracticeCover?) -> HTML {
    guard let cover else { return statusTag("Not recorded", .warn) }
    return cover.isChecked ? statusTag("Checked", .ok) : statusTag("Not checked since", .warn)
}

/// Work for the practice that nothing on file covers, and what covers the rest of it.
func earlierWorkCard(_ context: ScopedContext, _ frame: Frame, _ file: CredentialFile) -> HTML {
    let (uncovered, tails) = (file.malpractice.uncovered, file.malpractice.tails)
    if uncovered.isEmpty, tails.isEmpty { return HTML() }
    return card("Malpractice cover of earlier work") {
        if frame.may(.credentialWrite) {
            buttonLink("Add a tail or prior acts", .newTail(context.scope, file.person.id))
        }
    } content: {
        for period in uncovered {
            notice(.bad, "Not covered: work from \(period.startsOn.readable) to \(period.throughOn.readable)") {
                p {
                    "The claims-made policy does not reach back to it. Put a tail of the policy before, or prior acts of "
                        + "the present one, on file. Past shifts stay as they are."
                }
            }
        }
        if !tails.isEmpty {
            dataTable(
                "What covers earlier work", tails,
                columns: [
                    Column("How") { row in row.kind.title },
                    Column("From") { row in date(row.startsOn) }, Column("Through") { row in date(row.throughOn) },
                    Column("Insurer") { row in
                        [row.insurer, row.reference].compactMap(\.self).joined(separator: ", ")
                    },
                    Column("Recorded by") { row in row.recordedBy },
                ])
        }
    }
}

/// What a certificate says.
func malpracticeCoverForm(
    _ context: ScopedContext, _ frame: Frame, _ file: CredentialFile, _ term: Term, _ errors: FieldErrors
) -> HTML {
    let form = context.form
    let last = file.malpractice.cover(of: term.id)
    let named = form.all("clinics[]")
    return postForm(context, .covers(context.scope, file.person.id, term.id)) {
        p { "Term \(term.issuedOn.readable) – \(term.expiresOn?.readable ?? "no end"), as the certificate says it." }
        input(.type("hidden"), .name("follows"), .value(String(last?.step ?? 0)))
        radios(
            Field("policy", "Policy", value: form["policy"] ?? last?.policy.rawValue, errors: errors),
            MalpracticeCover.Policy.allCases.map { Choice($0.rawValue, $0.title) })
        dateField(
            Field(
                "retroactive", "Retroactive date", value: form["retroactive"] ?? last?.retroactiveOn?.description,
                hint: "Of a claims-made policy: work from this day on is covered", errors: errors, isOptional: true))
        fieldRow {
            moneyField(
                Field("each", "Limit for each claim", value: form["each"] ?? last?.limits.each.plain, errors: errors))
            moneyField(
                Field(
                    "aggregate", "Limit for a year", value: form["aggregate"] ?? last?.limits.aggregate.plain,
                    errors: errors))
        }
        textField(
            Field(
                "named_insured", "Named insured",
                value: form["named_insured"] ?? last?.namedInsured ?? file.person.name,
                errors: errors), .maxlength(200))
        fields("Clinics that it names") {
            p(.class("hint")) { "Tick none where it names the practice with all of its clinics." }
            for clinic in frame.clinics {
                checkbox(
                    "clinics[]", clinic.name, value: clinic.slug.description,
                    isOn: named.contains(clinic.slug.description)
                        || named.isEmpty && last?.clinics?.contains(clinic.name) == true)
            }
        }
        fieldRow {
            selectField(
                Field(
                    "fund_state", "Takes part in the fund of", value: form["fund_state"] ?? last?.fundState,
                    hint: "Where a state has a patient compensation fund", errors: errors, isOptional: true),
                StateCode.all.sorted().map { Choice($0, $0) }, blank: "None")
            textField(
                Field(
                    "fund_reference", "Proven by", value: form["fund_reference"] ?? last?.fundReference,
                    hint: "Such as the number of the fund’s certificate", errors: errors, isOptional: true),
                .maxlength(200))
        }
        formActions {
            submit("Put on file")
            cancelLink(.credentialFile(context.scope, file.person.id))
        }
    }
}

/// What covers earlier work.
func malpracticeTailForm(
    _ context: ScopedContext, _ file: CredentialFile, _ documents: [Document], _ errors: FieldErrors
) -> HTML {
    let form = context.form
    let open = file.malpractice.uncovered.first
    return postForm(context, .tails(context.scope, file.person.id)) {
        if documents.isEmpty {
            notice(.warn, "No document is on file") {
                p { a(.href(Place.documents(context.scope, file.person.id))) { "Put the endorsement on file first" } }
            }
        }
        radios(
            Field("kind", "How it is covered", value: form["kind"], errors: errors),
            MalpracticeTail.Kind.allCases.map { Choice($0.rawValue, $0.title) })
        fieldRow {
            dateField(
                Field("starts", "First day", value: form["starts"] ?? open?.startsOn.description, errors: errors))
            dateField(
                Field("through", "Last day", value: form["through"] ?? open?.throughOn.description, errors: errors))
        }
        fieldRow {
            textField(Field("insurer", "Insurer", value: form["insurer"], errors: errors), .maxlength(200))
            textField(
                Field("reference", "Number", value: form["reference"], errors: errors, isOptional: true),
                .maxlength(200))
        }
        selectField(
            Field(
                "document", "Document that proves it", value: form["document"],
                hint: "Of the person’s credential file", errors: errors),
            documents.map { Choice($0.id.description, $0.name) }, blank: "Choose")
        if !file.malpractice.tails.isEmpty {
            selectField(
                Field(
                    "supersedes", "Replaces", value: form["supersedes"], hint: "Only where an entry was wrong",
                    errors: errors, isOptional: true),
                file.malpractice.tails.map {
                    Choice($0.id.description, "\($0.kind.title) from \($0.startsOn.readable)")
                }, blank: "Nothing")
            textField(
                Field(
                    "withdrawn", "Why that entry covers nothing", value: form["withdrawn"],
                    hint: "Only to take it back as a whole", errors: errors, isOptional: true), .maxlength(500))
        }
        formActions {
            submit("Put on file")
            cancelLink(.credentialFile(context.scope, file.person.id))
        }
    }
}
