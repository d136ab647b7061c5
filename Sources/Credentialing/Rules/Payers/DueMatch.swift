package import PraxisCore

/// What a list of due dates means for one enrollment on file that has another date.
package struct DueMatch: Hashable, Codable, Sendable {
    /// What becomes of the date on file.
    package enum Outcome: String, CaseIterable, Codable, Sendable {
        /// It becomes that of the list.
        case set
        /// Somebody entered it, and it stays until somebody changes it.
        case kept
        /// The caller may not change the enrollment.
        case locked
        /// The list's date is before the enrollment begins.
        case early
    }

    package let enrollment: Identifier<Enrollment>
    package let version: Int
    package let clinic: String
    package let plan: String
    package let before: LocalDate?
    package let listed: LocalDate
    package let outcome: Outcome
}

extension DueMatch {
    /// Compares the enrollments of one person with what a list says of that person.
    ///
    /// A row belongs to an enrollment that has its number; else to those in its state and line, where it is the only one there.
    /// `remarks` say where several rows might be meant.
    static func all(
        _ facts: [MedicareFact], _ enrollments: [MedicareEnrollment]
    ) -> (matches: [DueMatch], remarks: [String]) {
        var matches: [DueMatch] = []
        var remarks: [String] = []
        for enrollment in enrollments {
            let found = Self.facts(facts, of: enrollment)
            if found.count > 1 {
                remarks.append(
                    "\(found.count) enrollments on the list may be that at \(enrollment.clinic) with \(enrollment.plan): "
                        + "no date is taken over; enter the number of the right one as the payer’s number")
            }
            guard found.count == 1, let listed = found[0].due, listed != enrollment.dueOn else { continue }
            matches.append(
                DueMatch(
                    enrollment: enrollment.id, version: enrollment.version, clinic: enrollment.clinic,
                    plan: enrollment.plan, before: enrollment.dueOn, listed: listed,
                    outcome: Self.outcome(of: enrollment, listed)))
        }
        return (matches, remarks)
    }

    private static func facts(_ facts: [MedicareFact], of enrollment: MedicareEnrollment) -> [MedicareFact] {
        let numbered = facts.filter { $0.enrollment == enrollment.number?.uppercased() }
        guard numbered.isEmpty else { return numbered }
        return facts.filter { $0.state == enrollment.state && $0.isSupplier == enrollment.isSupplier }
    }

    private static func outcome(of enrollment: MedicareEnrollment, _ listed: LocalDate) -> Outcome {
        if listed < enrollment.effectiveOn { return .early }
        if enrollment.origin == .entered { return .kept }
        return enrollment.mayChange ? .set : .locked
    }
}

extension DueMatch {
    /// Both dates, for who looks at the enrollment.
    package var difference: String {
        "The list says \(self.listed.readable), on file is \(self.before?.readable ?? "no date"). Change the enrollment "
            + "where the list is right."
    }

    /// What changes, or why it does not, with both dates.
    package var sentence: String {
        let place = "\(self.clinic), \(self.plan)"
        let held = self.before?.readable ?? "no date"
        return switch self.outcome {
        case .set: "\(place): due date \(held) becomes \(self.listed.readable)"
        case .kept: "\(place): \(held) was entered by hand and stays; the list says \(self.listed.readable)"
        case .locked: "\(place): \(held) stays, for you may not change it; the list says \(self.listed.readable)"
        case .early:
            "\(place): \(held) stays; the list says \(self.listed.readable), which is before the enrollment began"
        }
    }
}
