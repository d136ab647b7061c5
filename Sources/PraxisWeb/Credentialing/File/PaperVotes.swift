import Credentialing
import FoundationEssentials
import HTML
import Postgres
import PraxisCore

/// The signed sheets of a meeting, and the form that puts one on file.
func papersCard(_ context: ScopedContext, _ frame: Frame, _ record: MeetingRecord, _ errors: FieldErrors) -> HTML {
    let meeting = record.meeting
    return card("Votes on paper", id: "papers") {
        p(.class("muted")) {
            "Members vote themselves under "
            a(.href(Place.ballots)) { "My votes" }
            ". Votes of members who were present and voted on paper are copied from the signed sheet."
        }
        for paper in record.papers {
            p {
                "\(paper.name), by \(paper.filedBy), \(frame.shown(paper.filedAt)) "
                small { "SHA-256 \(Hexadecimal.text(paper.digest).prefix(16))…" }
            }
            if frame.may(.peerReviewOpen) {
                purposeForm(context, .committeePaper(context.scope, meeting.id, paper.id), "Open \(paper.name)")
            }
        }
        if !meeting.isClosed, frame.may(.committeeWrite) {
            uploadForm(context, .meeting(context.scope, meeting.id, "papers")) {
                fileField(
                    Field("document", "Signed sheet", hint: "A PDF, PNG or JPEG", errors: errors),
                    accept: ".pdf,.png,.jpg,.jpeg,application/pdf,image/png,image/jpeg")
                formActions { submit("Put on file", .plain) }
            }
        }
    }
}

/// Copies the vote of a member from a signed sheet.
func paperVoteForm(
    _ context: ScopedContext, _ record: MeetingRecord, _ item: AgendaItem, _ members: [CommitteeMember]
) -> HTML {
    let id = item.file.description
    let typed = { (name: String) in context.form["file"] == id ? context.form[name] : nil }
    return details {
        summary { "Copy a vote from paper" }
        postForm(context, .meeting(context.scope, record.meeting.id, "votes")) {
            input(.type("hidden"), .name("file"), .value(id))
            fieldRow {
                choice("member", "Member", id, members.map { Choice($0.id.uuidString.lowercased(), $0.name) }, typed)
                choice("vote", "Vote", id, Ballot.allCases.map { Choice($0.rawValue, $0.title) }, typed)
                choice("paper", "Signed sheet", id, record.papers.map { Choice($0.id.description, $0.name) }, typed)
            }
            div(.class("field")) {
                label(.for("why-\(id)")) { "Conflict of interest, or a remark" }
                input(.type("text"), .id("why-\(id)"), .name("reason"), .value(typed("reason") ?? ""), .maxlength(500))
            }
            formActions { submit("Copy the vote", .plain) }
        }
    }
}

private func choice(
    _ name: String, _ title: String, _ id: String, _ choices: [Choice], _ typed: (String) -> String?
) -> HTML {
    div(.class("field")) {
        label(.for("\(name)-\(id)")) { title }
        select(.id("\(name)-\(id)"), .name(name)) {
            option(.value("")) { "Choose" }
            for choice in choices {
                option(.value(choice.value), .selected(choice.value == typed(name))) { choice.label }
            }
        }
    }
}
