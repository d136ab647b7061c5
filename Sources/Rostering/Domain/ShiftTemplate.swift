package import PraxisCore

/// What a shift of every week looks like on the clock of its clinic.
package struct ShiftTemplate: Hashable, Sendable {
    package typealias ID = Identifier<ShiftTemplate>

    package let id: ID
    package let name: String
    package let role: ClinicalRole
    package let hours: WallHours
    /// Unpaid minutes within the shift.
    package let breakMinutes: Int
    /// How many people it takes.
    package let need: Int
    /// What is done in its shifts that only some may do.
    package let services: [String]

    package init(
        id: ID, name: String, role: ClinicalRole, hours: WallHours, breakMinutes: Int = 0, need: Int = 1,
        services: [String] = []
    ) {
        self.id = id
        self.name = name
        self.role = role
        self.hours = hours
        self.breakMinutes = breakMinutes
        self.need = need
        self.services = services
    }
}

/// From one time on the clock to another; the end lies on the next day where it is not after the start.
package struct WallHours: Hashable, Sendable {
    /// What gives way on a night when the clocks change.
    package enum EndPolicy: String, CaseIterable, Sendable {
        /// It ends at the same time on the clock, an hour shorter or longer.
        case keepEnd = "keep_end"
        /// It lasts as long as ever and ends at another time on the clock.
        case keepDuration = "keep_duration"
    }

    package let starts: TimeOfDay
    package let ends: TimeOfDay
    package let endPolicy: EndPolicy

    package init(_ starts: TimeOfDay, _ ends: TimeOfDay, _ endPolicy: EndPolicy = .keepEnd) {
        self.starts = starts
        self.ends = ends
        self.endPolicy = endPolicy
    }

    package var endsNextDay: Bool { self.ends <= self.starts }

    /// How long it lasts on a day without a clock change.
    package var nominalMinutes: Int {
        self.ends.minutes - self.starts.minutes + (self.endsNextDay ? 1440 : 0)
    }
}
