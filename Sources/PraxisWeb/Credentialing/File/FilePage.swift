import Credentialing
import HTML
import Postgres
import PraxisCore

/// A file: how far it is, what it needs, what was found, and the steps that lead on.
func filePage(_ context: ScopedContext, _ frame: Frame, _ record: FileRecord, _ errors: FieldErrors) -> HTML {
    let (file, scope) = (record.file, context.scope)
    return group {
        pageHeader(
            file.name, tag: fileStateTag(file), lead: "\(file.cycle.title), \(file.roleTitle.lowercased())",
            trail: [Crumb("Credentialing files", .files(scope))]
        ) {
            if frame.may(.fileWrite), file.state.isOpen { buttonLink("Plan", .fileEdit(scope, file.id), icon: .pencil) }
            if frame.may(.fileDecide) {
                if file.state == .decided, file.outcome != .denied,
                    record.endings.allSatisfy({ $0.kind == .resigned })
                {
                    buttonLink("End credentialing", .fileEnding(scope, file.id))
                }
                buttonLink("Suspensions", .suspensions(scope, file.person), .quiet)
                buttonLink("Earlier approvals", .priorApprovals(scope, file.person), .quiet)
                if file.state.steps.contains(where: { $0.to == .decided }), file.state != .inCommittee {
                    buttonLink("Decide", .fileDecision(scope, file.id), .primary)
                }
            }
        }
        errorSummary(errors)
        fileFacts(record)
        lateness(file)
        for ending in record.endings { endingNotice(ending) }
        for decision in record.decisions { decisionNotice(context, record, decision) }
        reportDutyCard(context, record, errors)
        if frame.may(.fileWrite) || frame.may(.committeeWrite) { fileStepsCard(context, frame, record, errors) }
        card("Checklist", id: "checklist") { checklist(context, frame, record) }
        card("Flags", id: "flags") { flagList(context, frame, record, errors) }
        attestationCard(context, frame, record)
        signedRecordsCard(context, frame, record, errors)
        card("History") { history(frame, record) }
    }
}

/// What is planned about a file and how far it is.
func fileFacts(_ record: FileRecord) -> HTML {
    let (file, today) = (record.file, record.details.today)
    let completeness = file.completeBy.map { day in Fact("Complete or returned by") { deadlineText(day, today) } }
    let facts = [
        Fact("Planned decision") { date(record.details.plannedOn, else: "not planned") },
        Fact("Due") { date(file.dueOn, else: "no earlier approval") },
        Fact("Next deadline") { deadlineText(file.deadline, today) },
        Fact("Verified") { fileProgress(file) },
        Fact("Specialist", file.assignee), Fact("Note", record.details.note),
    ]
    return summaryList(facts + [completeness].compactMap(\.self))
}

private func lateness(_ file: CycleFile) -> HTML {
    guard let days = file.daysLate else { return HTML() }
    let late = "\(counted(days, "day", "days")) late on the planned day"
    return notice(file.needsInitial ? .bad : .warn, late) {
        p {
            if file.needsInitial {
                FileRefusal.initialChecklist.sentence + ". Choose so under Plan."
            } else {
                "Still a recredentialing, and shown as a deficiency for ever."
            }
        }
    }
}

private func decisionNotice(_ context: ScopedContext, _ record: FileRecord, _ decision: FileDecision) -> HTML {
    notice(decision.outcome == .denied ? .bad : .ok, "\(decision.outcome.title) on \(decision.decidedOn.readable)") {
        p {
            if decision.isRecordedLate {
                statusTag("Recorded late", .warn)
                " on \(decision.recordedOn.readable). "
            }
            if let days = decision.daysLate {
                statusTag("Deficiency", .warn)
                " \(counted(days, "day", "days")) after the last approval ran out. "
            }
            "By \(decision.decidedBy)\(decision.isByCommittee ? ", with the committee" : ""). By the rule of its day, "
            ruleLink(decision.rule, context.scope)
            "."
        }
        if let conditions = decision.conditions { p { "Conditions: \(conditions)" } }
        if let reason = decision.reason { p { "Reason: \(reason)" } }
        if let until = decision.provisionalUntil { p { "Provisional until \(until.readable)." } }
        if let due = decision.recredDueOn { p { "To be credentialed again by \(due.readable)." } }
        for appeal in record.appeals where appeal.decision == decision.id { p { appealSentence(appeal) } }
        p {
            a(.href(Place.notice(context.scope, record.file.id, decision.id))) { "Notice to the person" }
            decision.noticeSentOn.map { ", sent on \($0.readable)" } ?? ", due by \(decision.noticeDueOn.readable)"
        }
    }
}

private func checklist(_ context: ScopedContext, _ frame: Frame, _ record: FileRecord) -> HTML {
    let (scope, id) = (context.scope, record.file.id)
    return dataTable(
        "Checklist", record.items,
        columns: [
            Column("Element") { item in
                if item.element == "attestation" {
                    item.title
                } else {
                    a(.href(Place.worksheet(scope, id, item.element))) { item.title }
                }
                if item.isPeerReview { small { "Peer review" } }
            },
            .state("Status") { item in itemTag(item.status) },
            Column("Verified") { item in
                date(item.verifiedOn, else: item.exception ?? "not yet")
                if record.isRecordedLate(item) { small { "Recorded late" } }
            },
            Column("Usable until") { item in
                if item.verifiedOn == nil {
                    span(.class("muted")) { "–" }
                } else {
                    date(item.usableUntil, else: "does not age")
                }
            },
            Column("Rule") { item in
                item.citation
                if let rule = item.rule { small { ruleLink(rule, scope) } }
            },
        ])
}

private func flagList(_ context: ScopedContext, _ frame: Frame, _ record: FileRecord, _ errors: FieldErrors) -> HTML {
    let mayWrite = frame.may(.fileWrite) && record.file.state.isOpen
    return group {
        if record.flags.isEmpty { p(.class("muted")) { "Nothing has been flagged." } }
        for flag in record.flags {
            div(.class("stack")) {
                p {
                    statusTag(flag.isRed ? "Red" : "Yellow", flag.isRed ? .bad : .warn)
                    " \(flag.summary) "
                    small { "by \(flag.raisedBy), \(frame.shown(flag.raisedAt))" }
                }
                if let outcome = flag.outcome {
                    p {
                        statusTag(outcome.title, outcome == .stands ? .warn : .ok)
                        " \(flag.note ?? "") "
                        small { "by \(flag.disposedBy ?? "")" }
                    }
                }
                if mayWrite { dispositionForm(context, record.file.id, flag, errors) }
            }
        }
        if mayWrite { flagForm(context, record.file.id, errors) }
    }
}

private func dispositionForm(
    _ context: ScopedContext, _ file: CycleFile.ID, _ flag: FileFlag, _ errors: FieldErrors
) -> HTML {
    details {
        summary { flag.outcome == nil ? "Say what you found" : "Look at it again" }
        postForm(context, .fileFlag(context.scope, file, flag.id)) {
            input(.type("hidden"), .name("version"), .value(String(flag.step)))
            div(.class("field")) {
                label(.for("outcome-\(flag.id)")) { "Outcome" }
                select(.id("outcome-\(flag.id)"), .name("outcome")) {
                    for outcome in FileFlag.Outcome.allCases { option(.value(outcome.rawValue)) { outcome.title } }
                }
            }
            div(.class("field")) {
                label(.for("note-\(flag.id)")) { "What you found" }
                textarea(.id("note-\(flag.id)"), .name("note"), .rows(2)) { "" }
            }
            formActions { submit("Put on record", .plain) }
        }
    }
}

private func flagForm(_ context: ScopedContext, _ file: CycleFile.ID, _ errors: FieldErrors) -> HTML {
    details {
        summary { "Raise a flag" }
        postForm(context, .fileFlags(context.scope, file)) {
            radios(
                Field("color", "How grave", value: context.form["color"], errors: errors),
                [Choice("yellow", "Yellow: to look into"), Choice("red", "Red: may stand in the way")])
            textField(
                Field("summary", "What has to be looked into", value: context.form["summary"], errors: errors),
                .maxlength(500))
            formActions { submit("Raise the flag", .plain) }
        }
    }
}

private func attestationCard(_ context: ScopedContext, _ frame: Frame, _ record: FileRecord) -> HTML {
    if record.attestations.isEmpty { return HTML() }
    return card("Signed applications") {
        dataTable(
            "Signed applications", record.attestations,
            columns: [
                Column("Round") { signed in String(signed.attempt) },
                Column("Signed on") { signed in date(signed.signedOn) },
                Column("By") { signed in signed.signature },
                Column("SHA-256") { signed in code(.class("secret")) { Hexadecimal.text(signed.digest) } },
            ])
        if frame.may(.peerReviewOpen) {
            for signed in record.attestations {
                purposeForm(
                    context, .signed(context.scope, record.file.id, signed.attempt),
                    "Read the application of round \(signed.attempt)")
            }
        }
    }
}

private func history(_ frame: Frame, _ record: FileRecord) -> HTML {
    timeline(
        record.events.reversed().map { event in
            TimelineEntry(
                event.to.title, who: event.by, at: frame.shown(event.at),
                details: [("Before", event.from.title)] + (event.reason.map { [("Why", $0)] } ?? []))
        })
}

/// What is planned about a file; where somebody else changed it meanwhile, both versions stand beside each other.
func fileEditPage(
    _ context: ScopedContext, _ record: FileRecord, _ errors: FieldErrors, mine: FileEdit? = nil
) -> HTML {
    let details = record.details
    return group {
        if let mine { bothVersions(mine, details) }
        postForm(context, .file(context.scope, record.file.id)) {
            input(.type("hidden"), .name("version"), .value(String(details.version)))
            plannedFields(
                mine.map { $0.plannedOn?.description ?? "" } ?? details.plannedOn?.description,
                mine?.hasNoNPI ?? details.hasNoNPI, errors)
            textArea(Field("note", "Note", value: mine?.note ?? details.note, errors: errors, isOptional: true))
            if record.file.cycle == .recred {
                checkbox("initial", "Go on as an initial file, which asks for everything; it does not turn back")
            }
            formActions {
                submit("Save")
                cancelLink(.file(context.scope, record.file.id))
            }
        }
    }
}

private struct Side: Sendable {
    let field: String
    let mine: String
    let theirs: String
}

private func bothVersions(_ mine: FileEdit, _ theirs: FileDetails) -> HTML {
    let rows = [
        Side(
            field: "Planned decision", mine: mine.plannedOn?.readable ?? "–", theirs: theirs.plannedOn?.readable ?? "–"),
        Side(field: "No NPI", mine: mine.hasNoNPI ? "yes" : "no", theirs: theirs.hasNoNPI ? "yes" : "no"),
        Side(field: "Note", mine: mine.note ?? "–", theirs: theirs.note ?? "–"),
    ]
    return notice(.warn, "Somebody changed the file while you did") {
        dataTable(
            "Both versions", rows,
            columns: [
                Column("Field") { $0.field }, Column("Yours") { $0.mine }, Column("On file now") { $0.theirs },
            ])
        p { "The form below holds yours. Saving it replaces what is on file now." }
    }
}
