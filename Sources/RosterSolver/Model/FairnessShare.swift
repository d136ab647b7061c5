/// Points that people should share: nights, weekends, holidays.
package struct FairnessShare: Sendable, Hashable {
    package var id: String
    /// Points for a shift of a type, wherever it falls.
    package var points: [Int: Int]
    /// Extra points for any shift on a day: holidays, weekends.
    package var dayPoints: [Int: Int]
    /// Per person of the problem: the points the person should have at the end of the horizon, history included; nil
    /// leaves the person out. Callers divide the group's points by full-time share and weeks available.
    package var targets: [Int?]
    /// Per person: points brought in from the rolling history.
    package var carried: [Int]
    /// Cost of the squared deviation from the target, per point squared.
    package var cost: Int64

    package init(
        id: String, points: [Int: Int], dayPoints: [Int: Int] = [:], targets: [Int?], carried: [Int], cost: Int64
    ) {
        self.id = id
        self.points = points
        self.dayPoints = dayPoints
        self.targets = targets
        self.carried = carried
        self.cost = cost
    }

    /// The points of one cell.
    package func points(day: Int, shift: Int) -> Int { (self.points[shift] ?? 0) + (self.dayPoints[day] ?? 0) }

    /// What a total of points costs for a person.
    package func cost(of points: Int, person: Int) -> Int64 {
        guard let target = self.targets[person] else { return 0 }
        let deviation = Int64(points - target)
        return self.cost * deviation * deviation
    }
}
