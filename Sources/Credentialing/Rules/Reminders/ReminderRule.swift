package import PraxisCore

/// Whom a reminder is for.
package enum ReminderAudience: String, CaseIterable, Codable, Sendable {
    case holder
    case clinicManager = "clinic_manager"
    case practiceAdministrator = "practice_administrator"
    case medicalDirector = "medical_director"
    /// Of what follows from decisions, of clinics' certificates and of enrollments alone, and of those always.
    case credentialingSpecialist = "credentialing_specialist"

    package var title: String {
        switch self {
        case .holder: "Holder"
        case .clinicManager: "Clinic manager"
        case .practiceAdministrator: "Practice administrator"
        case .medicalDirector: "Medical director"
        case .credentialingSpecialist: "Credentialing specialist"
        }
    }
}

/// On which days before and after an end people are told of it, and who else the nearer it comes.
package struct ReminderRule: Hashable, Sendable {
    /// Days before the end; days after it are negative.
    package let thresholds: [Int]
    /// And again every so many days after the end.
    package let repeatDays: Int?
    /// From how many days before the end on somebody beside the holder is told.
    package let escalation: [ReminderAudience: Int]

    package init(thresholds: [Int], repeatDays: Int?, escalation: [ReminderAudience: Int]) {
        self.thresholds = thresholds
        self.repeatDays = repeatDays
        self.escalation = escalation
    }

    /// The threshold that a day has reached: the nearest one alone, so that whoever was away for several is told once.
    /// `nil` while the end is farther than the first.
    package func threshold(on today: LocalDate, end: LocalDate) -> Int? {
        let left = today.distance(to: end)
        let reached = self.thresholds.filter { $0 >= left }.min()
        guard let repeatDays = self.repeatDays, left <= -repeatDays else { return reached }
        let again = -(-left / repeatDays) * repeatDays
        return min(again, reached ?? again)
    }

    /// Who is told at a threshold.
    package func tells(_ audience: ReminderAudience, at threshold: Int) -> Bool {
        audience == .holder || self.escalation[audience].map { threshold <= $0 } ?? false
    }

    /// The days on which an end is told, the first one first; the repetitions after it left out.
    package func days(before end: LocalDate) -> [LocalDate] {
        self.thresholds.sorted(by: >).map { end.adding(days: -$0) }
    }
}
