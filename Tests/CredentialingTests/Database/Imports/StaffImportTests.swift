import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `Importing staff` {
    @Test func `shows what a file would do, does it once, and changes nothing the second time`() async throws {
        let world = try await World()
        let rows = [
            "Maria,Sample,RN,1985-02-03,maria@example.org,E1,,2026-01-05", "Bo,Berg,Front desk,,,E2,,2026-01-05",
            "Cy,Broken,MA,,,,1234567890,2026-01-05",
        ]
        let id = try await world.staff(rows)
        let file = try await world.imports.staffImport(id, nil, as: world.caller("specialist", denver))
        #expect(file.rows.map(\.outcome) == [.new, .new, .refused])
        #expect(try await world.people(named: "Sample") == 0, "nothing happens before somebody confirms")
        try await world.confirm(id)
        #expect(try await world.people(named: "Sample") == 1)
        let work = try await world.ask(
            """
            SELECT string_agg(p.given_name || ' ' || e.position || ' ' || coalesce(a.clinical_role, '-') || ' ' || i.value, ', '
                              ORDER BY p.given_name)
              FROM praxis.person p
              JOIN praxis.employment e USING (practice_id, person_id)
              JOIN praxis.person_identifier i USING (practice_id, person_id)
              LEFT JOIN praxis.appointment a USING (practice_id, person_id)
            """, as: String.self)
        #expect(work == "Bo front_desk front_desk E2, Maria registered_nurse registered_nurse E1")
        await #expect(throws: ImportError.closed) { try await world.confirm(id) }
        let again = try await world.imports.staffImport(
            try await world.staff(rows), nil, as: world.caller("specialist", denver))
        #expect(again.rows.map(\.outcome) == [.unchanged, .unchanged, .refused])
    }

    @Test func `C5: who may be on file is a question, and never a second person`() async throws {
        let world = try await World()
        let asha = try await world.person(
            "Asha", "Rao", born: "1980-01-01", npi: "1000000004", role: "physician", at: "denver")
        let id = try await world.staff(
            ["Asha,Rao,MD,1980-01-01,,,,2026-01-05", "Asha,Other,MD,1990-01-01,,,1000000004,2026-01-05"])
        let file = try await world.imports.staffImport(id, .question, as: world.caller("specialist", denver))
        #expect(file.questions.map { $0.choices.map(\.person) } == [[asha], [asha]])
        await #expect(throws: ImportError.unanswered(rows: [2, 3])) { try await world.confirm(id) }
        await #expect(throws: ImportError.unanswered(rows: [2])) {
            try await world.confirm(id, [2: .other, 3: .leave])
        }
        try await world.confirm(id, [2: .same(asha), 3: .leave])
        #expect(try await world.people(named: "Rao") == 1)
        #expect(try await world.people(named: "Other") == 0)
        #expect(
            try await world.ask(
                "SELECT count(*) FROM praxis.employment WHERE person_id = \(asha)", as: Int.self) == 1)
        #expect(
            try await world.ask("SELECT count(*) FROM praxis.staff_import_answer", as: Int.self) == 2)
    }

    @Test func `marks and capitals of a name hide nobody`() async throws {
        let world = try await World()
        _ = try await world.person("José", "O’Hara-Núñez", born: "1980-01-01", role: "physician", at: "denver")
        let id = try await world.staff(["JOSE,OHARA NUNEZ,MD,1980-01-01,,,,2026-01-05"])
        let file = try await world.imports.staffImport(id, nil, as: world.caller("specialist", denver))
        #expect(file.rows.map(\.outcome) == [.question])
    }

    @Test func `a file for the whole practice puts each where its row says, one person at two clinics`() async throws {
        let world = try await World()
        let text = """
            First name,Last name,Job title,Clinic,DOB,Hire date
            Maria,Sample,RN,Denver,2/3/1985,1/5/2026
            Maria,Sample,RN,phoenix,1985-02-03,2026-01-05
            """
        let id = try await world.imports.preview(
            StaffUpload(fileName: "all.csv", source: .bytes(Array(text.utf8)), startsOn: nil),
            as: world.caller("specialist"))
        try await world.imports.confirm(id, answers: [:], version: 1, as: world.caller("specialist"))
        #expect(try await world.people(named: "Sample") == 1)
        let clinics = try await world.ask(
            """
            SELECT string_agg(c.slug, ' ' ORDER BY c.slug)
              FROM praxis.employment e JOIN praxis.clinic c USING (practice_id, clinic_id)
              JOIN praxis.person p USING (practice_id, person_id) WHERE p.family_name = 'Sample'
            """, as: String.self)
        #expect(clinics == "denver phoenix")
        try await world.addAccount("local", "credentialing_specialist", clinic: "denver")
        await #expect(throws: (any Error).self, "a practice-wide file needs a practice-wide grant") {
            _ = try await world.imports.preview(
                StaffUpload(fileName: "all.csv", source: .bytes(Array(text.utf8)), startsOn: nil),
                as: world.caller("local"))
        }
    }

    @Test func `of whom a specialist of one clinic does not see, the file learns nothing`() async throws {
        let world = try await World()
        try await world.addAccount("local", "credentialing_specialist", clinic: "denver")
        let elsewhere = try await world.person(
            "Asha", "Rao", born: "1980-01-01", npi: "1000000004", role: "physician", at: "phoenix")
        let id = try await world.staff(
            ["Asha,Rao,MD,1980-01-01,,,,2026-01-05", "Asha,Rao,MD,1980-01-01,,,1000000004,2026-01-05"], as: "local")
        let file = try await world.imports.staffImport(id, nil, as: world.caller("local", denver))
        #expect(file.rows.map(\.outcome) == [.refused, .refused], "the second row is the same person at the same work")
        #expect(!file.rows.flatMap(\.problems).contains { $0.reason.contains("1980") })
        let sure = try await world.staff(["Asha,Rao,MD,1980-01-01,,,1000000004,2026-01-05"], as: "local")
        try await world.confirm(sure, as: "local")
        #expect(
            try await world.ask(
                "SELECT count(*) FROM praxis.appointment WHERE person_id = \(elsewhere)", as: Int.self) == 2)
    }

    @Test func `a preview that the practice has overtaken is not confirmed`() async throws {
        let world = try await World()
        let id = try await world.staff(["Asha,Rao,MD,1980-01-01,,,1000000004,2026-01-05"])
        _ = try await world.person("Asha", "Rao", born: "1980-01-01", npi: "1000000004")
        await #expect(throws: ImportError.stale(current: nil, sent: 1)) { try await world.confirm(id) }
    }

    @Test func `two files with the same new person, confirmed at once, make one`() async throws {
        let world = try await World()
        let row = ["Maria,Sample,RN,1985-02-03,maria@example.org,E1,,2026-01-05"]
        let files = [try await world.staff(row), try await world.staff(row, as: "administrator")]
        let failures = await withTaskGroup(of: (any Error)?.self) { group in
            for (id, account) in zip(files, ["specialist", "administrator"]) {
                group.addTask {
                    do {
                        try await world.confirm(id, as: account)
                        return nil
                    } catch { return error }
                }
            }
            return await group.reduce(into: []) { if let error = $1 { $0.append(error) } }
        }
        #expect(failures.compactMap { $0 as? ImportError } == [.stale(current: nil, sent: 1)])
        #expect(try await world.people(named: "Sample") == 1)
    }

    @Test func `is not for those who lack the permission`() async throws {
        let world = try await World()
        for account in ["manager", "director", "staff"] {
            await #expect(throws: (any Error).self, "\(account)") {
                _ = try await world.staff(["A,B,RN,,,,,2026-01-05"], as: account)
            }
        }
    }
}

let denver = Scope.clinic(Slug("denver")!)

extension World {
    var imports: ImportService { ImportService(database: self.service.database, today: { LocalDate("2026-06-01")! }) }

    /// Previews a file of staff for Denver.
    func staff(_ rows: [String], as account: String = "specialist") async throws -> StaffImport.ID {
        let heading = "Given name,Family name,Position,Birth date,E-mail,Employee number,NPI,Start date"
        let text = ([heading] + rows).joined(separator: "\r\n")
        return try await self.imports.preview(
            StaffUpload(fileName: "staff.csv", source: .bytes(Array(text.utf8)), startsOn: nil),
            as: self.caller(account, denver))
    }

    func confirm(
        _ id: StaffImport.ID, _ answers: [Int: StaffAnswer] = [:], as account: String = "specialist"
    ) async throws {
        try await self.imports.confirm(id, answers: answers, version: 1, as: self.caller(account, denver))
    }

    func people(named family: String) async throws -> Int {
        try await self.ask("SELECT count(*) FROM praxis.person WHERE family_name = \(family)", as: Int.self) ?? 0
    }
}
