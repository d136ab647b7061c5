import Credentialing
import HTML
import PraxisCore

/// Matches, the strongest first.
func matchesPage(
    _ context: ScopedContext, _ frame: Frame, _ matches: [ScreeningMatch], next: ScreeningMatch.ID?
) -> HTML {
    let scope = context.scope
    let path = Place.matches(scope, context.query["state"].flatMap(MatchState.init)).path
        .query("after", context.query["after"])
    return group {
        pageHeader(
            "Matches",
            lead: "People and businesses beside rows of lists that may be the same. Decided matches stay on record."
        ) {
            buttonLink("Sample of cleared", .clearedSample(scope))
        }
        credentialingTabs(context, frame, current: .matches(scope))
        filterBar(
            path, context.query,
            [Chips("Status", name: "state", MatchState.allCases.map { Choice($0.rawValue, $0.title) })])
        if matches.isEmpty {
            emptyState("No matches here", "What a screening finds appears here until it is decided.", icon: .shield)
        } else {
            dataTable(
                "Matches", matches, class: "cards",
                columns: [
                    Column("Subject") { match in
                        a(.href(Place.match(scope, match.id))) { match.name }
                        if match.kind != .person { small { match.kind.title } }
                    },
                    Column("Row of the list") { match in
                        match.entry.listedName
                        small {
                            match.twins > 0 ? "\(match.entry.list.title), also in SAM.gov" : match.entry.list.title
                        }
                    },
                    Column("Strength") { match in tierTag(match.tier) },
                    Column("Excluded from") { match in date(match.entry.excludedOn) },
                    .state("Status") { match in stateTag(match) },
                ])
            pager(path, shown: matches.count, next: next?.description, exports: true)
        }
    }
}

private func tierTag(_ tier: MatchTier) -> HTML {
    switch tier {
    case .npi: statusTag("Probable: same NPI", .bad)
    case .nameAndBirthDate: statusTag("Probable: name and birth date", .bad)
    case .resemblance: statusTag("Possible: resembles", .warn)
    case .nameOnly: statusTag("Possible: name only", .warn)
    case .birthDateDiffers: statusTag("Other birth date", .neutral)
    case .entity: statusTag("Possible: business", .warn)
    }
}

private func stateTag(_ match: ScreeningMatch) -> HTML {
    group {
        switch match.state {
        case .open: statusTag("Open", .warn)
        case .inReview: statusTag("In review", .info)
        case .proposed: statusTag(match.lastDecision?.title ?? "Proposed", .warn)
        case .escalated: statusTag("Escalated", .warn)
        case .cleared: statusTag(match.lastDecision == nil ? "Cleared by rule" : "Cleared", .ok)
        case .confirmed: statusTag("Confirmed", .bad)
        }
        if match.isReopened { statusTag("Looked at again", .warn) }
        if !match.isCurrent { statusTag("No longer on the list") }
    }
}

/// Both sides of a match, the steps of its review, and the form for the next.
func matchPage(_ context: ScopedContext, _ frame: Frame, _ file: MatchFile, _ errors: FieldErrors) -> HTML {
    let match = file.match
    return group {
        pageHeader(match.name, tag: stateTag(match), trail: [Crumb("Matches", .matches(context.scope))])
        errorSummary(errors)
        card("Compared") {
            comparison(match)
            p(.class("muted")) { "Row \(match.entry.row) of \(match.entry.file)" }
        }
        card("Review") {
            timeline(file.dispositions.reversed().map { timelineEntry($0, frame) })
        }
        if match.state == .confirmed { lookBack(context, match, file.findings) }
        if frame.may(.matchPropose) {
            card("Next step") { reviewForm(context, frame, match, errors) }
        }
    }
}

private func timelineEntry(_ step: Disposition, _ frame: Frame) -> TimelineEntry {
    var details = [("Why", step.reason.title)]
    if let day = step.endedOn { details.append(("Ended on", day.readable)) }
    if !step.compared.isEmpty { details.append(("Compared", step.compared.map(\.title).joined(separator: ", "))) }
    if let note = step.note { details.append(("Note", note)) }
    return TimelineEntry(
        step.decision.title, who: step.decidedBy, at: instantText(step.decidedAt, frame), details: details)
}

private func instantText(_ instant: Instant, _ frame: Frame) -> String {
    let local = (frame.zone.flatMap { Zone($0) } ?? Zone("UTC"))?.local(of: instant)
    return local.map { "\($0.date.readable), \($0.time.onTheClock)" } ?? instant.description
}

extension ScreeningMatch {
    /// Our names, as they were compared.
    var comparedNames: [String] {
        self.subject.names.map { $0.given.isEmpty ? $0.family : "\($0.family), \($0.given)" }
    }
    /// The names that the list prints.
    var listedNames: [String] { [self.entry.listedName] + self.entry.also }
}

private struct ComparedField: Sendable {
    let title: String
    let ours: String
    let theirs: String
}

private func comparison(_ match: ScreeningMatch) -> HTML {
    let (subject, entry) = (match.subject, match.entry)
    let business = entry.listedName == entry.businessName
    let rows = [
        ComparedField(
            title: "Name", ours: match.comparedNames.joined(separator: business ? "; also " : "; formerly "),
            theirs: match.listedNames.joined(separator: "; also ")),
        ComparedField(
            title: "Birth date", ours: match.kind == .person ? subject.birthDate?.readable ?? "not on file" : "",
            theirs: entry.birthDate?.readable ?? (business || !entry.birthPrinted.isEmpty ? entry.birthPrinted : "none")
        ),
        ComparedField(title: "NPI", ours: subject.npi ?? "none", theirs: entry.npi ?? "none"),
        ComparedField(title: "Unique Entity ID", ours: subject.uei ?? "", theirs: entry.uei ?? ""),
        ComparedField(title: "CAGE code", ours: subject.cage ?? "", theirs: entry.cage ?? ""),
        ComparedField(title: "States", ours: (subject.states ?? []).joined(separator: ", "), theirs: ""),
        ComparedField(title: "Specialty", ours: "", theirs: entry.specialty),
        ComparedField(title: "Address", ours: "", theirs: entry.address),
        ComparedField(
            title: "Exclusion", ours: "",
            theirs: "\(entry.type), from \(entry.excludedOn.readable)"
                + (entry.reinstatedOn.map { " to \($0.readable)" } ?? "")),
        ComparedField(title: "Reinstated", ours: "", theirs: entry.listedReinstatement?.readable ?? ""),
        ComparedField(
            title: "Excluded by", ours: "",
            theirs: [entry.agency, entry.program, entry.listNumber ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
        ),
        ComparedField(title: "Remark", ours: "", theirs: entry.remark),
    ].filter { !$0.ours.isEmpty || !$0.theirs.isEmpty }
    return group {
        if let day = entry.waivedOn {
            notice(.info, "The exclusion is waived in \(entry.waiverState ?? "one state") from \(day.readable)") {
                p { "It holds everywhere else; somebody has to judge how far the waiver reaches." }
            }
        }
        if !entry.flags.isEmpty {
            p(.class("muted")) {
                "Odd about the row: "
                    + entry.flags.map { Problem.sentence($0).lowercased() }.joined(separator: ", ") + "."
            }
        }
        dataTable(
            "Ours and the row of the list", rows,
            columns: [
                Column("Field") { row in row.title }, Column("Ours") { row in row.ours },
                Column("List") { row in row.theirs },
            ])
        p { "Because: " + match.reasons.map(\.title).joined(separator: ", ") + "." }
    }
}

private func reviewForm(
    _ context: ScopedContext, _ frame: Frame, _ match: ScreeningMatch, _ errors: FieldErrors
) -> HTML {
    let form = context.form
    return postForm(context, .match(context.scope, match.id)) {
        input(.type("hidden"), .name("version"), .value(String(match.step)))
        if match.state == .confirmed {
            p {
                "This match stays confirmed until one person proposes to clear it, or to end it on a day, and another "
                    + "agrees."
            }
        } else if match.tier.isProbable {
            p { "Clearing or confirming this match takes two people: one proposes, another decides." }
        } else {
            p { "One person may clear this match; confirming it takes two." }
        }
        radios(
            Field("decision", "Decision", value: form["decision"], errors: errors),
            decisions(match, frame).map { Choice($0.rawValue, $0.step) })
        selectField(
            Field("reason", "Why", value: form["reason"], errors: errors),
            DecisionReason.allCases.map { Choice($0.rawValue, $0.title) }, blank: "Choose")
        dateField(
            Field(
                "ended_on", "Reinstated on", value: form["ended_on"] ?? match.entry.listedReinstatement?.description,
                hint: "Only where the reason is a reinstatement", errors: errors, isOptional: true))
        checkboxes(
            Field("compared", "What you compared", hint: "Asked of whoever clears or confirms", errors: errors),
            ComparedWith.allCases.map { Choice($0.rawValue, $0.title) }, chosen: form.all("compared[]"))
        textArea(
            Field(
                "note", "Note", value: form["note"], hint: "What you compared; no SSN here", errors: errors,
                isOptional: true))
        formActions {
            submit("Put on record")
            cancelLink(.matches(context.scope))
        }
    }
}

/// What the caller may do next; the database decides in the end.
private func decisions(_ match: ScreeningMatch, _ frame: Frame) -> [MatchDecision] {
    if match.state == .cleared {
        // What the rule cleared somebody may agree to.
        return match.lastDecision == nil && frame.may(.matchReview) ? [.cleared, .escalated] : [.escalated]
    }
    if match.state == .confirmed, !match.isReopened { return [.proposeConfirm, .escalated] }
    let first: [MatchDecision] = match.state == .open ? [.inReview] : []
    guard frame.may(.matchReview) else { return first + [.proposeClear, .proposeConfirm, .escalated] }
    return first + [.proposeClear, .proposeConfirm, .cleared, .confirmed, .escalated]
}

extension MatchDecision {
    /// What a reviewer is about to do; `title` is what was done.
    fileprivate var step: String {
        switch self {
        case .cleared: "Clear: not the same"
        case .confirmed: "Confirm: excluded"
        case .escalated: "Escalate"
        case .inReview: "Take it up"
        case .proposeClear: "Propose to clear"
        case .proposeConfirm: "Propose to confirm"
        }
    }
}

extension MatchReason {
    var title: String {
        switch self {
        case .npiEqual: "same NPI"
        case .npiOneDigitOff: "NPI differs in one digit"
        case .birthDateEqual: "same birth date"
        case .birthDateSwapped: "birth date with day and month swapped"
        case .birthDateOneDigitOff: "birth date differs in one digit"
        case .birthDateMissing: "no birth date to compare"
        case .birthDateDiffers: "another birth date"
        case .surnameEqual: "same surname"
        case .surnamePart: "part of the surname agrees"
        case .surnameResembles: "similar surname"
        case .givenEqual: "same given name"
        case .givenNickname: "given name in its short form"
        case .givenPrefix: "given name begins the same"
        case .formerName: "by a former name"
        case .nameDiffers: "another name"
        case .businessName: "same words in the business name"
        case .stateEqual: "same state"
        case .stateMissing: "no state to compare"
        case .ueiEqual: "same Unique Entity ID"
        case .cageEqual: "same CAGE code"
        }
    }
}

extension ScreeningEntry {
    /// The name as the list prints it.
    var listedName: String {
        if self.lastName.isEmpty { return self.businessName }
        let given = [self.firstName, self.middleName, self.suffix ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
        return "\(self.lastName), \(given)"
    }
}

extension SubjectKind {
    var title: String {
        switch self {
        case .person: "Person"
        case .vendor: "Vendor"
        case .legalEntity: "Legal entity"
        }
    }
}
