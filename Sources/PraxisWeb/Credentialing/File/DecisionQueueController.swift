package import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// What waits for whoever decides: clean files, the committee's, appeals, and minutes to sign.
package struct DecisionQueueController: Controller {
    let files: FileService

    package init(files: FileService) { self.files = files }

    package var routes: [Route] {
        [
            .page(.get, "/{scope}/files/decisions", .fileDecide, "Decisions that wait", self.show),
            .api(
                .get, "/api/v1/{scope}/files/decisions", .fileDecide, "List the files that wait for a decision",
                answers: .page(of: CycleFile.schema), self.apiShow),
        ]
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        let frame = try await context.frame()
        let waiting = try await self.files.waiting(as: context.caller)
        let duties = try await self.files.duties(as: context.caller)
        return context.page(frame, "Decisions") {
            decisionQueuePage(context, frame, waiting)
            appealsCard(context.scope, duties.appeals)
            reportsCard(context.scope, duties.reports)
        }
    }

    @Sendable private func apiShow(request: Request, context: ScopedContext) async throws -> Response {
        let waiting = try await self.files.waiting(as: context.caller)
        return .json(JSONPage(waiting.own + waiting.appeals))
    }
}

private func decisionQueuePage(_ context: ScopedContext, _ frame: Frame, _ waiting: WaitingDecisions) -> HTML {
    let scope = context.scope
    return group {
        pageHeader("Decisions", lead: "What waits for you at \(frame.scopeInSentence), by what ends first.")
        fileTabs(context, frame, current: .decisions(scope))
        tiles {
            statTile("Yours to decide", String(waiting.own.count), tone: waiting.own.isEmpty ? .ok : .info)
            statTile("For the committee", String(waiting.committee.count), place: .committee(scope))
            statTile("Appeals", String(waiting.appeals.count), tone: waiting.appeals.isEmpty ? .neutral : .warn)
            statTile("Minutes to sign", String(waiting.minutes.count), tone: waiting.minutes.isEmpty ? .neutral : .warn)
        }
        card("Yours to decide") {
            if waiting.own.isEmpty {
                p(.class("muted")) { "No clean file waits. Files come here once everything in them is verified." }
            } else {
                decisionTable(context, frame, "Files to decide", waiting.own, decides: true)
            }
        }
        if !waiting.appeals.isEmpty {
            card("Appeals and hearings") {
                decisionTable(context, frame, "Appeals and hearings", waiting.appeals, decides: true)
            }
        }
        card("For the committee") {
            if waiting.committee.isEmpty {
                p(.class("muted")) { "Nothing stands against any file." }
            } else {
                decisionTable(context, frame, "Files for the committee", waiting.committee, decides: false)
            }
        }
        if !waiting.approvals.isEmpty {
            card("Approvals from before, to confirm") { waitingApprovals(frame, scope, waiting.approvals) }
        }
        if !waiting.minutes.isEmpty { card("Minutes to sign") { minutesList(waiting.minutes, scope) } }
    }
}

private func decisionTable(
    _ context: ScopedContext, _ frame: Frame, _ name: String, _ files: [CycleFile], decides: Bool
) -> HTML {
    let scope = context.scope
    var columns: [Column<CycleFile>] = [
        Column("Name") { file in
            a(.href(Place.file(scope, file.id))) { file.name }
            small { "\(file.roleTitle), \(file.cycle.title.lowercased())" }
        },
        .state("Stage") { file in fileStateTag(file) },
        Column("Next deadline") { file in deadlineText(file.deadline, frame.today) },
        Column("Flags") { file in fileFlags(file) },
        .number("Age in days") { file in String(file.age) },
    ]
    if decides {
        columns.append(
            .steps("Decide") { file in
                a(.class("button primary"), .href(Place.fileDecision(scope, file.id))) {
                    "Decide"
                    span(.class("hidden")) { " \(file.name)" }
                }
            })
    }
    return dataTable(name, files, columns: columns)
}

private func minutesList(_ meetings: [CommitteeMeeting], _ scope: Scope) -> HTML {
    ul(.class("plain")) {
        for meeting in meetings {
            li {
                a(.href(Place.meeting(scope, meeting.id))) { "Committee of \(meeting.meetsOn.readable)" }
                " · \(counted(meeting.items, "file", "files")), \(counted(meeting.attending, "member", "members")) present"
            }
        }
    }
}
