import Credentialing
import HTML
import PraxisCore

/// Where everybody stands: figures, filters, and a row per person with a column per course and policy.
func trainingPage(
    _ context: ScopedContext, _ frame: Frame, _ matrix: DutyMatrix, _ rows: [DutyRow], next: Person.ID?
) -> HTML {
    let query = context.query
    let path = Place.training(context.scope).path
        .query("state", query["state"]).query("of", query["of"]).query("q", query["q"]).query("after", query["after"])
    return group {
        pageHeader(
            "Training and policies",
            lead:
                "What is asked of whoever works at \(frame.scopeInSentence), and where they stand on \(frame.today.readable)."
        )
        trainingTabs(context, frame, current: .training(context.scope))
        tiles {
            for state in DutyState.allCases {
                let count = matrix.counts[state] ?? 0
                let tone: Tone = count == 0 || state == .current ? .neutral : state == .overdue ? .bad : .warn
                statTile(state.title, String(count), tone: tone, place: .training(context.scope, state))
            }
        }
        filterBar(
            path, query,
            [
                Chips("State", name: "state", DutyState.allCases.map { Choice($0.rawValue, $0.title) }),
                Chips("Course or policy", name: "of", matrix.subjects.map { Choice($0.code, $0.name) }),
            ], search: "Surname")
        if rows.isEmpty {
            emptyState("Nobody here", "Choose another state, or ask a course of people.", icon: .badge) {
                if frame.may(.trainingWrite) { buttonLink("Courses", .courses(context.scope)) }
            }
        } else {
            dutyTable(context, frame, matrix.subjects, rows)
            pager(path, shown: rows.count, total: matrix.rows.count, next: next?.description, exports: true)
        }
    }
}

private func dutyTable(
    _ context: ScopedContext, _ frame: Frame, _ subjects: [DutySubject], _ rows: [DutyRow]
) -> HTML {
    let scope = context.scope
    var columns: [Column<DutyRow>] = [
        Column("Name") { row in a(.href(Place.personTraining(scope, row.person.id))) { row.person.name } }
    ]
    if frame.showsClinics { columns.append(Column("Clinics") { row in row.person.clinics }) }
    columns += subjects.map { subject in
        Column(subject.name) { row in dutyCell(row.duty(subject)) }
    }
    return dataTable("Training and policies", rows, cards: false, columns: columns)
}

private func dutyCell(_ duty: Duty?) -> HTML {
    guard let duty else { return span(.class("muted")) { "not asked" } }
    return group {
        dutyTag(duty.state)
        div(.class("muted nowrap")) {
            if let due = duty.due { date(due) } else { "for good" }
        }
    }
}
