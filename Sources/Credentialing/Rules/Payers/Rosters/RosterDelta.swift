package import PraxisCore

/// A provider at a clinic: somebody at three clinics is three rows with one NPI.
package struct RosterKey: Hashable, Sendable {
    package let person: Person.ID
    package let clinic: PayerRosterClinic.ID

    package init(person: Person.ID, clinic: PayerRosterClinic.ID) {
        self.person = person
        self.clinic = clinic
    }
}

/// The clinic of a row.
package enum PayerRosterClinic {
    package typealias ID = Identifier<PayerRosterClinic>
}

/// One row of a roster.
package struct PayerRosterLine: Hashable, Sendable {
    /// What a row of a delta does.
    package enum Action: String, CaseIterable, Codable, Sendable {
        case add = "A"
        case change = "C"
        case terminate = "T"
    }

    package let key: RosterKey
    /// `nil` in a full file.
    package let action: Action?
    package let facts: RosterFacts

    package init(_ key: RosterKey, _ action: Action? = nil, _ facts: RosterFacts) {
        self.key = key
        self.action = action
        self.facts = facts
    }

    /// Who it is about, the family first.
    package var name: String {
        [self.facts[.familyName], self.facts[.givenName]].compactMap(\.self).joined(separator: ", ")
    }

    /// Why it cannot be sent whatever the payer's columns are: a payer is told of nobody as taking part whom nobody
    /// approved. Of one who leaves it is told all the same.
    package func obstacle(today: LocalDate) -> String? {
        if self.action == .terminate { return nil }
        if let day = self.facts[.decidedOn].flatMap({ LocalDate($0) }), day <= today { return nil }
        let name = [self.facts[.givenName], self.facts[.familyName]].compactMap(\.self).joined(separator: " ")
        return "no decision has approved \(name): decide the file, or enter the day of an earlier decision"
    }
}

/// What the payer holds, and what it has to be told.
package enum RosterDelta {
    /// The rows of a full file: everybody who takes part today, in the order of names.
    package static func full(_ current: [PayerRosterLine], today: LocalDate) -> [PayerRosterLine] {
        current.filter { Self.takesPart($0.facts, today) }.sorted(by: Self.precedes)
    }

    /// Who leaves on a day to come takes part until then.
    private static func takesPart(_ facts: RosterFacts, _ today: LocalDate) -> Bool {
        facts[.termOn].map { $0 >= today.description } ?? true
    }

    /// Additions, changes and terminations against what the payer last accepted. A termination repeats the accepted
    /// row with the day and reason of its end. Where the enrollment that the payer holds has `ended` and the provider
    /// applies anew, the payer is told that first, and then the new one.
    package static func lines(
        from accepted: [RosterKey: RosterFacts], to current: [PayerRosterLine], fields: Set<RosterField>,
        ended: [RosterKey: RosterFacts] = [:], today: LocalDate
    ) -> [PayerRosterLine] {
        let now = Dictionary(current.map { ($0.key, $0.facts) }) { first, _ in first }
        var lines: [PayerRosterLine] = []
        for (key, facts) in now where Self.takesPart(facts, today) {
            guard let known = accepted[key] else {
                lines.append(PayerRosterLine(key, .add, facts))
                continue
            }
            if let before = ended[key], let began = before[.effectiveOn], known[.effectiveOn] == began {
                lines.append(Self.termination(of: key, known, before, today))
                lines.append(PayerRosterLine(key, .add, facts))
                continue
            }
            if fields.contains(where: { known[$0] != facts[$0] }) { lines.append(PayerRosterLine(key, .change, facts)) }
        }
        for (key, known) in accepted where now[key].map({ !Self.takesPart($0, today) }) ?? true {
            lines.append(Self.termination(of: key, known, Self.earlier(now[key] ?? [:], ended[key], of: known), today))
        }
        return lines.sorted(by: Self.precedes)
    }

    /// Of two ends that of the enrollment which the payer holds, where it came first.
    private static func earlier(_ ending: RosterFacts, _ before: RosterFacts?, of known: RosterFacts) -> RosterFacts {
        guard let before, let began = before[.effectiveOn], known[.effectiveOn] == began, let end = before[.termOn],
            let later = ending[.termOn], end < later
        else { return ending }
        return before
    }

    private static func termination(
        of key: RosterKey, _ known: RosterFacts, _ ending: RosterFacts, _ today: LocalDate
    ) -> PayerRosterLine {
        var facts = known
        facts[.termOn] = ending[.termOn] ?? today.description
        facts[.termReason] = ending[.termReason] ?? "No longer with the practice"
        return PayerRosterLine(key, .terminate, facts)
    }

    /// What the payer holds once it has answered: rows that it rejected change nothing. A full file stands for all.
    package static func accepted(
        _ lines: [PayerRosterLine], rejected: Set<Int>, on base: [RosterKey: RosterFacts], isFull: Bool
    ) -> [RosterKey: RosterFacts] {
        var held: [RosterKey: RosterFacts] = isFull ? [:] : base
        for (index, line) in lines.enumerated() {
            if rejected.contains(index + 1) {
                // What the payer held of the person before stays with it.
                if isFull { held[line.key] = base[line.key] }
            } else if line.action == .terminate {
                held[line.key] = nil
            } else {
                held[line.key] = line.facts
            }
        }
        return held
    }

    private static func precedes(_ a: PayerRosterLine, _ b: PayerRosterLine) -> Bool {
        let rank = { (line: PayerRosterLine) -> [String] in
            [
                line.facts[.familyName] ?? "", line.facts[.givenName] ?? "", line.facts[.npi] ?? "",
                line.facts[.clinicName] ?? "", line.key.clinic.description, line.key.person.description,
                line.action == .terminate ? "0" : "1",
            ]
        }
        return rank(a).lexicographicallyPrecedes(rank(b))
    }
}
