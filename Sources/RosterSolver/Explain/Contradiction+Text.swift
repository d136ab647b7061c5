extension Contradiction {
    /// The contradiction in one English line, with the person's name; pages word the parts themselves.
    package func text(for problem: RosterProblem) -> String {
        let pins = self.parts.compactMap { part -> Int? in if case .pin(let pin) = part { pin.day } else { nil } }
        let leave = self.parts.compactMap { part -> Int? in if case .leave(let day) = part { day } else { nil } }
        let barred = self.parts.compactMap { part -> Int? in if case .forbid(let cell) = part { cell.day } else { nil }
        }
        let rules = self.parts.compactMap { part -> String? in
            guard case .rule(let id) = part else { return nil }
            guard let breach = self.breaches.first(where: { $0.subject == .rule(id) }) else { return id }
            return "\(id) \(breach.actual), \(breach.actual > breach.bound ? "at most" : "at least") \(breach.bound)"
        }
        var words = rules
        if !pins.isEmpty { words.append("pins on \(Self.days(pins))") }
        if !leave.isEmpty { words.append("leave on \(Self.days(leave))") }
        if !barred.isEmpty { words.append("shifts barred on \(Self.days(barred))") }
        return "\(problem.people[self.person].id): cannot all be: " + words.joined(separator: "; ")
    }

    private static func days(_ days: [Int]) -> String {
        "day " + Set(days).sorted().map { String($0 + 1) }.joined(separator: ", ")
    }
}
