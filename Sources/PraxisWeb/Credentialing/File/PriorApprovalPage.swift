import Credentialing
import HTML
import PraxisCore

/// What was approved of a person before: each with what became of it, and the forms that record one and review it.
func priorApprovalPage(
    _ context: ScopedContext, _ frame: Frame, _ record: PersonApprovals, _ errors: FieldErrors
) -> HTML {
    let (scope, person) = (context.scope, record.person)
    // Which form was sent: the review of an approval, or the one that records.
    let sent = errors.isEmpty ? nil : context.form["approval"]
    return group {
        pageHeader(
            "Earlier approvals", lead: "Decided elsewhere or before; each counts until a decision is made here.",
            trail: [Crumb(person.name, .credentialFile(scope, person.id))]
        ) {
            if frame.may(.fileDecide), record.approvals.contains(where: { $0.standing == .confirmed }) {
                buttonLink("End credentialing", .personEnding(scope, person.id))
            }
        }
        errorSummary(errors)
        for ending in record.endings { endingNotice(ending) }
        if record.approvals.isEmpty {
            emptyState(
                "Nothing taken over", "What is decided here stands with the credentialing file.", icon: .badge)
        }
        for approval in record.approvals {
            let isSent = sent == approval.id.description
            approvalCard(context, frame, approval, isSent ? errors : FieldErrors(), isSent: isSent)
        }
        if frame.may(.fileWrite) { approvalForm(context, person, sent == nil ? errors : FieldErrors()) }
    }
}

/// That somebody stands on an approval that was not decided here, or would once it is confirmed.
func priorApprovalNotice(_ approval: PriorApproval) -> HTML {
    notice(
        approval.standing == .confirmed ? .info : .warn,
        "Taken over: approved as \(approval.roleTitle.lowercased()) on \(approval.decidedOn.readable)"
    ) {
        p {
            "By \(approval.decidedBy); no decision made here. "
            approval.standing == .confirmed
                ? approval.dueOn.map { "It holds until \($0.readable)." } ?? ""
                : "It counts once a second person has confirmed it."
        }
    }
}

private func approvalCard(
    _ context: ScopedContext, _ frame: Frame, _ approval: PriorApproval, _ errors: FieldErrors, isSent: Bool
) -> HTML {
    card("\(approval.roleTitle), approved on \(approval.decidedOn.readable)") {
        p { statusTag(approval.standing.title, approval.standing.tone) }
        summaryList([
            Fact("Decided by", approval.decidedBy),
            Fact("Approved until") {
                date(approval.dueOn ?? approval.approvedUntil, else: "as long as the rules of that day allow")
            },
            Fact("Recorded", "\(approval.recordedBy), \(frame.shown(approval.recordedAt))"),
            Fact(
                "Reviewed",
                approval.reviewedBy.map { who in
                    approval.reviewedAt.map { "\(who), \(frame.shown($0))" } ?? who
                }),
            Fact("Note", approval.note),
        ])
        if frame.may(.peerReviewOpen), let name = approval.document {
            purposeForm(context, .priorApproval(context.scope, approval, "document"), "Open \(name)")
        }
        if frame.may(.fileDecide), approval.standing == .waiting, !approval.isOwn {
            reviewForm(context, approval, errors, isSent: isSent)
        }
        if frame.may(.fileDecide), approval.standing == .confirmed {
            details(.open(isSent)) {
                summary { "Take it back" }
                reviewForm(context, approval, errors, isSent: isSent)
            }
        }
    }
}

private func reviewForm(
    _ context: ScopedContext, _ approval: PriorApproval, _ errors: FieldErrors, isSent: Bool
) -> HTML {
    let form = isSent ? context.form : Form()
    // Where something is wrong, the summary of errors leads to the plain names.
    let key = isSent ? nil : approval.id.description
    return postForm(context, .priorApproval(context.scope, approval, "review")) {
        input(.type("hidden"), .name("approval"), .value(approval.id.description))
        input(.type("hidden"), .name("version"), .value(String(approval.step)))
        if approval.standing == .waiting {
            radios(
                Field("accepted", "Does it count?", value: form["accepted"], errors: errors, form: key),
                [
                    Choice("yes", "Yes: the document shows this decision"),
                    Choice("no", "No: it does not show it"),
                ])
        } else {
            input(.type("hidden"), .name("accepted"), .value("no"))
        }
        textArea(
            Field(
                "note", "Why", value: form["note"],
                hint: approval.standing == .waiting ? "Needed where it does not count" : nil, errors: errors,
                isOptional: approval.standing == .waiting, form: key), rows: 2)
        formActions { submit(approval.standing == .waiting ? "Put on record" : "Take it back") }
    }
}

private func approvalForm(_ context: ScopedContext, _ person: Person, _ errors: FieldErrors) -> HTML {
    let form = context.form
    return card("Record an approval from before") {
        p { "It counts once somebody who decides files has confirmed it, and never outweighs what is decided here." }
        uploadForm(context, .priorApprovals(context.scope, person.id)) {
            selectField(
                Field("role", "Role", value: form["role"], errors: errors),
                ClinicalRole.allCases.map { Choice($0.rawValue, $0.title) }, blank: "Choose")
            fieldRow {
                dateField(Field("decided", "Decided on", value: form["decided"], errors: errors))
                dateField(
                    Field(
                        "until", "Approved until", value: form["until"],
                        hint: "Where the document names a day; the rules of the day of the decision may end it sooner",
                        errors: errors, isOptional: true))
            }
            textField(
                Field("by", "Decided by", value: form["by"], hint: "Such as the committee that did", errors: errors),
                .maxlength(200))
            fileField(
                Field(
                    "document", "Document", hint: "A PDF, PNG or JPEG of that day that shows the decision",
                    errors: errors),
                accept: ".pdf,.png,.jpg,.jpeg,application/pdf,image/png,image/jpeg")
            formActions {
                submit("Record")
                cancelLink(.credentialFile(context.scope, person.id))
            }
        }
    }
}

/// Those that wait for whoever decides, each with the way to it.
func waitingApprovals(_ frame: Frame, _ scope: Scope, _ approvals: [PriorApproval]) -> HTML {
    dataTable(
        "Approvals to confirm", approvals,
        columns: [
            Column("Name") { approval in
                a(.href(Place.priorApprovals(scope, approval.person))) { approval.name }
                small { approval.roleTitle }
            },
            Column("Decided on") { approval in date(approval.decidedOn) },
            Column("Decided by") { approval in approval.decidedBy },
            Column("Recorded") { approval in "\(approval.recordedBy), \(frame.shown(approval.recordedAt))" },
        ])
}

extension PriorApproval.Standing {
    fileprivate var title: String {
        switch self {
        case .waiting: "Waits for a second person"
        case .confirmed: "Taken over"
        case .refused: "Refused"
        case .withdrawn: "Taken back"
        case .followed: "Followed by a decision here"
        }
    }

    fileprivate var tone: Tone {
        switch self {
        case .waiting: .warn
        case .confirmed: .ok
        case .refused, .withdrawn: .bad
        case .followed: .neutral
        }
    }
}
