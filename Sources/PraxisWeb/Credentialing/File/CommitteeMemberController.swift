package import Credentialing
import FoundationEssentials
import HTML
import Hummingbird
import PraxisCore

/// Who sits on the committee.
package struct CommitteeMemberController: Controller {
    let files: FileService

    package init(files: FileService) { self.files = files }

    package var routes: [Route] {
        [
            .page(.get, "/{scope}/committee/members", .fileRead, "Members of the committee", self.list),
            .page(.post, "/{scope}/committee/members", .committeeWrite, "Give somebody a seat", self.join),
            .page(.post, "/{scope}/committee/members/{member}/end", .committeeWrite, "End a seat", self.leave),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        try await self.page(context, FieldErrors())
    }

    private func page(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        let frame = try await context.frame()
        let (seats, people) = try await self.files.seats(as: context.caller)
        return context.page(
            frame, "Members of the committee", status: errors.isEmpty ? .ok : .unprocessableContent
        ) { committeeMembersPage(context, frame, seats, people, errors) }
    }

    @Sendable private func join(request: Request, context: ScopedContext) async throws -> Response {
        do {
            let draft = try SeatDraft { context.form[$0] }
            _ = try await self.files.join(
                draft.person, isChair: draft.isChair, from: draft.startsOn, as: context.caller)
            return .redirect(to: .committeeMembers(context.scope), flash: "The seat is given")
        } catch let errors as FieldErrors {
            return try await self.page(context, errors)
        }
    }

    @Sendable private func leave(request: Request, context: ScopedContext) async throws -> Response {
        let member: Identifier<CommitteeSeat> = try context.parameters.require("member")
        do {
            let day = try await self.files.leave(
                member.uuid, on: context.form["ends"].flatMap { LocalDate($0) }, as: context.caller)
            return .redirect(to: .committeeMembers(context.scope), flash: "The seat ends on \(day.readable)")
        } catch let errors as FieldErrors {
            return try await self.page(context, errors)
        }
    }
}

private func committeeMembersPage(
    _ context: ScopedContext, _ frame: Frame, _ seats: [CommitteeSeat], _ people: [FileCandidate],
    _ errors: FieldErrors
) -> HTML {
    let scope = context.scope
    var columns: [Column<CommitteeSeat>] = [
        Column("Name") { seat in seat.name },
        .state("Seat") { seat in
            if let ends = seat.endsOn, ends <= frame.today {
                statusTag("Left")
            } else {
                statusTag(seat.isChair ? "Chair" : "Member", seat.isChair ? .info : .ok)
            }
        },
        Column("Since") { seat in date(seat.startsOn) },
        Column("Until") { seat in date(seat.endsOn, else: "no end") },
        .number("Meetings") { seat in String(seat.meetings) },
    ]
    if frame.may(.committeeWrite) {
        columns.append(.steps("End") { seat in if seat.endsOn == nil { endForm(context, frame, seat) } })
    }
    return group {
        pageHeader(
            "Members of the committee",
            lead: "Who may be at a meeting and vote. The chair signs the minutes, which decides the files.",
            trail: [Crumb("Committee", .committee(scope))])
        errorSummary(errors)
        if seats.isEmpty {
            emptyState("Nobody sits on the committee yet", "Give the chair a seat first.", icon: .users)
        } else {
            if !seats.contains(where: { $0.isChair && ($0.endsOn.map { $0 > frame.today } ?? true) }) {
                notice(.warn, "Nobody has the chair") { p { "Without a chair no minutes can be signed." } }
            }
            dataTable("Members of the committee", seats, columns: columns)
        }
        if frame.may(.committeeWrite) { card("Give somebody a seat") { joinForm(context, frame, people, errors) } }
    }
}

private func endForm(_ context: ScopedContext, _ frame: Frame, _ seat: CommitteeSeat) -> HTML {
    details {
        summary { "End the seat" }
        postForm(context, .memberEnd(context.scope, seat.id)) {
            div(.class("field")) {
                label(.for("ends-\(seat.id)")) { "First day without \(seat.name)" }
                input(
                    .type("date"), .id("ends-\(seat.id)"), .name("ends"), .value(frame.today.description),
                    .min(frame.today.description))
            }
            formActions { submit("End the seat", .plain) }
        }
    }
}

private func joinForm(
    _ context: ScopedContext, _ frame: Frame, _ people: [FileCandidate], _ errors: FieldErrors
) -> HTML {
    postForm(context, .committeeMembers(context.scope)) {
        fieldRow {
            selectField(
                Field("person", "Person", value: context.form["person"], errors: errors),
                people.map { Choice($0.person.description, $0.name) }, blank: "Choose", search: true)
            dateField(
                Field("starts", "From", value: context.form["starts"] ?? frame.today.description, errors: errors))
        }
        checkbox("chair", "Has the chair and signs the minutes", isOn: context.form.has("chair"))
        formActions { submit("Give the seat") }
    }
}
