package import PraxisCore

/// What a reminder is of: that something ends, that the person may appeal, that a report or a revalidation is due, that
/// training is to be done or a policy to be acknowledged.
package enum ReminderDuty: String, Codable, Sendable {
    case ending, appeal, report, revalidation, training

    /// Whether it is to be done by its day, and does not end with it.
    package var isDue: Bool { [.report, .revalidation, .training].contains(self) }
}

/// What of a person's it is about: a term, a file, an enrollment with a payer, a course, a policy or an approval from before;
/// one of them, which the database sees to.
package struct PersonMatter: Hashable, Encodable, Sendable {
    let person: Person.ID
    var credential: Credential.ID?
    var term: Term.ID?
    var file: CycleFile.ID?
    var enrollment: Enrollment.ID?
    var course: TrainingCourse.ID?
    var policy: Policy.ID?
    var approval: PriorApproval.ID?
    var duty: ReminderDuty = .ending
}

/// What a reminder is about: something of a person's, or a clinic's certificate.
package enum ReminderSubject: Hashable, Sendable {
    case person(PersonMatter)
    case clinic(Identifier<ClinicSite>, ClinicCredential.ID, ClinicTerm.ID)
}

/// Somebody who could be told of something that ends, on the day that it is where they are told.
package struct ReminderCandidate: Hashable, Sendable {
    package let subject: ReminderSubject
    package let endsOn: LocalDate
    package let account: AccountID
    package let audience: ReminderAudience
    package let today: LocalDate
    package let rule: ReminderRule

    package init(
        subject: ReminderSubject, endsOn: LocalDate, account: AccountID, audience: ReminderAudience, today: LocalDate,
        rule: ReminderRule
    ) {
        self.subject = subject
        self.endsOn = endsOn
        self.account = account
        self.audience = audience
        self.today = today
        self.rule = rule
    }

    /// Somebody's sign-in.
    package typealias AccountID = Identifier<ReminderAudience>
}

/// What is told to one recipient about one thing that ends.
package struct ReminderDraft: Hashable, Sendable {
    let id: Reminder.ID
    let subject: ReminderSubject
    let account: ReminderCandidate.AccountID
    package let audience: ReminderAudience
    package let threshold: Int
    package let endsOn: LocalDate
    package let toldOn: LocalDate
}

extension ReminderDraft: Encodable {
    enum CodingKeys: String, CodingKey {
        case id, clinic, credential, term, account, audience, threshold
        case endsOn = "ends_on"
        case toldOn = "told_on"
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(self.id, forKey: .id)
        switch self.subject {
        case .person(let matter): try matter.encode(to: encoder)
        case .clinic(let clinic, let credential, let term):
            try container.encode(clinic, forKey: .clinic)
            try container.encode(credential, forKey: .credential)
            try container.encode(term, forKey: .term)
        }
        try container.encode(self.account, forKey: .account)
        try container.encode(self.audience, forKey: .audience)
        try container.encode(self.threshold, forKey: .threshold)
        try container.encode(self.endsOn, forKey: .endsOn)
        try container.encode(self.toldOn, forKey: .toldOn)
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
            let subject: ReminderSubject
            let endsOn: LocalDate
            let account: ReminderCandidate.AccountID
        }
        let groups = Dictionary(grouping: candidates) {
            Key(subject: $0.subject, endsOn: $0.endsOn, account: $0.account)
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
            id: .make(), subject: candidate.subject, account: candidate.account, audience: candidate.audience,
            threshold: threshold, endsOn: candidate.endsOn, toldOn: candidate.today)
    }

    private static func rank(_ audience: ReminderAudience) -> Int {
        ReminderAudience.allCases.firstIndex(of: audience) ?? 0
    }
}
