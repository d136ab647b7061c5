package import PraxisCore

/// What stands in the way of an assignment or a publication.
package enum Violation: Hashable, Sendable {
    /// Two assignments of one person overlap.
    case overlap(RosterPerson.ID, Assignment.ID, Assignment.ID)
    /// Credentialing does not clear the person for the shift.
    case notCleared(Refusal)
    /// Less rest between two assignments than the rule asks for; one of them may be at another clinic, and untold.
    case shortRest(RosterPerson.ID, Assignment.ID?, Assignment.ID?, minutes: Int, RestRule)
}

/// How long people rest between two shifts: a row with its citation, never a constant.
package struct RestRule: Hashable, Sendable {
    package let minutes: Int
    /// Whether less is refused; otherwise it is a warning.
    package let isBinding: Bool
    package let citation: String
    package let startsOn: LocalDate
    /// The first day on which it no longer holds.
    package let endsOn: LocalDate?

    package init(minutes: Int, isBinding: Bool, citation: String, startsOn: LocalDate, endsOn: LocalDate? = nil) {
        self.minutes = minutes
        self.isBinding = isBinding
        self.citation = citation
        self.startsOn = startsOn
        self.endsOn = endsOn
    }

    /// A shift is judged by the rules valid on its day.
    package func applies(on day: LocalDate) -> Bool { day >= self.startsOn && self.endsOn.map { day < $0 } ?? true }
}

/// Pure rules over the assignments of some people.
package enum RosterRules {
    /// Every pair of one person's assignments that overlap, in the order of their starts.
    package static func overlaps(in assignments: [Assignment]) -> [Violation] {
        self.pairs(in: assignments).compactMap { a, b in
            a.span.overlaps(b.span) ? .overlap(a.person, a.id, b.id) : nil
        }
    }

    /// Every pair of neighbors with less rest than the rule of the later shift's day asks for. One of the two is of the
    /// week; the other may lie beside it.
    package static func shortRests(
        in assignments: [Assignment], around surroundings: WeekSurroundings = WeekSurroundings(),
        under rules: [RestRule]
    ) -> [Violation] {
        let people = Dictionary(grouping: assignments, by: \.person)
        let beside = Dictionary(grouping: surroundings.assignments, by: \.person)
        return people.sorted { $0.key < $1.key }.flatMap { person, own in
            let stretches =
                own.map { Stretch($0, isOfWeek: true) } + (beside[person] ?? []).map { Stretch($0, isOfWeek: false) }
                + (surroundings.elsewhere[person] ?? []).map(Stretch.init(elsewhere:))
            let pairs = Self.neighbors(stretches.sorted { $0.span < $1.span }, \.span)
            return pairs.filter { $0.isOfWeek || $1.isOfWeek }.flatMap { a, b in
                rules.compactMap { rule -> Violation? in
                    guard let day = b.date ?? a.date, rule.applies(on: day), let rest = a.span.rest(to: b.span),
                        rest < rule.minutes
                    else { return nil }
                    return .shortRest(person, a.id, b.id, minutes: rest, rule)
                }
            }
        }
    }

    /// Time at work, of which the clinic knows more or less.
    private struct Stretch {
        let span: Span
        let id: Assignment.ID?
        let date: LocalDate?
        let isOfWeek: Bool

        init(_ assignment: Assignment, isOfWeek: Bool) {
            self.span = assignment.span
            self.id = assignment.id
            self.date = assignment.date
            self.isOfWeek = isOfWeek
        }

        init(elsewhere span: Span) {
            self.span = span
            self.id = nil
            self.date = nil
            self.isOfWeek = false
        }
    }

    /// Each person's assignments with all that start within two days after, earlier first.
    private static func pairs(in assignments: [Assignment]) -> [(Assignment, Assignment)] {
        Dictionary(grouping: assignments, by: \.person).sorted { $0.key < $1.key }.flatMap { _, own in
            Self.neighbors(own.sorted { ($0.span, $0.id) < ($1.span, $1.id) }, \.span)
        }
    }

    /// Each element with all that start within two days after it ends.
    private static func neighbors<Element>(_ sorted: [Element], _ span: (Element) -> Span) -> [(Element, Element)] {
        sorted.indices.flatMap { first in
            sorted[(first + 1)...]
                .prefix { span($0).start <= span(sorted[first]).end.adding(minutes: 2880) }
                .map { (sorted[first], $0) }
        }
    }
}
