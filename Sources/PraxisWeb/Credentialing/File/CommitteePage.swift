import Credentialing
import FoundationEssentials
import HTML
import PraxisCore

/// The committee's meetings, and the form that plans one.
func committeePage(
    _ context: ScopedContext, _ frame: Frame, _ meetings: [CommitteeMeeting], _ errors: FieldErrors
) -> HTML {
    let scope = context.scope
    return group {
        pageHeader("Committee", lead: "Files that the medical director does not decide alone.") {
            buttonLink("Members", .committeeMembers(scope), icon: .users)
        }
        fileTabs(context, frame, current: .committee(scope))
        errorSummary(errors)
        if meetings.isEmpty {
            emptyState("No meetings yet", "Plan one, then put files on its agenda.", icon: .users)
        } else {
            dataTable(
                "Meetings", meetings,
                columns: [
                    Column("Day") { meeting in
                        a(.href(Place.meeting(scope, meeting.id))) { meeting.meetsOn.readable }
                    },
                    .state("Status") { meeting in meetingTag(meeting) },
                    .number("Files") { meeting in String(meeting.items) },
                    .number("Quorum") { meeting in String(meeting.quorum) },
                    Column("Signed by") { meeting in meeting.signedBy ?? "–" },
                ])
        }
        if frame.may(.committeeWrite) {
            card("Plan a meeting") {
                postForm(context, .committee(scope)) {
                    fieldRow {
                        dateField(Field("day", "Day", value: context.form["day"], errors: errors))
                        numberField(
                            Field(
                                "quorum", "Quorum", value: context.form["quorum"],
                                hint: "Members without a conflict who vote", errors: errors))
                    }
                    formActions { submit("Plan the meeting") }
                }
            }
        }
    }
}

private func meetingTag(_ meeting: CommitteeMeeting) -> HTML {
    if meeting.isClosed { return statusTag("Minutes signed", .ok) }
    return meeting.attending > 0 ? statusTag("In session", .info) : statusTag("Planned")
}

/// A meeting: agenda, who is there, the votes, and the minutes that the chair signs.
func meetingPage(
    _ context: ScopedContext, _ frame: Frame, _ record: MeetingRecord, _ ready: [CycleFile], _ errors: FieldErrors
) -> HTML {
    let (meeting, scope) = (record.meeting, context.scope)
    return group {
        pageHeader(
            "Committee of \(meeting.meetsOn.readable)", tag: meetingTag(meeting),
            lead: "Quorum of \(meeting.quorum)", trail: [Crumb("Committee", .committee(scope))])
        errorSummary(errors)
        card("Agenda") {
            if record.agenda.isEmpty { p(.class("muted")) { "No file is on the agenda." } }
            for item in record.agenda { agendaEntry(context, frame, record, item) }
            if !meeting.isClosed, meeting.attending == 0, frame.may(.committeeWrite), !ready.isEmpty {
                scheduleForm(context, meeting, ready, errors)
            }
        }
        card("Members") { memberList(context, frame, record, errors) }
        if meeting.attending > 0 { papersCard(context, frame, record, errors) }
        if let minutes = meeting.minutes {
            card("Minutes") {
                p { "Signed by \(meeting.signedBy ?? "")\(meeting.signedAt.map { ", " + frame.shown($0) } ?? "")." }
                if frame.may(.peerReviewOpen) { pre(.class("wrap")) { String(decoding: minutes, as: UTF8.self) } }
            }
        } else if meeting.attending > 0, frame.may(.fileDecide) {
            card("Minutes") { minutesForm(context, record, errors) }
        }
    }
}

private func agendaEntry(
    _ context: ScopedContext, _ frame: Frame, _ record: MeetingRecord, _ item: AgendaItem
) -> HTML {
    let votes = record.votes.filter { $0.file == item.file }
    let voted = Set(votes.map(\.member))
    let waiting = record.members.filter { $0.attends && !voted.contains($0.id) }
    return div(.class("stack")) {
        h3 {
            a(.href(Place.file(context.scope, item.file))) { item.name }
            " "
            statusTag(item.state.title)
        }
        if !votes.isEmpty {
            ul(.class("plain")) {
                for vote in votes {
                    li {
                        "\(record.members.first { $0.id == vote.member }?.name ?? "A member"): \(vote.vote.title)"
                        if let reason = vote.reason { " (\(reason))" }
                        " "
                        statusTag(vote.given.title, vote.given == .own ? .ok : .warn)
                        if vote.given != .own { small { " by \(vote.recordedBy)" } }
                    }
                }
            }
        }
        if item.state == .inCommittee, !waiting.isEmpty {
            p(.class("muted")) { "Still to vote: \(waiting.map(\.name).joined(separator: ", "))." }
            if frame.may(.committeeWrite), !record.papers.isEmpty { paperVoteForm(context, record, item, waiting) }
        }
    }
}

private func scheduleForm(
    _ context: ScopedContext, _ meeting: CommitteeMeeting, _ ready: [CycleFile], _ errors: FieldErrors
) -> HTML {
    postForm(context, .meeting(context.scope, meeting.id, "agenda")) {
        selectField(
            Field(
                "file", "File", value: context.form["file"],
                hint: "Files that are ready for review, and appeals to be heard", errors: errors),
            ready.map { Choice($0.id.description, $0.name) }, blank: "Choose")
        formActions { submit("Put on the agenda", .plain) }
    }
}

private func memberList(
    _ context: ScopedContext, _ frame: Frame, _ record: MeetingRecord, _ errors: FieldErrors
) -> HTML {
    let meeting = record.meeting
    if meeting.attending == 0, !meeting.isClosed, frame.may(.committeeWrite), !record.agenda.isEmpty {
        return postForm(context, .meeting(context.scope, meeting.id, "session")) {
            fields("Who is there") {
                for member in record.members {
                    checkbox(
                        "members[]", member.name + (member.isChair ? ", chair" : ""),
                        value: member.id.uuidString.lowercased())
                }
            }
            formActions { submit("Open the meeting") }
        }
    }
    return ul(.class("plain")) {
        for member in record.members {
            li {
                member.name
                if member.isChair { " "; statusTag("Chair", .info) }
                if member.attends { " "; statusTag("Present", .ok) }
            }
        }
    }
}

private func minutesForm(_ context: ScopedContext, _ record: MeetingRecord, _ errors: FieldErrors) -> HTML {
    let form = context.form
    return postForm(context, .meeting(context.scope, record.meeting.id, "minutes")) {
        p { "Signing decides every file as the votes say. Only the chair who is present can sign." }
        for item in record.agenda where item.state == .inCommittee {
            fields(item.name + ": " + (item.ballot?.title ?? "no quorum or no majority yet")) {
                switch item.ballot {
                case .tabled:
                    dateField(
                        Field(
                            "planned.\(item.file)", "Planned next", value: form["planned.\(item.file)"], errors: errors)
                    )
                case .approvedWithConditions:
                    textField(
                        Field(
                            "conditions.\(item.file)", "Conditions", value: form["conditions.\(item.file)"],
                            errors: errors), .maxlength(2000))
                default: HTML()
                }
                if item.isLate, item.ballot != .tabled { lateRecordField(context, record, item, errors) }
                textField(
                    Field(
                        "reason.\(item.file)", "Reason", value: form["reason.\(item.file)"], errors: errors,
                        isOptional: item.ballot == .approved), .maxlength(2000))
            }
        }
        formActions { submit("Sign the minutes") }
    }
}

/// What was decided on an earlier day than it was entered rests on a document that somebody else put on file.
private func lateRecordField(
    _ context: ScopedContext, _ record: MeetingRecord, _ item: AgendaItem, _ errors: FieldErrors
) -> HTML {
    let name = "record.\(item.file)"
    let records = record.records.filter { $0.file == item.file && !$0.record.isOwn }.map(\.record)
    return group {
        if records.isEmpty {
            notice(.warn, "This was entered after the day of the meeting") {
                p {
                    "Somebody else puts the document that was signed on \(record.meeting.meetsOn.readable) on "
                    a(.href(Place.file(context.scope, item.file))) { "the file of \(item.name)" }
                    "."
                }
            }
        }
        selectField(
            Field(
                name, "Signed document of that day", value: context.form[name],
                hint: "The meeting was entered, or the file put on it, after its day", errors: errors),
            records.map { Choice($0.id.description, "\($0.name), by \($0.filedBy)") }, blank: "Choose")
    }
}
