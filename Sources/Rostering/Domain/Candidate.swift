import PraxisCore

/// Somebody who holds the role of a shift at its clinic, and whether they could take it.
package struct Candidate: Hashable, Sendable {
    package let person: RosterPerson
    /// Why credentialing refuses; empty where it does not.
    package let reasons: [ClearanceReason]
    /// What credentialing wants to be known and does not refuse for.
    package let warnings: [ClearanceReason]
    /// What keeps their work from being billed to some payer.
    package let billing: [ClearanceReason]
    /// When they are busy meanwhile, at whatever clinic.
    package let busy: [Span]
    /// Rules that ask for more rest than they would have, with the minutes they would have.
    package let shortRests: [ShortRest]
    /// Minutes that they already work in the week, at whatever clinic.
    package let weekMinutes: Int

    /// Too little rest before or after the shift.
    package struct ShortRest: Hashable, Sendable {
        package let minutes: Int
        package let rule: RestRule
    }

    package init(
        person: RosterPerson, reasons: [ClearanceReason] = [], warnings: [ClearanceReason] = [],
        billing: [ClearanceReason] = [], busy: [Span] = [], shortRests: [ShortRest] = [], weekMinutes: Int = 0
    ) {
        self.person = person
        self.reasons = reasons
        self.warnings = warnings
        self.billing = billing
        self.busy = busy
        self.shortRests = shortRests
        self.weekMinutes = weekMinutes
    }

    /// Whether nothing that binds stands in the way.
    package var isAvailable: Bool {
        self.reasons.isEmpty && self.busy.isEmpty && !self.shortRests.contains(where: \.rule.isBinding)
    }

    /// Those who can take it first, then those with the fewest hours.
    package static func ranked(_ candidates: [Candidate]) -> [Candidate] {
        candidates.sorted {
            ($0.isAvailable ? 0 : 1, $0.shortRests.count, $0.weekMinutes, $0.person.name, $0.person.id)
                < ($1.isAvailable ? 0 : 1, $1.shortRests.count, $1.weekMinutes, $1.person.name, $1.person.id)
        }
    }
}

/// A shift with the people on it and everybody who might be.
package struct ShiftSheet: Hashable, Sendable {
    package let clinic: RosterClinic
    package let shift: Shift
    package let holders: [Holder]
    package let candidates: [Candidate]
    /// Shifts of the same role in the same week, to which somebody could move.
    package let others: [Shift]

    /// Who has the place at present.
    package struct Holder: Hashable, Sendable {
        package let assignment: Assignment
        package let person: RosterPerson
    }

    package var coverage: Coverage { Coverage(have: self.holders.count, need: self.shift.need) }
}
