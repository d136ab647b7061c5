import Credentialing
import HTML
import PraxisCore

/// What the board shows: figures by bucket, filters, and a line per credential and clinic.
func boardPage(_ context: ScopedContext, _ frame: Frame, _ board: Board, _ views: SavedViews) -> HTML {
    let query = context.query
    let path = Place.credentials(context.scope).path
        .query("status", query["status"]).query("type", query["type"]).query("q", query["q"])
        .query("view", query["view"]).query("after", query["after"])
    return group {
        pageHeader(
            "Credentials", lead: "What people hold at \(frame.scopeInSentence), by the day on which it stops to count.")
        credentialingTabs(context, frame, current: .credentials(context.scope))
        tiles {
            for bucket in [BoardBucket.barred, .expired, .unverified, .within30, .within60, .within90] {
                bucketTile(bucket, board.counts[bucket] ?? 0, context.scope)
            }
        }
        savedViewBar(views)
        filterBar(
            path, query,
            [
                Chips("Status", name: "status", BoardBucket.inOrder.map { Choice($0.rawValue, $0.title) }),
                Chips("Kind", name: "type", board.types.map { Choice($0.code, $0.name) }),
            ], search: "Name or number")
        if board.lines.isEmpty {
            emptyState("No credentials here", "Choose another status, or put credentials on file.", icon: .badge)
        } else {
            boardTable(context, frame, board.lines)
            pager(path, shown: board.lines.count, next: board.next?.description, exports: true)
        }
    }
}

private func bucketTile(_ bucket: BoardBucket, _ count: Int, _ scope: Scope) -> HTML {
    let tone: Tone = count == 0 ? .neutral : bucket == .barred || bucket == .expired ? .bad : .warn
    return statTile(bucket.title, String(count), tone: tone, place: .credentials(scope, bucket))
}

private func boardTable(_ context: ScopedContext, _ frame: Frame, _ lines: [BoardLine]) -> HTML {
    let scope = context.scope
    var columns: [Column<BoardLine>] = [
        Column("Name") { line in a(.href(Place.credentialFile(scope, line.person))) { line.name } },
        Column("Credential") { line in
            line.type
            if let state = line.state { " \(state)" }
            if let number = line.number {
                " "
                span(.class("muted nowrap")) { number }
            }
        },
    ]
    if frame.showsClinics { columns.append(Column("Clinic") { line in line.clinic }) }
    columns += [
        Column("Covered until") { line in
            date(line.coveredUntil, else: line.bucket == .noExpiry ? "no end" : "never")
            if let days = line.daysLeft, (0...90).contains(days) {
                span(.class("muted")) { " (" + counted(days, "day", "days") + ")" }
            }
        },
        Column("Status") { line in
            bucketTag(line.bucket)
            if line.isRenewalClaimed { div { statusTag("Renewal to verify", .info) } }
        },
    ]
    return dataTable("Credentials", lines, columns: columns)
}
