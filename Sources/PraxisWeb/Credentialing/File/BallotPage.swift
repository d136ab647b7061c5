import Credentialing
import HTML
import PraxisCore

/// What a member votes on, one card a file; what is given stays.
func ballotsPage(_ context: ScopedContext, _ frame: Frame, _ ballots: [OwnBallot], _ errors: FieldErrors) -> HTML {
    let waiting = ballots.count { $0.vote == nil }
    return group {
        pageHeader(
            "My votes",
            lead: waiting == 0
                ? "No file waits for your vote." : "\(counted(waiting, "file waits", "files wait")) for your vote.")
        errorSummary(errors)
        if ballots.isEmpty {
            emptyState(
                "Nothing to vote on", "Files stand here while a meeting is open at which you are present.", icon: .users
            )
        }
        for ballot in ballots { ballotCard(context, frame, ballot, errors) }
    }
}

private func ballotCard(_ context: ScopedContext, _ frame: Frame, _ ballot: OwnBallot, _ errors: FieldErrors) -> HTML {
    card(ballot.name, id: "file-\(ballot.file)") {
        summaryList([
            Fact("Meeting", ballot.meetsOn.readable), Fact("Cycle", ballot.cycle.title),
            Fact("Role", ClinicalRole(rawValue: ballot.role)?.title ?? ballot.role),
            Fact("Flags that stand", ballot.standingFlags.map(String.init)),
        ])
        if ballot.opensPacket {
            p { a(.href(Place.ballot(ballot.meeting, ballot.file))) { "Read what it says" } }
        }
        if frame.may(.fileRead), !ballot.mustRecuse {
            p { a(.href(Place.file(frame.scope, ballot.file))) { "Read the file" } }
        }
        if let vote = ballot.vote {
            p {
                statusTag(vote.title, .ok)
                " \(ballot.given?.title ?? "")"
            }
        } else {
            if ballot.mustRecuse {
                p { "You prepared this file, decided it before, or it is about you: you stay out." }
            }
            ballotForm(context, ballot, errors)
        }
    }
}

/// Each file has a form of its own, so that what is shown again after a mistake belongs to one of them.
private func ballotForm(_ context: ScopedContext, _ ballot: OwnBallot, _ errors: FieldErrors) -> HTML {
    let id = ballot.file.description
    let isThis = (try? context.parameters.require("file", as: CycleFile.ID.self)) == ballot.file
    let (vote, reason) = isThis ? (context.form["vote"], context.form["reason"]) : (nil, nil)
    return postForm(context, .ballot(ballot.meeting, ballot.file)) {
        div(.class("field")) {
            label(.for("vote-\(id)")) { "Vote" }
            select(.id("vote-\(id)"), .name("vote")) {
                // What cannot be changed is chosen, not found chosen.
                if ballot.choices.count > 1 { option(.value("")) { "Choose" } }
                for choice in ballot.choices {
                    option(.value(choice.rawValue), .selected(choice.rawValue == vote)) { choice.title }
                }
            }
        }
        div(.class("field")) {
            label(.for("reason-\(id)")) { "Conflict of interest, or a remark" }
            input(.type("text"), .id("reason-\(id)"), .name("reason"), .value(reason ?? ""), .maxlength(500))
        }
        p(.class("muted")) { "Your vote stands under your name and cannot be changed." }
        formActions { submit("Vote") }
    }
}
