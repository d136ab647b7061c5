import Credentialing
import HTML
import PraxisCore

/// What the board shows: figures by bucket, filters, and a line per credential and clinic.
func boardPage(_ context: ScopedContext, _ frame: Frame, _ board: Board, _ views: SavedViews) -> HTML {
    let query = context.query
    let path = Place.credentials(context.scope).path
        .query("status", query["status"]).query("type", query["type"]).query("q", query["q"])
        .query("person", query["person"]).query("renewal", query["renewal"]).query("month", query["month"])
        .query("view", query["view"]).query("after", query["after"])
    return group {
        pageHeader(
            "Credentials", lead: "What people hold at \(frame.scopeInSentence), by the day on which it stops counting.")
        credentialingTabs(context, frame, current: .credentials(context.scope))
        tiles {
            for bucket in [BoardBucket.barred, .expired, .unverified, .within30, .within60, .within90] {
                bucketTile(bucket, board.counts[bucket] ?? 0, context.scope)
            }
        }
        impactNotice(context, board.total)
        clinicEndings(frame, board.clinicEndings)
        savedViewBar(views)
        filterBar(
            path, query,
            [
                Chips("Status", name: "status", BoardBucket.inOrder.map { Choice($0.rawValue, $0.title) }),
                Chips("Kind", name: "type", isList: true, board.types.map { Choice($0.code, $0.name) }),
                Chips("Renewal", name: "renewal", [Choice("claimed", "Claimed, to verify")]),
                Chips(
                    "Ends in", name: "month", all: "Any month", isList: true,
                    board.months.map { Choice(String($0.month.description.prefix(7)), $0.month.monthAndYear) }),
            ], search: "Name or number")
        if board.lines.isEmpty {
            emptyState("No credentials here", "Choose another status, or put credentials on file.", icon: .badge)
        } else {
            boardTable(context, frame, board.lines)
            pager(
                path, shown: board.lines.count, next: board.next?.description, exports: true,
                files: [("FHIR", .directory(context.scope))])
        }
        endingMonths(board.months, context.scope)
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
            if line.isRenewalClaimed { div { statusTag("Renewal claimed, verification pending", .info) } }
        },
        .number("At stake") { line in stake(line.impact) },
    ]
    return dataTable("Credentials", lines, columns: columns)
}

/// The sum of what falls, with the way to its shifts.
private func impactNotice(_ context: ScopedContext, _ total: LapseTotal) -> HTML {
    guard total.shifts > 0 else { return HTML() }
    let shifts = counted(total.shifts, "shift", "shifts"), clinics = counted(total.clinics, "clinic", "clinics")
    return notice(total.blocked > 0 ? .bad : .warn, "If nothing renews: \(shifts) at \(clinics)") {
        p {
            total.blocked == 0
                ? "They go ahead with a remark. "
                : total.blocked == total.shifts
                    ? "None of them may be worked. "
                    : "\(total.blocked) of them may not be worked. "
            a(.href(Place.lapseImpact(context.scope))) { "See the shifts" }
        }
    }
}

/// Certificates of the clinics that stop to count, before those of people: each holds for everybody there.
private func clinicEndings(_ frame: Frame, _ endings: [ClinicEnding]) -> HTML {
    guard !endings.isEmpty else { return HTML() }
    return card("Certificates of the clinics") {
        dataTable(
            "Certificates of the clinics that end", endings,
            columns: [
                Column("Certificate") { ending in
                    a(.href(Place.clinicCredentials(.clinic(ending.clinicSlug)))) { ending.typeName }
                },
                Column("Clinic") { ending in ending.clinic },
                Column("Covered until") { ending in
                    date(ending.coveredUntil, else: "never")
                    if let days = ending.daysLeft {
                        span(.class("muted")) { " (" + counted(days, "day", "days") + ")" }
                    }
                },
                .state("Status") { ending in
                    let over =
                        ending.barredBy?.title
                        ?? (!ending.isOnFile ? "Not on file" : ending.coveredUntil == nil ? "Unverified" : "Lapsed")
                    statusTag(ending.isOver ? over : "Ends soon", ending.isOver && ending.isRequired ? .bad : .warn)
                },
                Column("Without it") { ending in ending.isRequired ? "Work that needs it stops" : "–" },
            ])
    }
}

/// What depends on a line: shifts on the roster, and how many it usually is.
private func stake(_ impact: LapseImpact) -> HTML {
    group {
        if impact.shifts > 0 {
            counted(impact.shifts, "shift", "shifts")
        } else {
            "–"
        }
        if impact.usual > 0 { div(.class("muted nowrap")) { "\(impact.usual) in 4 weeks" } }
    }
}

/// How many lines end in each of the coming months, each month with the way to its lines.
private func endingMonths(_ months: [ExpiryMonth], _ scope: Scope) -> HTML {
    card("Ending in the months ahead") {
        monthChart(
            "Credentials by the month in which their coverage ends",
            "A column for each of the next \(months.count) months, as high as there are lines of the board that end in it.",
            months.map { ($0.month, $0.count) }
        ) {
            details {
                summary { "The numbers as a table" }
                dataTable(
                    "Credentials by the month in which their coverage ends", months,
                    columns: [
                        Column("Month") { item in
                            a(.href(Place.credentials(scope, endingIn: item.month))) { item.month.monthAndYear }
                        },
                        .number("Credentials") { String($0.count) },
                    ])
            }
        }
    }
}
