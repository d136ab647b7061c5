import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `Importing providers` {
    @Test func `shows what a file would do and does nothing before it is confirmed`() async throws {
        let world = try await World()
        let known = try await world.person("Asha", "Rao", born: "1980-01-01", npi: "1000000004")
        let id = try await world.preview([row(), row(npi: "2000000002", last: "NEWCOMER"), row(npi: "1234567890")])
        let file = try await world.service.providerImport(id, nil, as: world.caller("specialist", denver))
        #expect(file.rows.map(\.outcome) == [.changed, .new, .refused])
        #expect(file.rows[0].person == known)
        #expect(file.rows[0].changes.map(\.field) == ["license", "taxonomy", "appointment"])
        #expect(file.rows[2].problems.map(\.row) == [4])
        #expect(try await world.ask("SELECT count(*) FROM praxis.person WHERE npi = '2000000002'", as: Int.self) == 0)
    }

    @Test func `C5: a confirmed file adds appointments to people it knows, and no second person`() async throws {
        let world = try await World()
        let known = try await world.person("Asha", "Rao", born: "1980-01-01", npi: "1000000004")
        let id = try await world.preview([row(), row(npi: "2000000002", last: "NEWCOMER")])
        try await world.service.confirm(id, version: 1, as: world.caller("specialist", denver))
        #expect(try await world.ask("SELECT count(*) FROM praxis.person WHERE npi IS NOT NULL", as: Int.self) == 2)
        let file = try await world.service.file(of: known, as: world.caller("specialist"))
        #expect(file.credentials.map(\.title) == ["Medical license CO DR.41"])
        #expect(file.credentials.allSatisfy { $0.isFromFile })
        #expect(file.appointments.map(\.role) == ["physician"])
        #expect(file.appointments.first?.today.verdict == .blocked)
        let again = try await world.preview([row(), row(npi: "2000000002", last: "NEWCOMER")])
        let preview = try await world.service.providerImport(again, nil, as: world.caller("specialist", denver))
        #expect(preview.rows.map(\.outcome) == [.unchanged, .unchanged])
    }

    @Test func `people of a file work at the clinic from the day given`() async throws {
        let world = try await World()
        let known = try await world.person("Asha", "Rao", born: "1980-01-01", npi: "1000000004")
        let id = try await world.preview([
            row(), row(npi: "2000000002", last: "NEWCOMER"),
            row(npi: "1000000012", last: "DENTIST", taxonomy: "122300000X"),
        ])
        for role in ["physician", "nurse_practitioner"] {
            try await world.tell(
                """
                INSERT INTO praxis.appointment
                       (practice_id, clinic_id, appointment_id, person_id, clinical_role, starts_on, ends_on, created_by)
                SELECT practice_id, clinic_id, gen_random_uuid(), \(known), \(role), '2020-01-01', '2026-02-01', practice_id
                  FROM praxis.clinic WHERE practice_id = \(world.practice) AND slug = 'denver'
                """)
        }
        try await world.service.confirm(id, version: 1, as: world.caller("specialist", denver))
        let begun = try await world.ask(
            """
            SELECT string_agg(p.family_name || ' ' || e.position || ' ' || e.starts_on, ', ' ORDER BY p.family_name)
              FROM praxis.employment e
              JOIN praxis.person p USING (practice_id, person_id)
             WHERE p.npi IS NOT NULL AND e.ends_on IS NULL
            """, as: String.self)
        #expect(
            begun == "Dentist other_provider 2026-01-01, Newcomer physician 2026-01-01, Rao physician 2026-01-01")
        let appointed = try await world.ask(
            "SELECT starts_on FROM praxis.appointment WHERE person_id = \(known) AND ends_on IS NULL",
            as: LocalDate.self)
        #expect(appointed == LocalDate("2026-02-01"), "an appointment begins no sooner than the last one ended")
    }

    @Test func `a name that a file changes is kept for screening`() async throws {
        let world = try await World()
        let known = try await world.person("Asha", "Formerly", born: "1980-01-01", npi: "1000000004")
        let id = try await world.preview([row()])
        try await world.service.confirm(id, version: 1, as: world.caller("specialist", denver))
        let name = try await world.ask(
            "SELECT family_name FROM praxis.person_name WHERE person_id = \(known) AND kind = 'former'", as: String.self
        )
        #expect(name == "Formerly")
    }

    @Test func `a file that is imported again changes nothing, whatever stands in it`() async throws {
        let world = try await World()
        let rows = [
            row([
                "Healthcare Provider Taxonomy Code_2": "1041C0700X", "Provider License Number_2": "LCSW9",
                "Provider License Number State Code_2": "CO", "Provider Name Suffix Text": "JR",
                "Provider Business Practice Location Address Telephone Number": "3035550100",
            ]),
            row(npi: "2000000002", last: "NEWCOMER", ["Provider License Number State Code_1": "ON"]),
            row(npi: "1234567893", last: "SOCIAL", ["Healthcare Provider Taxonomy Code_1": "1041C0700X"]),
        ]
        let id = try await world.preview(rows)
        try await world.service.confirm(id, version: 1, as: world.caller("specialist", denver))
        let again = try await world.preview(rows)
        let preview = try await world.service.providerImport(again, nil, as: world.caller("specialist", denver))
        #expect(preview.rows.map(\.outcome) == [.unchanged, .unchanged, .unchanged])
        let events = try await world.ask(
            "SELECT count(*) FROM praxis.audit_event WHERE action = 'people.person.add' AND clinic_id IS NOT NULL",
            as: Int.self)
        #expect(events == 3)
    }

    @Test func `writes what the preview showed and leaves the spelling of names alone`() async throws {
        let world = try await World()
        let known = try await world.person("DeShawn", "McDonald", born: "1980-01-01", npi: "1000000004")
        let id = try await world.preview([
            row(
                last: "MCDONALD",
                [
                    "Provider First Name": "DESHAWN",
                    "Provider Business Practice Location Address Telephone Number": "3035550100",
                ])
        ])
        try await world.service.confirm(id, version: 1, as: world.caller("specialist", denver))
        let person = try await world.ask(
            "SELECT given_name || ' ' || family_name || ' ' || phone FROM praxis.person WHERE person_id = \(known)",
            as: String.self)
        #expect(person == "DeShawn McDonald 3035550100")
        #expect(
            try await world.ask(
                "SELECT count(*) FROM praxis.person_name WHERE person_id = \(known)", as: Int.self) == 0)
    }

    @Test func `a specialist of one clinic imports new people, and people of other clinics by their NPI`() async throws
    {
        let world = try await World()
        try await world.addAccount("local", "credentialing_specialist", clinic: "denver")
        let elsewhere = try await world.person(
            "Asha", "Rao", born: "1980-01-01", npi: "1000000004", role: "physician", at: "phoenix")
        _ = try await world.person(
            "Bo", "Other", born: "1970-01-01", npi: "1999999992", role: "physician", at: "phoenix")
        let former = ["Provider Other Last Name": "OLDNAME", "Provider Other First Name": "ASHA"]
        let id = try await world.preview(
            [
                row(["Date of Birth": "1980-01-01"]), row(npi: "1999999992", ["Date of Birth": "1971-01-01"]),
                row(npi: "2000000002", last: "NEWCOMER", former),
            ], as: "local")
        let file = try await world.service.providerImport(id, nil, as: world.caller("local", denver))
        #expect(file.rows.map(\.outcome) == [.changed, .refused, .new])
        #expect(file.rows[0].changes.map(\.field) == ["appointment"])
        #expect(file.rows[1].problems.allSatisfy { !$0.reason.contains("Bo") })
        try await world.service.confirm(id, version: 1, as: world.caller("local", denver))
        #expect(
            try await world.ask(
                "SELECT count(*) FROM praxis.appointment WHERE person_id = \(elsewhere)", as: Int.self) == 2)
        #expect(
            try await world.ask(
                """
                SELECT count(*)
                  FROM praxis.credential k
                  JOIN praxis.person p USING (practice_id, person_id)
                 WHERE p.npi = '2000000002'
                """, as: Int.self) == 1)
        #expect(
            try await world.service.file(of: elsewhere, as: world.caller("local", denver)).appointments.map(\.role)
                == ["physician"])
    }

    @Test func `a preview that the practice has overtaken is not confirmed`() async throws {
        let world = try await World()
        let id = try await world.preview([row()])
        _ = try await world.person("Asha", "Rao", born: "1980-01-01", npi: "1000000004")
        await #expect(throws: CredentialingError.stale(current: nil, sent: 1)) {
            try await world.service.confirm(id, version: 1, as: world.caller("specialist", denver))
        }
    }

    @Test func `is confirmed once, by one of two who press at the same time`() async throws {
        let world = try await World()
        let id = try await world.preview([row()])
        await #expect(throws: CredentialingError.stale(current: 1, sent: 7)) {
            try await world.service.confirm(id, version: 7, as: world.caller("specialist", denver))
        }
        let failures = await withTaskGroup(of: (any Error)?.self) { group in
            for account in ["specialist", "administrator"] {
                group.addTask {
                    do {
                        try await world.service.confirm(id, version: 1, as: world.caller(account, denver))
                        return nil
                    } catch { return error }
                }
            }
            return await group.reduce(into: []) { if let error = $1 { $0.append(error) } }
        }
        #expect(failures.count == 1)
        #expect(try await world.ask("SELECT count(*) FROM praxis.person WHERE npi IS NOT NULL", as: Int.self) == 1)
    }

    @Test func `is not for those who lack the permission`() async throws {
        let world = try await World()
        for account in ["manager", "director", "staff"] {
            await #expect(throws: (any Error).self, "\(account)") { _ = try await world.preview([row()], as: account) }
        }
    }
}

extension World {
    fileprivate func preview(
        _ rows: [[String: String]], as account: String = "specialist"
    ) async throws -> ProviderImport.ID {
        let header = try CSVFile(Vectors.bytes("nppes_header")).header.headings + ["Date of Birth"]
        let lines = [header] + rows.map { row in header.map { row[$0] ?? "" } }
        let text = lines.map { $0.map { "\"\($0)\"" }.joined(separator: ",") }.joined(separator: "\r\n")
        return try await self.service.preview(
            ProviderUpload(
                fileName: "providers.csv", source: .bytes(Array(text.utf8)), startsOn: LocalDate("2026-01-01")!),
            as: self.caller(account, denver))
    }
}

private func row(
    npi: String = "1000000004", last: String = "RAO", taxonomy: String = "207Q00000X", _ change: [String: String] = [:]
) -> [String: String] {
    let values = [
        "NPI": npi, "Entity Type Code": "1", "Provider Last Name (Legal Name)": last, "Provider First Name": "ASHA",
        "Healthcare Provider Taxonomy Code_1": taxonomy, "Healthcare Provider Primary Taxonomy Switch_1": "Y",
        "Provider License Number_1": "DR.41", "Provider License Number State Code_1": "CO",
    ]
    return values.merging(change) { $1 }
}
