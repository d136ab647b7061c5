import FoundationEssentials
import Postgres

/// People, where they work, and the clinics.
package struct PeopleService: Sendable {
    private let database: Database

    package init(_ database: Database) { self.database = database }

    /// A page of people and how many there are in all.
    package func list(_ filter: PersonFilter, as caller: Caller) async throws -> ([PersonListing], total: Int) {
        let (people, counts) = try await self.database.read(
            as: caller, PersonStore.list(filter, in: caller.scope), PersonStore.count(filter, in: caller.scope))
        return (people, counts.first?.value ?? 0)
    }

    /// A page of people as JSON text, in one round trip; see `PeopleFeed`.
    package func feed(after: PersonRecord.ID?, limit: Int, as caller: Caller) async throws -> [UInt8] {
        let pages = try await self.database.read(
            as: caller, PeopleFeed.page(after: after, limit: limit, in: caller.scope))
        return pages.first?.value.bytes ?? []
    }

    /// A person with employments, clinical roles and history; `nil` for one that the caller may not see.
    package func person(_ id: PersonRecord.ID, as caller: Caller) async throws -> PersonFile? {
        let (people, employments, appointments, events) = try await self.database.read(
            as: caller, PersonStore.person(id), EmploymentStore.employments(of: id),
            EmploymentStore.appointments(of: id), AuditStore.events(of: "person", id.uuid))
        return people.first.map {
            PersonFile(person: $0, employments: employments, appointments: appointments, history: events)
        }
    }

    /// Adds a person together with the first employment: nobody belongs to a practice without working in it.
    ///
    /// - Parameter isAnother: whether somebody looked and says that whoever has the same name and day of birth is another.
    /// - Throws: `KnownPerson` where somebody has, `FieldErrors` where somebody has the NPI.
    package func add(
        _ person: PersonDetails, _ employment: NewEmployment, isAnother: Bool = false, as caller: Caller
    ) async throws -> PersonRecord.ID {
        do {
            return try await self.database.write(as: caller) { transaction in
                let id = PersonRecord.ID.make()
                if !isAnother, let known = try await transaction.fetch(PersonStore.namesake(of: person)).first,
                    known.exists
                {
                    throw KnownPerson(id: known.person)
                }
                try await transaction.run(PersonStore.insert(id, person))
                let clinic = try await Self.employ(id, employment, as: .make(), transaction)
                try await transaction.run(
                    AuditEvent("people.person.add", "person", id.uuid, clinic: clinic, after: try employment.facts)
                        .append)
                return id
            }
        } catch let error as PostgresError where error.constraint == Self.npiKey {
            throw Self.npiIsTaken
        }
    }

    private static let npiKey = "person_practice_id_npi_key"
    private static let npiIsTaken = FieldErrors(
        "npi", "Somebody of the practice has this NPI already: look for them, or check the number")

    /// Changes what is known about a person.
    ///
    /// - Throws: `VersionConflict` where somebody else did in the meantime, `FieldErrors` where somebody has the NPI.
    package func change(
        _ id: PersonRecord.ID, to person: PersonDetails, version: Int, as caller: Caller
    ) async throws {
        do {
            try await self.database.write(as: caller) { transaction in
                let changes = try await transaction.fetch(PersonStore.update(id, person, version: version))
                guard let change = changes.first else {
                    let now = try await transaction.fetch(PersonStore.person(id))
                    throw VersionConflict(seen: version, now: now.first?.version)
                }
                try await transaction.run(AuditEvent("people.person.change", "person", id.uuid, change).append)
            }
        } catch let error as PostgresError where error.constraint == Self.npiKey {
            throw Self.npiIsTaken
        }
    }

    /// Begins an employment.
    ///
    /// - Throws: `NotFound` where there is no such person.
    package func employ(
        _ id: PersonRecord.ID, _ employment: NewEmployment, as caller: Caller
    ) async throws -> EmploymentRecord.ID {
        let record = EmploymentRecord.ID.make()
        do {
            return try await self.database.write(as: caller) { transaction in
                let clinic = try await Self.employ(id, employment, as: record, transaction)
                let event = AuditEvent(
                    "people.employment.begin", "person", id.uuid, clinic: clinic, after: try employment.facts)
                try await transaction.run(event.append)
                return record
            }
        } catch let error as PostgresError where error.constraint == "employment_practice_id_person_id_fkey" {
            throw NotFound()
        }
    }

    /// - Returns: the clinic.
    private static func employ(
        _ id: PersonRecord.ID, _ employment: NewEmployment, as record: EmploymentRecord.ID, _ transaction: Transaction
    ) async throws -> UUID {
        let clinics = try await transaction.fetch(EmploymentStore.insert(record, employment, of: id))
        guard let clinic = clinics.first?.value else { throw FieldErrors("clinic", "Choose one of the clinics") }
        return clinic
    }

    /// Ends a person's employment on a day, which is the first without it.
    ///
    /// - Throws: `NotFound` where the person has no such employment, `VersionConflict` where somebody changed it.
    package func end(
        _ employment: EmploymentRecord.ID, of id: PersonRecord.ID, on day: LocalDate, version: Int, as caller: Caller
    ) async throws {
        try await self.database.write(as: caller) { transaction in
            let ended = try await transaction.fetch(EmploymentStore.end(employment, of: id, on: day, version: version))
            guard let clinic = ended.first?.value else {
                let known = try await transaction.fetch(EmploymentStore.employments(of: id))
                guard let now = known.first(where: { $0.id == employment }) else { throw NotFound() }
                throw VersionConflict(seen: version, now: now.version)
            }
            let after = try JSONText(["employment": employment.description, "ends_on": day.description])
            let event = AuditEvent("people.employment.end", "person", id.uuid, clinic: clinic, after: after)
            try await transaction.run(event.append)
        }
    }

    /// The clinics of the scope that the caller may see.
    package func clinics(as caller: Caller) async throws -> [ClinicRecord] {
        try await self.database.read(as: caller, ClinicStore.clinics(caller.scope))
    }

    /// A clinic and its history.
    package func clinic(_ slug: Slug, as caller: Caller) async throws -> (ClinicRecord, [AuditEntry])? {
        try await self.database.read(as: caller) { transaction in
            guard let clinic = try await transaction.fetch(ClinicStore.clinics(.clinic(slug))).first else { return nil }
            return (clinic, try await transaction.fetch(AuditStore.events(of: "clinic", clinic.id.uuid)))
        }
    }

    /// Changes a clinic's name and address.
    ///
    /// - Throws: `VersionConflict` where somebody else did in the meantime.
    package func change(
        _ id: ClinicRecord.ID, _ slug: Slug, to clinic: ClinicDetails, version: Int, as caller: Caller
    ) async throws {
        try await self.database.write(as: caller) { transaction in
            let changed = try await transaction.execute(ClinicStore.update(slug, clinic, version: version))
            guard changed == 1 else {
                let now = try await transaction.fetch(ClinicStore.clinics(.clinic(slug)))
                throw VersionConflict(seen: version, now: now.first?.version)
            }
            try await transaction.run(AuditEvent("practice.clinic.change", "clinic", id.uuid, clinic: id.uuid).append)
        }
    }

    /// A page of the audit trail.
    package func trail(action: String?, before: Int64?, as caller: Caller) async throws -> [AuditEntry] {
        try await self.database.read(as: caller, AuditStore.trail(in: caller.scope, action: action, before: before))
    }
}

/// Everything about one person that the kernel knows.
package struct PersonFile: Sendable {
    package let person: PersonRecord
    package let employments: [EmploymentRecord]
    package let appointments: [AppointmentRecord]
    package let history: [AuditEntry]
}
