import Credentialing
import HTML
import Postgres
import PraxisCore

/// The worksheet of an element: whom to ask and about whom, the form that takes the answer, and every earlier check.
///
/// - Parameter reviewed: the check whose review the errors are about, where they are not about a new one.
func worksheetPage(
    _ context: ScopedContext, _ frame: Frame, _ sheet: Credentialing.Worksheet, _ errors: FieldErrors,
    of reviewed: Verification.ID? = nil
) -> HTML {
    let (scope, file, item) = (context.scope, sheet.file, sheet.item)
    return group {
        pageHeader(
            item.title, tag: itemTag(item.status), lead: file.name,
            trail: [Crumb("Credentialing files", .files(scope)), Crumb(file.name, .file(scope, file.id))])
        errorSummary(errors)
        summaryList([
            Fact("Ask about", sheet.identity.name), Fact("Born", sheet.identity.birthDate?.readable),
            Fact("NPI", sheet.identity.npi), Fact("Rule", item.citation),
            Fact("Usable until") {
                date(item.usableUntil, else: item.verifiedOn == nil ? "not verified" : "does not age")
            },
        ])
        card("Sources") { sourceList(sheet.sources) }
        if frame.may(.verificationWrite), file.state.isOpen {
            card("Record a check") { checkForm(context, sheet, reviewed == nil ? errors : FieldErrors(), reviewed) }
            if item.isExceptable || item.status == .excepted {
                card("Does it apply?") { exceptionForm(context, sheet, errors) }
            }
        }
        card("Checks") { checkList(context, frame, sheet, errors, reviewed) }
    }
}

private func sourceList(_ sources: [VerificationSource]) -> HTML {
    if sources.isEmpty { return p(.class("muted")) { "No source is kept for this element; name the one you ask." } }
    return dataTable(
        "Sources", sources,
        columns: [
            Column("Source") { source in source.name },
            Column("Authority") { source in source.authority },
            Column("Kind") { source in source.kindTitle },
            Column("Address") { source in sourceAddress(source) },
        ])
}

/// Where a source is asked.
func sourceAddress(_ source: VerificationSource) -> HTML {
    group {
        if let address = source.address.flatMap({ ExternalAddress($0) }) {
            a(.href(address), .class("nowrap"), .rel("noopener noreferrer external")) {
                "Open the source"
                span(.class("hidden")) { " \(source.name)" }
                icon(.external)
            }
        }
        if let phone = source.phone { div { phone } }
    }
}

extension VerificationSource {
    /// How near the source is to the fact.
    var kindTitle: String { (SourceKind(rawValue: self.kind) ?? .reported).title }
}

private func checkForm(
    _ context: ScopedContext, _ sheet: Credentialing.Worksheet, _ errors: FieldErrors, _ reviewed: Verification.ID?
) -> HTML {
    let (form, identity) = (context.form, sheet.identity)
    // What was sent stays, a source that was taken back as well; which board licenses somebody is not guessed.
    let first = form["query"] == nil && sheet.item.element != "license" ? sheet.sources.first : nil
    let asked = [identity.name, identity.birthDate.map { "born \($0)" }, identity.npi.map { "NPI \($0)" }]
        .compactMap(\.self).joined(separator: ", ")
    return uploadForm(context, .worksheet(context.scope, sheet.file.id, sheet.item.element)) {
        fieldRow {
            selectField(
                Field("source", "Source", value: form["source"] ?? first?.id.description, errors: errors),
                sheet.sources.map { Choice($0.id.description, $0.name) }, blank: "Another, named beside")
            textField(
                Field(
                    "source_name", "Another source", value: form["source_name"],
                    hint: first == nil ? nil : "Where it is none of these", errors: errors, isOptional: first != nil),
                .maxlength(200))
        }
        if sheet.item.isOfCredential, sheet.terms.isEmpty {
            notice(
                .warn,
                sheet.item.element == "license"
                    ? "No license of this role in a state where the person works is on file"
                    : "No credential of this kind is on file"
            ) {
                p {
                    "A source confirms a credential that is on file. "
                    a(.href(Place.credentialFile(context.scope, sheet.file.person))) { "Enter it first" }
                    "."
                }
            }
        } else if !sheet.terms.isEmpty {
            selectField(
                Field(
                    "term", "Credential and term",
                    value: form["term"]
                        ?? (sheet.terms.count == 1 && form["query"] == nil ? sheet.terms[0].id.description : nil),
                    errors: errors, isOptional: !sheet.item.isOfCredential),
                sheet.terms.map { term in
                    Choice(
                        term.id.description,
                        "\(term.title): \(term.issuedOn.readable) – \(term.expiresOn?.readable ?? "no end")")
                }, blank: "None in particular")
        }
        fieldRow {
            selectField(
                Field(
                    "method", "How",
                    value: form["method"] ?? (first?.address == nil ? nil : VerificationMethod.web.rawValue),
                    errors: errors),
                VerificationMethod.allCases.map { Choice($0.rawValue, $0.title) }, blank: "Choose")
            dateField(Field("requested", "Asked on", value: form["requested"], errors: errors, isOptional: true))
            checkedField(form, errors)
        }
        textArea(
            Field(
                "query", "Exactly what was asked", value: form["query"] ?? asked,
                hint: "Names, number, birth date used", errors: errors), rows: 2)
        answerFields(form, errors, reviewed)
        correctionFields(form, sheet.corrections, errors)
        formActions {
            submit("Record the check")
            cancelLink(.file(context.scope, sheet.file.id))
        }
    }
}

private func answerFields(_ form: Form, _ errors: FieldErrors, _ reviewed: Verification.ID?) -> HTML {
    fields("What the source answered") {
        fieldRow {
            selectField(
                Field("result", "Result", value: form["result"], errors: errors),
                VerificationResult.allCases.map { Choice($0.rawValue, $0.title) }, blank: "Choose")
            dateField(
                Field(
                    "as_of", "Answer is as of", value: form["as_of"], hint: "Where the source prints a day",
                    errors: errors, isOptional: true))
        }
        printedFields(form, errors)
        textField(
            Field(
                "differs", "What differs from the file", value: form["differs"], errors: errors, isOptional: true),
            .maxlength(2000))
        proofFields(form, errors)
        fileField(
            Field(
                "document", "Document", hint: "A PDF, PNG or JPEG of the answer, up to 10 MB", errors: errors,
                isOptional: true), accept: ".pdf,.png,.jpg,.jpeg,application/pdf,image/png,image/jpeg")
        textArea(
            Field(
                "note", "Note", value: reviewed == nil ? form["note"] : nil, errors: errors, isOptional: true,
                form: reviewed.map { _ in "new" }), rows: 2)
    }
}

extension Credentialing.Worksheet {
    /// The checks that a new one can correct.
    fileprivate var corrections: [Choice] {
        self.checks.filter { !$0.isSuperseded }.map { check in
            Choice(check.id.description, "\(check.verifiedOn.readable): \(check.result.title), \(check.source)")
        }
    }
}

private func exceptionForm(_ context: ScopedContext, _ sheet: Credentialing.Worksheet, _ errors: FieldErrors) -> HTML {
    let isExcepted = sheet.item.status == .excepted
    return postForm(context, .exception(context.scope, sheet.file.id, sheet.item.element)) {
        if let reason = sheet.item.exception { p { "It does not apply: \(reason)" } }
        input(.type("hidden"), .name("stands"), .value(isExcepted ? "no" : "yes"))
        div(.class("field")) {
            label(.for("exception-reason")) { isExcepted ? "Why it applies after all" : "Why it does not apply" }
            textarea(.id("exception-reason"), .name("reason"), .rows(2)) { "" }
        }
        formActions { submit(isExcepted ? "It applies after all" : "It does not apply", .plain) }
    }
}

private func checkList(
    _ context: ScopedContext, _ frame: Frame, _ sheet: Credentialing.Worksheet, _ errors: FieldErrors,
    _ reviewed: Verification.ID?
) -> HTML {
    if sheet.checks.isEmpty {
        return p(.class("muted")) {
            sheet.item.isPeerReview && !frame.may(.peerReviewOpen)
                ? "What peers and the data bank answered is closed to you." : "Nobody has checked this yet."
        }
    }
    return group {
        for check in sheet.checks {
            checkDetails(context, frame, sheet, check, check.id == reviewed ? errors : FieldErrors())
        }
    }
}

private func checkDetails(
    _ context: ScopedContext, _ frame: Frame, _ sheet: Credentialing.Worksheet, _ check: ElementCheck,
    _ errors: FieldErrors
) -> HTML {
    var facts = [
        Fact("Source", "\(check.source), \(check.method.title.lowercased())"), Fact("Asked", check.query),
        Fact("Requested", check.requestedAt.map(frame.shown)), Fact("Verified", frame.shown(check.verifiedAt)),
        Fact("As of", check.sourceAsOf?.readable), Fact("Reference", check.reference),
    ]
    facts += PrintedValues.names.compactMap { value in
        check.values[value.name].map { Fact(value.title, $0) }
    }
    facts += check.mismatches.sorted { $0.key < $1.key }.map { field, told in
        let title = PrintedValues.names.first { $0.name == field }?.title
        return Fact("Differs", title.map { "\($0): \(told)" } ?? told)
    }
    if let spoken = check.spokenTo { facts.append(Fact("Spoken to", spoken)) }
    if let note = check.note { facts.append(Fact("Note", note)) }
    if let evidence = check.evidence {
        facts.append(
            Fact("Document") {
                if sheet.item.isPeerReview {
                    purposeForm(
                        context, .evidence(context.scope, sheet.file.id, evidence.id), "Open \(evidence.name)")
                } else {
                    a(.href(Place.evidence(context.scope, sheet.file.id, evidence.id))) { evidence.name }
                }
                small { "SHA-256 \(Hexadecimal.text(evidence.digest).prefix(16))…" }
            })
    }
    if let document = check.document {
        facts.append(
            Fact("Document") {
                postButton(
                    context, .openings(context.scope, sheet.file.person, document.id), "Open \(document.name)", .quiet)
                small { "SHA-256 \(Hexadecimal.text(document.digest).prefix(16))…" }
            })
    }
    facts.append(Fact("By", check.verifiedBy + (check.isFetched ? ", fetched by a program" : "")))
    if let reviewer = check.reviewedBy {
        facts.append(Fact("Reviewed", "\(check.isAccepted == true ? "accepted" : "rejected") by \(reviewer)"))
    }
    if let reason = check.reason { facts.append(Fact("Corrects an earlier check", reason)) }
    if check.isRecordedLate { facts.append(Fact("Put on record", check.recordedOn.readable)) }
    return details(.open(!errors.isEmpty)) {
        summary {
            statusTag(
                check.result.title,
                !check.result.isGood ? .warn : check.isFetched && check.isAccepted != true ? .neutral : .ok)
            " \(check.verifiedOn.readable) "
            if check.isRecordedLate { statusTag("Recorded late", .warn) }
            if check.isSuperseded { statusTag("Corrected") }
            if check.isFetched, check.reviewedBy == nil { statusTag("To review", .warn) }
        }
        summaryList(facts)
        if check.isFetched, check.reviewedBy == nil, frame.may(.verificationWrite) {
            postForm(context, .checkReview(context.scope, sheet.file.id, check.id)) {
                // Where something is wrong, the summary of errors leads to the plain names.
                textArea(
                    Field(
                        "note", "Note", value: errors.isEmpty ? nil : context.form["note"],
                        hint: "Why, where you reject it", errors: errors, isOptional: true,
                        form: errors.isEmpty ? check.id.description : nil), rows: 2)
                formActions {
                    submit("Accept", .primary, name: "accepted", value: "yes")
                    submit("Reject", .plain, name: "accepted", value: "no")
                }
            }
        }
    }
}
