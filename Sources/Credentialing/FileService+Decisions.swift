package import FoundationEssentials
import Postgres
package import PraxisCore

/// A meeting with its members, agenda and votes.
package struct MeetingRecord: Sendable {
    package let meeting: CommitteeMeeting
    package let members: [CommitteeMember]
    package let agenda: [AgendaItem]
    package let votes: [CommitteeVote]
    /// Signed sheets of votes that are on file.
    package let papers: [CommitteePaper]
    /// Signed documents of the day about those on the agenda.
    package var records: [AgendaRecord] = []
}

extension FileService {
    /// Decides a file: its own day, and what follows from it, are the database's.
    package func decide(
        _ file: CycleFile.ID, _ draft: DecisionDraft, version: Int, as caller: Caller
    ) async throws -> FileDecision.ID {
        let (id, evidence) = (FileDecision.ID.make(), draft.record ?? draft.document.map { _ in Evidence.ID.make() })
        return try await self.write(as: caller) { transaction in
            if let document = draft.document, let evidence {
                try await transaction.run(CheckStore.add(evidence, document, to: file, nil))
            }
            let made = try await transaction.execute(
                DecisionStore.decide(id, draft, evidence, on: file, version: version))
            guard made == 1 else { throw CredentialingError.unknown }
            try await transaction.run(
                AuditEvent(
                    "credentialing.file.decide", "credentialing_file", file.uuid,
                    after: try JSONText([
                        "decision": id.description, "outcome": draft.outcome.rawValue,
                        "decided": draft.decidedOn.description,
                    ])
                ).append)
            return id
        }
    }

    /// Puts a signed document on file for whoever records the decision that it is about.
    ///
    /// - Parameter field: what was entered, as `SignedRecordDraft` reads it.
    package func add(
        signed document: EvidenceDraft?, to file: CycleFile.ID, as caller: Caller,
        _ field: @Sendable (String) -> String?
    ) async throws -> Evidence.ID {
        let id = Evidence.ID.make()
        return try await self.write(as: caller) { transaction in
            let details = try await transaction.fetch(FileStore.details(file))
            guard let today = details.first?.today else { throw CredentialingError.unknown }
            let draft = try SignedRecordDraft(field, today: today, document: document)
            guard try await transaction.execute(CheckStore.add(id, draft, to: file)) == 1 else {
                throw CredentialingError.unknown
            }
            try await transaction.run(
                AuditEvent(
                    "credentialing.file.record", "credentialing_file", file.uuid,
                    after: try JSONText(["evidence": id.description, "signed": draft.signedOn.description])
                ).append)
            return id
        }
    }

    /// Notes that the person was told of a decision today.
    package func notify(
        of decision: FileDecision.ID, on file: CycleFile.ID, by method: String, as caller: Caller
    ) async throws {
        let _: CycleFile.ID = try await self.write(as: caller) { transaction in
            let added = try await transaction.execute(DecisionStore.notice(decision, of: file, method))
            guard added == 1 else { throw CredentialingError.unknown }
            try await transaction.run(
                AuditEvent(
                    "credentialing.file.notice", "credentialing_file", file.uuid,
                    after: try JSONText(["decision": decision.description, "method": method])
                ).append)
            return file
        }
    }

    /// Ends the credentialing of a file's person by a resignation or a termination.
    package func end(_ file: CycleFile.ID, _ draft: EndingDraft, as caller: Caller) async throws {
        let record = try await self.record(file, as: caller)
        try await self.end(record.file.person, draft, as: caller)
    }

    /// Ends a person's credentialing by a resignation or a termination.
    ///
    /// - Throws: `CredentialingError.refused` where no approval is running on that day, or it has ended by then.
    package func end(_ person: Person.ID, _ draft: EndingDraft, as caller: Caller) async throws {
        let id = UUID.version7()
        let _: UUID = try await self.write(as: caller) { transaction in
            try await transaction.run(
                DecisionStore.end(id, person, draft),
                Outbox.append("credentialing.clearance.changed", object: person.uuid),
                AuditEvent(
                    "credentialing.file.end", "person", person.uuid,
                    after: try JSONText(["kind": draft.kind.rawValue, "effective": draft.effectiveOn.description])
                ).append)
            return id
        }
    }

    /// Which cycle a person is due today.
    package func due(_ person: Person.ID, as caller: Caller) async throws -> CycleDue {
        guard let due = try await self.database.read(as: caller, DecisionStore.due(person)).first else {
            throw CredentialingError.unknown
        }
        return due
    }

    // MARK: Committee

    /// Meetings, the latest first.
    package func meetings(as caller: Caller) async throws -> [CommitteeMeeting] {
        try await self.database.read(as: caller, DecisionStore.meetings())
    }

    /// A meeting with its agenda and votes.
    package func meeting(_ id: CommitteeMeeting.ID, as caller: Caller) async throws -> MeetingRecord {
        let (meetings, members, agenda, votes, papers, records) = try await self.database.read(
            as: caller, DecisionStore.meeting(id), DecisionStore.members(at: id), DecisionStore.agenda(of: id),
            DecisionStore.votes(of: id), BallotStore.papers(of: id), DecisionStore.records(of: id))
        guard let meeting = meetings.first else { throw CredentialingError.unknown }
        return MeetingRecord(
            meeting: meeting, members: members, agenda: agenda, votes: votes, papers: papers,
            records: records)
    }

    /// Plans a meeting.
    package func plan(on day: LocalDate, quorum: Int, as caller: Caller) async throws -> CommitteeMeeting.ID {
        let id = CommitteeMeeting.ID.make()
        return try await self.write(as: caller) { transaction in
            try await transaction.run(
                DecisionStore.plan(id, on: day, quorum: quorum),
                AuditEvent(
                    "credentialing.committee.plan", "committee_meeting", id.uuid,
                    after: try JSONText(["day": day.description, "quorum": String(quorum)])
                ).append)
            return id
        }
    }

    /// Puts a file on the agenda.
    package func schedule(
        _ file: CycleFile.ID, for meeting: CommitteeMeeting.ID, version: Int, as caller: Caller
    ) async throws {
        let _: CycleFile.ID = try await self.write(as: caller) { transaction in
            let added = try await transaction.execute(DecisionStore.schedule(file, for: meeting))
            let step = try await transaction.execute(
                FileStore.step(file, to: .committeeScheduled, version: version, reason: nil))
            guard added == 1, step == 1 else { throw CredentialingError.unknown }
            try await transaction.run(
                AuditEvent(
                    "credentialing.committee.schedule", "credentialing_file", file.uuid,
                    after: try JSONText(["meeting": meeting.description])
                ).append)
            return file
        }
    }

    /// Opens a meeting with those who are there; every file of the agenda is before the committee from now on.
    package func begin(_ id: CommitteeMeeting.ID, with members: Set<UUID>, as caller: Caller) async throws {
        let _: CommitteeMeeting.ID = try await self.write(as: caller) { transaction in
            let (meetings, agenda) = try await transaction.fetch(
                DecisionStore.meeting(id), DecisionStore.agenda(of: id))
            guard let meeting = meetings.first else { throw CredentialingError.unknown }
            guard members.count >= meeting.quorum else {
                throw FieldErrors("members", "At least \(meeting.quorum) members make the quorum")
            }
            for member in members { try await transaction.run(DecisionStore.attend(id, member)) }
            for item in agenda where item.state == .committeeScheduled {
                try await transaction.run(
                    FileStore.step(item.file, to: .inCommittee, version: item.version, reason: nil))
            }
            try await transaction.run(
                AuditEvent(
                    "credentialing.committee.begin", "committee_meeting", id.uuid,
                    after: try JSONText(["attending": String(members.count)])
                ).append)
            return id
        }
    }

    /// Copies the vote of a member who is present from a signed sheet that is on file.
    package func vote(
        _ draft: VoteDraft, of member: UUID, on file: CycleFile.ID, at meeting: CommitteeMeeting.ID,
        from paper: CommitteePaper.ID, as caller: Caller
    ) async throws {
        let _: CycleFile.ID = try await self.write(as: caller) { transaction in
            let added = try await transaction.execute(
                DecisionStore.vote(draft, of: member, on: file, at: meeting, from: paper))
            guard added == 1 else { throw CredentialingError.unknown }
            try await transaction.run(
                AuditEvent(
                    "credentialing.committee.vote", "credentialing_file", file.uuid,
                    after: try JSONText(["meeting": meeting.description, "paper": paper.description])
                ).append)
            return file
        }
    }

    /// The chair signs the minutes: with that every file of the agenda is decided, or tabled to another day.
    package func sign(
        _ id: CommitteeMeeting.ID, _ resolutions: [CycleFile.ID: Resolution], as caller: Caller
    ) async throws {
        let _: CommitteeMeeting.ID = try await self.write(as: caller) { transaction in
            let (meetings, members, agenda, votes) = try await transaction.fetch(
                DecisionStore.meeting(id), DecisionStore.members(at: id), DecisionStore.agenda(of: id),
                DecisionStore.votes(of: id))
            guard let meeting = meetings.first else { throw CredentialingError.unknown }
            let record = MeetingRecord(meeting: meeting, members: members, agenda: agenda, votes: votes, papers: [])
            try record.check(resolutions)
            try await transaction.run(
                DecisionStore.sign(id, Array(try JSONText(Minutes(record, resolutions)).text.utf8)))
            for item in agenda where item.state == .inCommittee {
                let resolution = resolutions[item.file] ?? Resolution()
                if let outcome = item.ballot.flatMap({ FileOutcome(rawValue: $0.rawValue) }) {
                    let draft = DecisionDraft(outcome, on: meeting.meetsOn, resolution)
                    try await transaction.run(
                        DecisionStore.decide(
                            .make(), draft, resolution.record, on: item.file, version: item.version, meeting: id))
                } else if let day = resolution.plannedOn {
                    try await transaction.run(
                        FileStore.step(item.file, to: .tabled, version: item.version, reason: resolution.reason),
                        DecisionStore.replan(item.file, on: day),
                        FileStore.step(item.file, to: .verifying, version: item.version + 2, reason: nil))
                }
            }
            try await transaction.run(
                AuditEvent("credentialing.committee.sign", "committee_meeting", id.uuid).append)
            return id
        }
    }
}

extension MeetingRecord {
    /// Every file has a result, and what its result needs; nothing is said of a file that is not on the agenda.
    func check(_ resolutions: [CycleFile.ID: Resolution]) throws(FieldErrors) {
        var errors = FieldErrors()
        for file in resolutions.keys.sorted() where !self.agenda.contains(where: { $0.file == file }) {
            errors.add("file.\(file)", "This file is not on the agenda")
        }
        for item in self.agenda where item.state == .inCommittee {
            let resolution = resolutions[item.file] ?? Resolution()
            if item.isLate, item.ballot != .tabled, resolution.record == nil {
                errors.add("record.\(item.file)", "\(item.name): choose the signed document of that day")
            }
            switch item.ballot {
            case nil, .abstained, .recused:
                errors.add("result.\(item.file)", "\(item.name): no quorum or no majority; table it with a vote")
            case .tabled:
                if resolution.plannedOn == nil {
                    errors.add("planned.\(item.file)", "\(item.name): enter the day planned next")
                }
            case .approvedWithConditions:
                if resolution.conditions == nil {
                    errors.add("conditions.\(item.file)", "\(item.name): enter the conditions")
                }
                if resolution.reason == nil { errors.add("reason.\(item.file)", "\(item.name): say why") }
            case .denied:
                if resolution.reason == nil { errors.add("reason.\(item.file)", "\(item.name): say why") }
            case .approved, .provisional:
                break
            }
        }
        try errors.throwIfAny()
    }
}

/// The minutes as they are signed.
private struct Minutes: Encodable {
    struct Item: Encodable {
        let file: String
        let outcome: String
        let votes: [String: String]
        let recusals: [String: String]
        let conditions: String?
        let reason: String?
        let planned: String?
    }

    let met: String
    let quorum: Int
    let present: [String]
    let items: [Item]

    init(_ record: MeetingRecord, _ resolutions: [CycleFile.ID: Resolution]) {
        let names = Dictionary(record.members.map { ($0.id, $0.name) }) { first, _ in first }
        self.met = record.meeting.meetsOn.description
        self.quorum = record.meeting.quorum
        self.present = record.members.filter(\.attends).map(\.name)
        self.items = record.agenda.map { item in
            let votes = record.votes.filter { $0.file == item.file }
            let recused = votes.filter { $0.vote == .recused }
            return Item(
                file: item.file.description, outcome: item.outcome,
                votes: Dictionary(votes.map { (names[$0.member] ?? "", $0.vote.rawValue) }) { first, _ in first },
                recusals: Dictionary(recused.map { (names[$0.member] ?? "", $0.reason ?? "") }) { first, _ in first },
                conditions: resolutions[item.file]?.conditions, reason: resolutions[item.file]?.reason,
                planned: resolutions[item.file]?.plannedOn?.description)
        }
    }
}

extension DecisionDraft {
    /// What a committee decided.
    init(_ outcome: FileOutcome, on day: LocalDate, _ resolution: Resolution) {
        self.outcome = outcome
        self.decidedOn = day
        self.conditions = resolution.conditions
        self.reason = resolution.reason
        self.appointedFrom = nil
        self.document = nil
        self.record = resolution.record
    }
}
