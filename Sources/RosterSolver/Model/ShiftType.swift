/// A kind of shift that can be worked on any day: its times, its place and what it asks of a person.
package struct ShiftType: Sendable, Hashable {
    /// The short name that a roster shows in a cell.
    package var id: String
    /// Minutes after midnight, on the clinic's wall, when it starts; unknown where rest is given by sequences alone.
    package var start: Int?
    /// Elapsed minutes from start to end.
    package var minutes: Int
    /// Words that rules and points refer to: night, weekend, on-call.
    package var tags: Set<String>
    /// The clinic where it is worked.
    package var clinic: String?
    /// The role it is worked in.
    package var role: String?
    /// The qualifications a person must hold on every day the shift touches.
    package var requires: Set<String>

    package init(
        id: String, start: Int? = nil, minutes: Int, tags: Set<String> = [], clinic: String? = nil,
        role: String? = nil, requires: Set<String> = []
    ) {
        self.id = id
        self.start = start
        self.minutes = minutes
        self.tags = tags
        self.clinic = clinic
        self.role = role
        self.requires = requires
    }

    /// Minutes after the midnight of its first day when it ends; more than 1440 when it runs into the next day.
    package var end: Int? { self.start.map { $0 + self.minutes } }

    /// How many midnights it runs past.
    package var midnights: Int { max(0, ((self.end ?? 0) - 1) / 1440) }
}
