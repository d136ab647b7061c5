import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `What an undone import had said` {
    @Test func `leaves on record what it had said, for the time between`() async throws {
        let world = try await World()
        let day = try await world.today().adding(days: 1)
        let before = try await world.mark()
        let id = try await world.importStaff(["Maria,Sample,RN,1985-02-03,,E1,1000000004,2026-01-05"])
        let person = try #require(
            try await world.ask("SELECT person_id FROM praxis.person WHERE family_name = 'Sample'", as: Person.ID.self))
        let between = try await world.mark()
        let then = try await world.clearance(person, day, known: between, role: "registered_nurse")
        let file = try await world.file(person, day, known: between)
        try await world.undo(id)
        let after = try await world.mark()

        // The same answer as while it was in force.
        #expect(try await world.clearance(person, day, known: between, role: "registered_nurse") == then)
        #expect(!then.reasons.contains { $0.requirement == "appointment" })
        let kept = try await world.file(person, day, known: between)
        #expect(kept.person == file.person && kept.person.name == "Maria Sample" && kept.person.npi == "1000000004")
        #expect(kept.clearances == file.clearances)
        #expect(kept.clearances.map(\.clinic) == ["denver"] && kept.clearances.map(\.role) == ["registered_nurse"])
        #expect(kept.later.map(\.kind) == [.appointmentUndone])
        #expect(kept.later.first?.recordedBy != nil)
        let matrix = try await world.service.matrix(world.asOf(day, between), as: world.caller("manager", denver))
        #expect(matrix.map(\.name) == ["Sample, Maria"])

        // Before and afterwards nobody knew of her.
        for mark in [before, after] {
            await #expect(throws: CredentialingError.unknown) { try await world.file(person, day, known: mark) }
            let answer = try await world.clearance(person, day, known: mark, role: "registered_nurse")
            #expect(answer.verdict != .cleared && answer.verdict != .warn)
            #expect(answer != then)
            #expect(
                try await world.service.matrix(world.asOf(day, mark), as: world.caller("manager", denver)).isEmpty)
        }
    }

    @Test func `tells the licenses that it had named, for the time between`() async throws {
        let world = try await World()
        let known = try await world.person("Asha", "Rao", born: "1980-01-01", npi: "1000000004")
        let day = try await world.today()
        let text = """
            NPI,Entity Type Code,Provider Last Name (Legal Name),Provider First Name,\
            Healthcare Provider Taxonomy Code_1,Provider License Number_1,Provider License Number State Code_1,Date of Birth
            1000000004,1,MISTAKE,ASHA,207Q00000X,DR.41,CO,1980-01-01
            """
        let caller = world.caller("specialist", denver)
        let file = try await world.service.preview(
            ProviderUpload(fileName: "p.csv", source: .bytes(Array(text.utf8)), startsOn: LocalDate("2026-01-01")!),
            as: caller)
        try await world.service.confirm(file, version: 1, as: caller)
        let between = try await world.mark()
        let inForce = try await world.file(known, day, known: between)
        let reasons = try await world.reasons(known, day, known: between)
        try await world.undo(ImportBatch.ID(file.uuid))
        let after = try await world.mark()
        let then = try await world.file(known, day, known: between)
        // The same reasons as while it was in force, those of a license that nobody had verified; none afterwards.
        #expect(try await world.reasons(known, day, known: between) == reasons)
        #expect(then.clearances == inForce.clearances && then.credentials == inForce.credentials)
        func license(_ instant: Instant, as account: String = "specialist") async throws -> [String] {
            try await world.clearance(known, day, known: instant, as: account).reasons
                .filter { $0.requirement == "medical_license" }.map(\.state)
        }
        let id = try #require(then.credentials.first).id
        #expect(reasons.contains("\(id)".lowercased()))
        #expect(try await license(between) == ["unverified"])
        #expect(try await license(after) == ["missing"])
        // Who runs the clinic is told why of the time in which it gave work there.
        #expect(try await license(between, as: "manager") == ["unverified"])
        #expect(try await license(after, as: "manager").isEmpty)
        #expect(then.person.name == "Asha Mistake")
        #expect(then.credentials.map(\.number) == ["DR.41"] && then.credentials.map(\.state) == ["CO"])
        #expect(then.clearances.map(\.clinic) == ["denver"])
        let now = try await world.file(known, day, known: after)
        #expect(now.person.name == "Asha Rao" && now.credentials.isEmpty && now.clearances.isEmpty)
    }

    @Test func `tells what it had given somebody on file, for the time between`() async throws {
        let world = try await World()
        let day = try await world.today().adding(days: 1)
        let asha = try await world.person(
            "Asha", "Rao", born: "1980-01-01", npi: "1000000004", role: "physician", at: "phoenix")
        let id = try await world.importStaff(["Asha,Rao,MD,1980-01-01,,,1000000004,2026-01-05"])
        let between = try await world.mark()
        try await world.undo(id)
        let after = try await world.mark()
        #expect(try await world.file(asha, day, known: between).clearances.map(\.clinic) == ["denver", "phoenix"])
        #expect(try await world.file(asha, day, known: after).clearances.map(\.clinic) == ["phoenix"])
        let (then, now) = (
            try await world.clearance(asha, day, known: between), try await world.clearance(asha, day, known: after)
        )
        #expect(!then.reasons.contains { $0.requirement == "appointment" })
        #expect(now.reasons.contains { $0.requirement == "appointment" })
    }

    @Test func `shows what it had said to the clinics for which it did, and to nobody else`() async throws {
        let world = try await World()
        try await world.addAccount("elsewhere", "site_manager", clinic: "phoenix")
        let day = try await world.today().adding(days: 1)
        let id = try await world.importStaff(["Maria,Sample,RN,1985-02-03,,E1,,2026-01-05"])
        let person = try #require(
            try await world.ask("SELECT person_id FROM praxis.person WHERE family_name = 'Sample'", as: Person.ID.self))
        let between = try await world.mark()
        try await world.undo(id)
        #expect(try await world.file(person, day, known: between, as: "manager").person.name == "Maria Sample")
        for account in ["elsewhere", "staff"] {
            await #expect(throws: CredentialingError.unknown) {
                try await world.file(person, day, known: between, as: account)
            }
        }
        let stranger = try await World()
        await #expect(throws: CredentialingError.unknown) {
            try await stranger.file(person, day, known: between, as: "specialist")
        }
        let seen = try await stranger.read(
            """
            SELECT (SELECT count(*) FROM praxis.person_withdrawn) || ' ' || (SELECT count(*) FROM praxis.appointment_withdrawn)
            """, as: "specialist")
        #expect(seen == "0 0")
    }
}
