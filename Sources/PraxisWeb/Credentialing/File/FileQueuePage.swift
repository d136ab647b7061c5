import Credentialing
import HTML
import PraxisCore

/// The specialist's queue: figures and a chart by stage, filters, and a line per file by what ends first.
func fileQueuePage(
    _ context: ScopedContext, _ frame: Frame, _ queue: FileQueue, _ cycles: [CycleEnding] = []
) -> HTML {
    let (query, scope) = (context.query, context.scope)
    let path = Place.files(scope).path
        .query("state", query["state"]).query("cycle", query["cycle"]).query("q", query["q"])
        .query("age", query["age"]).query("after", query["after"])
    return group {
        pageHeader("Credentialing files", lead: "At \(frame.scopeInSentence), by what ends first.") {
            if frame.may(.fileWrite) { buttonLink("Open a file", .newFile(scope), .primary, icon: .plus) }
        }
        fileTabs(context, frame, current: .files(scope))
        stageTiles(queue.counts, scope)
        if !cycles.isEmpty { card("Due for recredentialing, without a file") { cycleTable(frame, scope, cycles) } }
        filterBar(
            path, query,
            [
                Chips(
                    "Stage", name: "state", all: "All open ones", isList: true,
                    FileState.inOrder.map { Choice($0.rawValue, $0.title) }),
                Chips("Age", name: "age", FileAge.allCases.map { Choice($0.rawValue, $0.title) }),
                Chips("Cycle", name: "cycle", FileCycle.allCases.map { Choice($0.rawValue, $0.title) }),
            ], search: "Name")
        if queue.files.isEmpty {
            emptyState("No files here", "Choose another stage, or open a file for somebody.", icon: .file)
        } else {
            fileTable(context, frame, queue.files)
            pager(path, shown: queue.files.count, next: queue.next?.description, exports: true)
        }
        if !queue.counts.isEmpty { card("Open files by stage and age") { stageChart(stages(queue.counts), scope) } }
    }
}

private func cycleTable(_ frame: Frame, _ scope: Scope, _ cycles: [CycleEnding]) -> HTML {
    dataTable(
        "Due for recredentialing", cycles,
        columns: [
            Column("Name") { cycle in a(.href(Place.credentialFile(scope, cycle.person))) { cycle.name } },
            Column("Approved until") { cycle in deadlineText(cycle.endsOn, cycle.today) },
            .state("Status") { cycle in
                statusTag(cycle.isOver ? "Overdue" : "Due", cycle.isOver ? .bad : .warn)
            },
            Column("Last decision") { cycle in
                if let file = cycle.file {
                    a(.href(Place.file(scope, file))) { "The last file" }
                } else {
                    a(.href(Place.priorApprovals(scope, cycle.person))) { "Taken over" }
                }
            },
        ])
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

/// The stages that have files, each made of ages.
func stageChart(_ stages: [(state: FileState, ages: FileAges)], _ scope: Scope) -> HTML {
    stackedChart(
        "Open files by stage and age", "A bar per stage, made of files up to 30 days old, up to 90 days and older.",
        id: "stages", series: FileAge.allCases.map(\.title),
        stages.map { StackedBar($0.state.title, [$0.ages.young, $0.ages.middle, $0.ages.old]) }
    ) {
        details {
            summary { "The numbers as a table" }
            dataTable(
                "Open files by stage and age", stages,
                columns: [
                    Column("Stage") { stage in a(.href(Place.files(scope, stage.state))) { stage.state.title } },
                    .number("Up to 30 days") { String($0.ages.young) },
                    .number("31 to 90 days") { String($0.ages.middle) },
                    .number("Over 90 days") { String($0.ages.old) }, .number("Together") { String($0.ages.total) },
                ])
        }
    }
}

private func stages(_ counts: [FileCount]) -> [(state: FileState, ages: FileAges)] {
    FileState.inOrder.filter { ![.decided, .withdrawn].contains($0) }.compactMap { state in
        counts.first { $0.state == state }.map {
            (state, FileAges(young: $0.count - $0.over30, middle: $0.over30 - $0.over90, old: $0.over90))
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
            Column("Flags") { file in fileFlags(file) },
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
