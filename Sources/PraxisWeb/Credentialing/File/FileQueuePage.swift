import Credentialing
import HTML
import PraxisCore

/// The specialist's queue: figures and a chart by stage, filters, and a line per file by what ends first.
func fileQueuePage(_ context: ScopedContext, _ frame: Frame, _ queue: FileQueue) -> HTML {
    let (query, scope) = (context.query, context.scope)
    let path = Place.files(scope).path
        .query("state", query["state"]).query("cycle", query["cycle"]).query("q", query["q"])
        .query("after", query["after"])
    return group {
        pageHeader("Credentialing files", lead: "At \(frame.scopeInSentence), by what ends first.") {
            if frame.may(.fileWrite) { buttonLink("Open a file", .newFile(scope), .primary, icon: .plus) }
        }
        fileTabs(context, frame, current: .files(scope))
        stageTiles(queue.counts, scope)
        stageChart(queue.counts)
        filterBar(
            path, query,
            [
                Chips(
                    "Stage", name: "state", all: "Open",
                    FileState.inOrder.map { Choice($0.rawValue, $0.title) }),
                Chips("Cycle", name: "cycle", FileCycle.allCases.map { Choice($0.rawValue, $0.title) }),
            ], search: "Name")
        if queue.files.isEmpty {
            emptyState("No files here", "Choose another stage, or open a file for somebody.", icon: .file)
        } else {
            fileTable(context, frame, queue.files)
            pager(path, shown: queue.files.count, next: queue.next?.description, exports: true)
        }
    }
}

private func stageTiles(_ counts: [FileCount], _ scope: Scope) -> HTML {
    let byState = Dictionary(counts.map { ($0.state, $0.count) }) { first, _ in first }
    return tiles {
        for state in [FileState.received, .verifying, .flagged, .readyForReview, .committeeScheduled] {
            statTile(
                state.title, String(byState[state] ?? 0),
                tone: state == .flagged && byState[state] != nil ? .bad : .neutral, place: .files(scope, state))
        }
    }
}

private struct Stage: Sendable {
    let state: FileState
    let young: Int
    let middle: Int
    let old: Int
}

private func stageChart(_ counts: [FileCount]) -> HTML {
    let stages = FileState.inOrder.filter(\.isOpen).compactMap { state in
        counts.first { $0.state == state }.map {
            Stage(state: state, young: $0.count - $0.over30, middle: $0.over30 - $0.over90, old: $0.over90)
        }
    }
    if stages.isEmpty { return HTML() }
    return card("Open files by stage and age") {
        figure(.class("chart")) {
            div(.class("chart-scroll"), .role("group"), .tabindex(0), .aria("label", "Open files by stage and age")) {
                stageDrawing(stages)
            }
            details {
                summary { "The numbers as a table" }
                dataTable(
                    "Open files by stage and age", stages,
                    columns: [
                        Column("Stage") { $0.state.title }, .number("Up to 30 days") { String($0.young) },
                        .number("31 to 90 days") { String($0.middle) }, .number("Over 90 days") { String($0.old) },
                    ])
            }
        }
    }
}

private func stageDrawing(_ stages: [Stage]) -> HTML {
    let largest = max(1, stages.map { $0.young + $0.middle + $0.old }.max() ?? 1)
    return svg(.viewBox(0, 0, 640, stages.count * 30 + 8), .role("img"), .aria("label", "Open files by stage and age"))
    {
        svgTitle { "Open files by stage and age" }
        svgDescription { "A bar per stage, made of files up to 30 days old, up to 90 days and older." }
        for (index, stage) in stages.enumerated() {
            stageBar(stage, at: index * 30 + 4, unit: 360 / largest)
        }
    }
}

private func stageBar(_ stage: Stage, at y: Int, unit: Int) -> HTML {
    let (young, middle, old) = (stage.young * unit, stage.middle * unit, stage.old * unit)
    return svgGroup {
        svgText(.x(170), .y(y + 15), .textAnchor("end")) { stage.state.title }
        if young > 0 { svgRect(.x(180), .y(y), .width(young), .height(20), .class("series-1")) }
        if middle > 0 { svgRect(.x(180 + young), .y(y), .width(middle), .height(20), .class("series-2")) }
        if old > 0 { svgRect(.x(180 + young + middle), .y(y), .width(old), .height(20), .class("series-bad")) }
        svgText(.x(188 + young + middle + old), .y(y + 15)) {
            String(stage.young + stage.middle + stage.old) + (stage.old > 0 ? ", \(stage.old) over 90 days" : "")
        }
    }
}

private func fileTable(_ context: ScopedContext, _ frame: Frame, _ files: [CycleFile]) -> HTML {
    let (scope, today) = (context.scope, frame.today)
    return dataTable(
        "Credentialing files", files,
        columns: [
            Column("Name") { file in
                a(.href(Place.file(scope, file.id))) { file.name }
                small { "\(file.roleTitle), \(file.cycle.title.lowercased())" }
            },
            .state("Stage") { file in fileStateTag(file) },
            Column("Next deadline") { file in deadlineText(file.deadline, today) },
            Column("Verified") { file in fileProgress(file) },
            Column("Flags") { file in
                if file.openFlags > 0 { statusTag("\(file.openFlags) open", .bad) }
                if file.standingFlags > 0 { statusTag("\(file.standingFlags) stand", .warn) }
                if file.isClean { span(.class("muted")) { "none" } }
            },
            .number("Age in days") { file in String(file.age) },
        ])
}

/// Whom a file is opened for, and why.
func newFileForm(_ context: ScopedContext, _ people: [FileCandidate], _ errors: FieldErrors) -> HTML {
    let form = context.form
    return postForm(context, .files(context.scope)) {
        selectField(
            Field("person", "Person", value: form["person"], hint: "Somebody without an open file", errors: errors),
            people.map { Choice($0.person.description, $0.name) }, blank: "Choose", search: true)
        fieldRow {
            selectField(
                Field("cycle", "Cycle", value: form["cycle"], errors: errors),
                FileCycle.allCases.map { Choice($0.rawValue, $0.title) }, blank: "Choose")
            selectField(
                Field("role", "Role", value: form["role"], errors: errors),
                ClinicalRole.allCases.map { Choice($0.rawValue, $0.title) }, blank: "Choose")
        }
        plannedFields(form["planned"], form.has("no_npi"), errors)
        formActions {
            submit("Open the file")
            cancelLink(.files(context.scope))
        }
    }
}

/// The planned day, and whether the person has no NPI.
func plannedFields(_ planned: String?, _ hasNone: Bool, _ errors: FieldErrors) -> HTML {
    group {
        dateField(
            Field(
                "planned", "Planned decision", value: planned,
                hint: "Every verification is counted back from this day", errors: errors, isOptional: true))
        checkbox("no_npi", "The person has no NPI", isOn: hasNone)
    }
}
