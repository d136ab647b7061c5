import PraxisCore
import Rostering

/// A week's grid as the page draws it: people as rows, days as columns, one role or all.
struct RosterGridModel {
    let grid: RosterGrid
    let people: [RosterPerson]
    let shifts: [Shift.ID: Shift]
    /// The role that the page is narrowed to.
    let role: ClinicalRole?
    let today: LocalDate
    private let cells: [Cell: [Assignment]]
    private let conflicts: [Assignment.ID: Refusal]
    private let published: [Assignment.ID: Assignment]

    private struct Cell: Hashable {
        let person: RosterPerson.ID
        let day: LocalDate
    }

    /// How an assignment stands, to the eye and in a word.
    enum Mark: String {
        case published, draft, changed, conflict
    }

    init(_ grid: RosterGrid, role: ClinicalRole?, now: Instant) {
        self.grid = grid
        self.role = role
        self.today = grid.clinic.zone.today(at: now)
        self.shifts = Dictionary(
            grid.week.shifts.filter { role == nil || $0.role == role }.map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first })
        let assignments = grid.week.assignments.filter { role == nil || $0.role == role }
        self.cells = Dictionary(grouping: assignments) { Cell(person: $0.person, day: $0.date) }
        let refused = grid.conflicts
        self.conflicts = assignments.reduce(into: [:]) { conflicts, assignment in
            conflicts[assignment.id] = refused.first {
                $0.person == assignment.person && $0.shift == assignment.shift
            }
        }
        self.published = Dictionary(grid.published.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        self.people = grid.people.filter { person in
            role.map(person.roles.contains) ?? true || assignments.contains { $0.person == person.id }
        }
    }

    var days: [LocalDate] { self.grid.week.week.days }
    var zone: Zone { self.grid.clinic.zone }

    /// Roles that have shifts or people, for the filter.
    var roles: [ClinicalRole] {
        Set(self.grid.people.flatMap(\.roles) + self.grid.week.shifts.map(\.role)).sorted()
    }

    func assignments(of person: RosterPerson, on day: LocalDate) -> [Assignment] {
        self.cells[Cell(person: person.id, day: day)] ?? []
    }

    /// Who works on a day, by the beginning of their shifts.
    func assignments(on day: LocalDate) -> [(assignment: Assignment, person: RosterPerson)] {
        self.people.flatMap { person in self.assignments(of: person, on: day).map { ($0, person) } }
            .sorted { ($0.0.span.start, $0.1.name) < ($1.0.span.start, $1.1.name) }
    }

    func mark(of assignment: Assignment) -> Mark {
        if self.conflicts[assignment.id] != nil { return .conflict }
        guard self.grid.week.state.publication != nil else { return .draft }
        let told = self.published[assignment.id]
        return told?.person == assignment.person && told?.span == assignment.span ? .published : .changed
    }

    /// Why an assignment is a conflict.
    func conflict(of assignment: Assignment) -> Refusal? { self.conflicts[assignment.id] }

    /// What was waived so that the person may work, in a few words.
    func override(of assignment: Assignment) -> String? {
        self.grid.overrides[assignment.id].map { "Override: " + $0.joined(separator: ", ") }
    }

    /// When the person is at another clinic on a day of this one's calendar; where is not told.
    func elsewhere(_ person: RosterPerson, on day: LocalDate) -> [Span] {
        (self.grid.busyElsewhere[person.id] ?? []).filter { self.zone.local(of: $0.start).date == day }
    }

    /// Why a person is not cleared for all of the week; empty where nothing stands in the way.
    func refusals(of person: RosterPerson) -> [ClearanceReason] {
        self.grid.refusals.filter { $0.person == person.id && (self.role == nil || $0.role == self.role) }
            .flatMap(\.reasons)
    }

    func coverage(on day: LocalDate) -> Coverage {
        Coverage.byDay(of: Array(self.shifts.values), with: self.grid.week.assignments)[day] ?? Coverage()
    }

    func unfilled(on day: LocalDate) -> [(shift: Shift, places: Int)] {
        self.grid.unfilled(on: day).filter { self.shifts[$0.shift.id] != nil }
    }

    var totalCost: Money? {
        self.grid.cost.isEmpty ? nil : self.grid.cost.values.reduce(.zero, +)
    }
}
