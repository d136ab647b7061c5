import FoundationEssentials
import Postgres
package import PraxisCore

/// The use cases of credentialing files: from the invitation to the decision.
package struct FileService: Sendable {
    let database: Database

    package init(database: Database) { self.database = database }

    /// A page of the queue, and how many files each state has.
    package func queue(_ filter: FileFilter, after: FileCursor? = nil, as caller: Caller) async throws -> FileQueue {
        let (files, counts) = try await self.database.read(
            as: caller, FileStore.files(filter, after: after, limit: FileStore.pageSize + 1, in: caller.scope),
            FileStore.counts(in: caller.scope))
        let page = Array(files.prefix(FileStore.pageSize))
        return FileQueue(
            files: page, next: files.count > page.count ? page.last.map(FileCursor.init(after:)) : nil, counts: counts)
    }

    /// How many open files each state has.
    package func counts(as caller: Caller) async throws -> [FileCount] {
        try await self.database.read(as: caller, FileStore.counts(in: caller.scope))
    }

    /// Files from after a place in the queue.
    package func files(_ filter: FileFilter, after: FileCursor?, limit: Int, as caller: Caller) async throws
        -> [CycleFile]
    {
        try await self.database.read(
            as: caller, FileStore.files(filter, after: after, limit: limit, in: caller.scope))
    }

    /// Approvals that run out, and for which no file is open yet.
    package func endingCycles(as caller: Caller) async throws -> [CycleEnding] {
        try await self.database.read(as: caller, CycleStore.ending(in: caller.scope))
    }

    /// People without an open file.
    package func candidates(as caller: Caller) async throws -> [FileCandidate] {
        try await self.database.read(as: caller, FileStore.candidates())
    }

    /// Everything about a file, in one round trip.
    package func record(_ id: CycleFile.ID, as caller: Caller) async throws -> FileRecord {
        let (
            files, details, items, flags, events, decisions, checks, attestations, endings, records, appeals, reports
        ) =
            try await self.database.read(
                as: caller, FileStore.file(id), FileStore.details(id), FileStore.items(of: id), FileStore.flags(of: id),
                FileStore.events(of: id), FileStore.decisions(of: id), CheckStore.checks(of: id),
                FileStore.attestations(of: id), DecisionStore.endings(after: id), CheckStore.records(of: id),
                DutyStore.appeals(of: id), DutyStore.duties(of: id))
        guard let file = files.first, let details = details.first else { throw CredentialingError.unknown }
        return FileRecord(
            file: file, details: details, items: items, flags: flags, events: events, decisions: decisions,
            checks: checks, attestations: attestations, endings: endings, records: records,
            appeals: appeals, reports: reports)
    }

    /// What a worksheet of an element shows.
    package func worksheet(_ element: String, of id: CycleFile.ID, as caller: Caller) async throws -> Worksheet {
        let (files, items, sources, checks, terms, people) = try await self.database.read(
            as: caller, FileStore.file(id), FileStore.items(of: id), CheckStore.sources(for: element),
            CheckStore.checks(of: id, element), CheckStore.terms(for: element, of: id),
            ApplicationStore.identity(of: id))
        guard let file = files.first, let item = items.first(where: { $0.element == element }),
            let identity = people.first
        else { throw CredentialingError.unknown }
        return Worksheet(
            file: file, item: item, sources: sources, checks: checks, terms: terms, identity: identity)
    }

    /// Opens a file; it gets the elements of its cycle and role.
    package func open(_ draft: FileDraft, as caller: Caller) async throws -> CycleFile.ID {
        let id = CycleFile.ID.make()
        return try await self.write(as: caller) { transaction in
            try await transaction.run(
                FileStore.open(id, draft),
                AuditEvent(
                    "credentialing.cycle.open", "credentialing_file", id.uuid,
                    after: try JSONText(["person": draft.person.description, "cycle": draft.cycle.rawValue])
                ).append)
            return id
        }
    }

    /// Changes what is planned about a file.
    package func change(_ id: CycleFile.ID, _ edit: FileEdit, version: Int, as caller: Caller) async throws -> Int {
        try await self.write(as: caller) { transaction in
            let changed = try await transaction.execute(FileStore.edit(id, edit, version: version))
            guard changed == 1 else { throw CredentialingError.unknown }
            try await transaction.run(
                AuditEvent(
                    "credentialing.file.change", "credentialing_file", id.uuid,
                    after: try JSONText(["planned": edit.plannedOn?.description ?? ""])
                ).append)
            return version + 1
        }
    }

    /// Takes a step that needs no more than its guard.
    package func step(_ id: CycleFile.ID, _ draft: StepDraft, version: Int, as caller: Caller) async throws -> Int {
        try await self.write(as: caller) { transaction in
            let taken = try await transaction.execute(
                FileStore.step(id, to: draft.to, version: version, reason: draft.reason))
            guard taken == 1 else { throw CredentialingError.unknown }
            try await transaction.run(
                AuditEvent(
                    "credentialing.file.step", "credentialing_file", id.uuid,
                    after: try JSONText(["state": draft.to.rawValue]), reason: draft.reason
                ).append)
            return version + 1
        }
    }

    /// How the person of a file reaches the own page.
    package func applicant(of id: CycleFile.ID, as caller: Caller) async throws -> ApplicantAccount {
        try await self.database.read(as: caller, FileStore.details(id)).first?.applicant ?? .none
    }

    /// Records a check of an element with its evidence. Where it is about a term, rosters learn of it.
    package func check(
        _ element: String, of file: CycleFile.ID, _ draft: CheckDraft, as caller: Caller
    ) async throws -> Verification.ID {
        let (id, evidence) = (Verification.ID.make(), draft.document.map { _ in Evidence.ID.make() })
        return try await self.write(as: caller) { transaction in
            if let document = draft.document, let evidence {
                try await transaction.run(CheckStore.add(evidence, document, to: file, element))
            }
            let added = try await transaction.execute(try CheckStore.add(id, draft, evidence, element, of: file))
            guard added == 1 else { throw CredentialingError.unknown }
            if draft.term != nil {
                let people = try await transaction.fetch(FileStore.person(of: file))
                guard let person = people.first?.value else { throw CredentialingError.unknown }
                try await transaction.run(Outbox.append("credentialing.clearance.changed", object: person.uuid))
            }
            try await transaction.run(
                AuditEvent(
                    "credentialing.file.check", "credentialing_file", file.uuid,
                    after: try JSONText([
                        "verification": id.description, "element": element, "result": draft.result.rawValue,
                        "supersedes": draft.supersedes?.description ?? "",
                    ])
                ).append)
            return id
        }
    }

    /// Says of a check that a program fetched whether it counts. Rosters learn of it.
    package func review(
        _ id: Verification.ID, of file: CycleFile.ID, _ draft: CheckReviewDraft, as caller: Caller
    ) async throws {
        let _: Verification.ID = try await self.write(as: caller) { transaction in
            let people = try await transaction.fetch(FileStore.person(of: file))
            guard let person = people.first?.value,
                try await transaction.execute(TermCheckStore.review(id, draft, of: person)) == 1
            else { throw CredentialingError.unknown }
            try await transaction.run(
                Outbox.append("credentialing.clearance.changed", object: person.uuid),
                AuditEvent(
                    "credentialing.file.review", "credentialing_file", file.uuid,
                    after: try JSONText(["verification": id.description, "accepted": draft.isAccepted ? "yes" : "no"])
                ).append)
            return id
        }
    }

    /// Documents why an element does not apply, or takes that back.
    package func except(
        _ element: String, of file: CycleFile.ID, _ draft: ExceptionDraft, as caller: Caller
    ) async throws {
        let _: CycleFile.ID = try await self.write(as: caller) { transaction in
            let added = try await transaction.execute(FileStore.except(.version7(), element, of: file, draft))
            guard added == 1 else { throw CredentialingError.unknown }
            try await transaction.run(
                AuditEvent(
                    "credentialing.file.except", "credentialing_file", file.uuid,
                    after: try JSONText(["element": element, "stands": draft.stands ? "yes" : "no"])
                ).append)
            return file
        }
    }

    /// Raises a flag by hand.
    package func raise(_ draft: FlagDraft, on file: CycleFile.ID, as caller: Caller) async throws -> FileFlag.ID {
        let id = FileFlag.ID.make()
        return try await self.write(as: caller) { transaction in
            let added = try await transaction.execute(FileStore.raise(id, draft, on: file))
            guard added == 1 else { throw CredentialingError.unknown }
            try await transaction.run(
                AuditEvent(
                    "credentialing.file.flag", "credentialing_file", file.uuid,
                    after: try JSONText(["flag": id.description, "color": draft.isRed ? "red" : "yellow"])
                ).append)
            return id
        }
    }

    /// Says of a flag whether it stands.
    ///
    /// - Parameter step: the last word on it that the caller saw.
    package func dispose(
        _ flag: FileFlag.ID, of file: CycleFile.ID, _ draft: FlagDispositionDraft, after step: Int, as caller: Caller
    ) async throws {
        let _: CycleFile.ID = try await self.write(as: caller) { transaction in
            let added = try await transaction.execute(FileStore.dispose(flag, of: file, draft, step: step))
            guard added == 1 else { throw CredentialingError.unknown }
            try await transaction.run(
                AuditEvent(
                    "credentialing.file.disposition", "credentialing_file", file.uuid,
                    after: try JSONText(["flag": flag.description, "outcome": draft.outcome.rawValue])
                ).append)
            return file
        }
    }

    /// A write whose refusals speak the module's words.
    func write<Value: Codable & Sendable>(
        as caller: Caller, _ body: @Sendable (Transaction) async throws -> Value
    ) async throws -> Value {
        try await self.database.write(as: caller, refusing: { CredentialingError(refused: $0) }, body)
    }
}

/// A page of the queue.
package struct FileQueue: Sendable {
    package let files: [CycleFile]
    package let next: FileCursor?
    package let counts: [FileCount]
}

/// Everything about a file.
package struct FileRecord: Sendable {
    package let file: CycleFile
    package let details: FileDetails
    package let items: [ChecklistItem]
    package let flags: [FileFlag]
    package let events: [FileEvent]
    package let decisions: [FileDecision]
    package let checks: [ElementCheck]
    package let attestations: [Attestation]
    /// How the person's credentialing ended after this file was decided, the latest first.
    package let endings: [CredentialingEnding]
    /// Signed documents of decisions that were made outside of the system.
    package let records: [SignedRecord]
    /// Until when the last decision may be appealed.
    package let appeals: [FileAppeal]
    /// Duties to report to the data bank, for those alone who open what peers and the data bank say.
    package let reports: [ReportDuty]
}

/// What somebody needs to check an element at its source.
package struct Worksheet: Sendable {
    package let file: CycleFile
    package let item: ChecklistItem
    package let sources: [VerificationSource]
    package let checks: [ElementCheck]
    package let terms: [CheckableTerm]
    package let identity: ApplicantIdentity
}
