package import PraxisCore

/// What a reminder about a file is of: that its approval runs out, that the person may appeal, that a report is due.
package enum ReminderDuty: String, Codable, Sendable {
    case ending, appeal, report
}

/// Somebody who could be told of a term that ends, or of an approval that runs out, on the day that it is where they are
/// told.
package struct ReminderCandidate: Hashable, Sendable {
    package let person: Person.ID
    package let credential: Credential.ID?
    package let term: Term.ID?
    /// The file whose decision gave the approval.
    package let file: CycleFile.ID?
    package let duty: ReminderDuty
    package let endsOn: LocalDate
    package let account: AccountID
    package let audience: ReminderAudience
    package let today: LocalDate
    package let rule: ReminderRule

    package init(
        person: Person.ID, credential: Credential.ID? = nil, term: Term.ID? = nil, file: CycleFile.ID? = nil,
        duty: ReminderDuty = .ending, endsOn: LocalDate, account: AccountID, audience: ReminderAudience,
        today: LocalDate, rule: ReminderRule
    ) {
        self.person = person
        self.credential = credential
        self.term = term
        self.file = file
        self.duty = duty
        self.endsOn = endsOn
        self.account = account
        self.audience = audience
        self.today = today
        self.rule = rule
    }

    /// Somebody's sign-in.
    package typealias AccountID = Identifier<ReminderAudience>
}

/// What is told to one recipient about one term or approval.
package struct ReminderDraft: Hashable, Encodable, Sendable {
    let id: Reminder.ID
    let person: Person.ID
    let credential: Credential.ID?
    let term: Term.ID?
    let file: CycleFile.ID?
    let duty: ReminderDuty
    let account: ReminderCandidate.AccountID
    package let audience: ReminderAudience
    package let threshold: Int
    package let endsOn: LocalDate
    package let toldOn: LocalDate

    enum CodingKeys: String, CodingKey {
        case id, person, credential, term, file, duty, account, audience, threshold
        case endsOn = "ends_on"
        case toldOn = "told_on"
    }
}

/// What is due.
package enum Reminders {
    /// One draft for each recipient and end that has reached a threshold. Whoever is told for several clinics, or as
    /// several things, is told once: on the day of the clinic that it comes first to, as the first thing that they are.
    ///
    /// Whether it was told before is for the database to say, which keeps one of each threshold.
    package static func due(_ candidates: [ReminderCandidate]) -> [ReminderDraft] {
        struct Key: Hashable {
            let term: Term.ID?
            let file: CycleFile.ID?
            let duty: ReminderDuty
            let endsOn: LocalDate
            let account: ReminderCandidate.AccountID
        }
        let groups = Dictionary(grouping: candidates) {
            Key(term: $0.term, file: $0.file, duty: $0.duty, endsOn: $0.endsOn, account: $0.account)
        }
        return groups.values.compactMap(Self.draft).sorted { a, b in
            (a.account.description, a.endsOn, a.id.description) < (
                b.account.description, b.endsOn, b.id.description
            )
        }
    }

    private static func draft(_ roles: [ReminderCandidate]) -> ReminderDraft? {
        let told = roles.compactMap { candidate -> (candidate: ReminderCandidate, threshold: Int)? in
            guard let threshold = candidate.rule.threshold(on: candidate.today, end: candidate.endsOn),
                candidate.audience == .credentialingSpecialist
                    || candidate.rule.tells(candidate.audience, at: threshold)
            else { return nil }
            return (candidate, threshold)
        }
        let nearest = told.min { a, b in
            (a.threshold, Self.rank(a.candidate.audience)) < (b.threshold, Self.rank(b.candidate.audience))
        }
        guard let (candidate, threshold) = nearest else { return nil }
        return ReminderDraft(
            id: .make(), person: candidate.person, credential: candidate.credential, term: candidate.term,
            file: candidate.file, duty: candidate.duty, account: candidate.account, audience: candidate.audience,
            threshold: threshold, endsOn: candidate.endsOn, toldOn: candidate.today)
    }

    private static func rank(_ audience: ReminderAudience) -> Int {
        ReminderAudience.allCases.firstIndex(of: audience) ?? 0
    }
}
