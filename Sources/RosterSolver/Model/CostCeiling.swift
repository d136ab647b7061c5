/// What the wages of the whole roster, or of the shifts at one clinic, may come to, in minor units.
package struct CostCeiling: Sendable, Hashable {
    /// The clinic whose shifts it is about; nil is all.
    package var clinic: String?
    /// Above it each minor unit counts in the contract tier.
    package var hard: Int64?
    /// Above it each minor unit costs this many more in the money tier.
    package var soft: Int64?
    package var softCost: Int64

    package init(hard: Int64? = nil, soft: Int64? = nil, softCost: Int64 = 1, clinic: String? = nil) {
        self.clinic = clinic
        self.hard = hard
        self.soft = soft
        self.softCost = softCost
    }
}

extension CostCeiling {
    /// What is reported when wages are beyond it.
    var subject: Violation.Subject { self.clinic.map(Violation.Subject.clinicCeiling) ?? .ceiling }

    /// What stands in the way of a shift that would take wages beyond it.
    var cause: Block.Cause { self.clinic.map(Block.Cause.clinicCeiling) ?? .ceiling }

    /// What wages beyond it count in the contract tier and in the money tier.
    func cost(of wages: Int64) -> (hard: Int64, soft: Int64) {
        (max(0, wages - (self.hard ?? wages)), max(0, wages - (self.soft ?? wages)) * self.softCost)
    }
}

extension RosterProblem {
    /// That of the whole roster first, if there is one.
    var allCeilings: [CostCeiling] { (self.ceiling.map { [$0] } ?? []) + self.clinicCeilings }

    /// Whether the wages of a shift count under a ceiling.
    func counts(_ shift: Int, under ceiling: CostCeiling) -> Bool {
        ceiling.clinic == nil || ceiling.clinic == self.shiftTypes[shift].clinic
    }

    /// What a person's row costs in wages under a ceiling.
    func wages(of row: [Int?], _ person: Int, under ceiling: CostCeiling) -> Int64 {
        row.reduce(0) { sum, cell in
            guard let shift = cell, self.counts(shift, under: ceiling) else { return sum }
            return sum + self.people[person].wage(minutes: self.shiftTypes[shift].minutes)
        }
    }

    /// What a roster costs in wages under a ceiling.
    func wages(of roster: Roster, under ceiling: CostCeiling) -> Int64 {
        roster.rows.enumerated().reduce(0) { $0 + self.wages(of: $1.element, $1.offset, under: ceiling) }
    }
}

/// The time between two clinics, to be covered by the gap between a shift and the next day's.
package struct Travel: Sendable, Hashable {
    package var from: String
    package var to: String
    package var minutes: Int

    package init(from: String, to: String, minutes: Int) {
        self.from = from
        self.to = to
        self.minutes = minutes
    }
}
