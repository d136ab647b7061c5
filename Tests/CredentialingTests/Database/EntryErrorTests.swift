import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `A credential put on file in error` {
    private func draft(_ none: Bool = false) throws -> EntryErrorDraft {
        let fields = ["reason": "It is of her namesake in Aurora"].merging(none ? ["none": "on"] : [:]) { $1 }
        return try EntryErrorDraft { fields[$0] }
    }

    private func license(_ world: World, of person: Person.ID) async throws -> Credential.ID {
        try #require(
            try await world.ask(
                "SELECT credential_id FROM praxis.credential WHERE person_id = \(person) AND type_code = 'medical_license'",
                as: Credential.ID.self))
    }

    /// The source does not know the holder any more.
    private func deny(_ world: World, _ license: Credential.ID, of person: Person.ID) async throws {
        let answer = ["method": "web", "source": "State board", "result": "not_found", "reference": "V-78"]
        let file = try await world.service.file(of: person, as: world.caller("specialist"))
        let term = try #require(file.terms(of: license).first)
        _ = try await world.service.verify(
            term.id, of: person, try VerificationDraft { answer[$0] }, as: world.caller("administrator"))
    }

    @Test func `counts for nothing from then on and stays on record; what its source confirms is none`() async throws {
        let world = try await World()
        let today = try await world.today()
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31")
        let license = try await self.license(world, of: rao)
        await #expect(throws: CredentialingError.sourceConfirms) {
            try await world.service.add(try self.draft(), about: license, of: rao, as: world.caller("specialist"))
        }
        try await self.deny(world, license, of: rao)
        try await world.service.add(try self.draft(), about: license, of: rao, as: world.caller("specialist"))
        let file = try await world.service.file(of: rao, as: world.caller("specialist"))
        #expect(!file.credentials.contains { $0.id == license } && file.terms(of: license).isEmpty)
        #expect(file.errors.map(\.credential) == [license])
        #expect(file.errors.first?.title == "Medical license CO X1" && file.errors.first?.saidBy == "specialist")
        let answer = try await world.clearance(rao, "\(today) 08:00", "\(today) 16:00")
        #expect(answer.reasons.map(\.state) == ["missing"], "\(answer.reasons)")
        // The same number can be put on file of whom it belongs to.
        let other = try await world.physician("Roy", "CO", "2020-01-01..2999-12-31")
        #expect(try await world.clearance(other, "\(today) 08:00", "\(today) 16:00").verdict == .cleared)
    }

    @Test func `is known as such only since somebody said so`() async throws {
        let world = try await World()
        let today = try await world.today()
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31?")
        let license = try await self.license(world, of: rao)
        let mark = try await world.mark()
        let before = try await world.clearance(rao, today, known: mark)
        try await world.service.add(try self.draft(), about: license, of: rao, as: world.caller("specialist"))
        #expect(try await world.clearance(rao, today, known: mark) == before)
        #expect(before.reasons.map(\.state) == ["unverified"])
        #expect(try await world.clearance(rao, "\(today) 08:00", "\(today) 16:00").reasons.map(\.state) == ["missing"])
        let then = try await world.service.file(of: rao, world.asOf(today, mark), as: world.caller("specialist"))
        #expect(then.credentials.contains { $0.id == license })
        #expect(then.later.map(\.sentence).contains("Put on file in error"))
    }

    @Test func `is told by somebody else than who entered it, and taken back by somebody else again`() async throws {
        let world = try await World()
        try await world.addAccount("second", "credentialing_specialist")
        let rao = try await world.person("Rima", "Rao", role: "physician", at: "denver")
        let fields = ["type": "medical_license", "state": "CO", "number": "DR.1", "issued": "2020-01-01"]
        let draft = try CredentialDraft(
            { fields[$0] }, types: try await world.service.types(as: world.caller("specialist")))
        let license = try await world.service.add(draft, to: rao, as: world.caller("specialist"))
        func say(_ none: Bool = false, as account: String) async throws {
            try await world.service.add(try self.draft(none), about: license, of: rao, as: world.caller(account))
        }
        await #expect(throws: CredentialingError.secondPersonRequired) { try await say(as: "specialist") }
        await #expect(throws: (any Error).self) { try await say(as: "staff") }
        await #expect(throws: CredentialingError.stale(current: 0, sent: 1)) { try await say(true, as: "second") }
        try await say(as: "second")
        await #expect(throws: CredentialingError.stale(current: 1, sent: 2)) { try await say(as: "administrator") }
        await #expect(throws: CredentialingError.secondPersonRequired) { try await say(true, as: "second") }
        try await say(true, as: "specialist")
        let file = try await world.service.file(of: rao, as: world.caller("second"))
        #expect(file.errors.isEmpty && file.credentials.map(\.id) == [license])
    }

    @Test func `takes a board's order with it only by somebody who did not enter that either`() async throws {
        let world = try await World()
        try await world.addAccount("second", "credentialing_specialist")
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31?")
        let license = try await self.license(world, of: rao)
        let order = ["status": "revoked", "starts": "2026-01-01", "source": "Order"]
        _ = try await world.service.add(
            try StatusDraft { order[$0] }, to: license, of: rao, as: world.caller("specialist"))
        await #expect(throws: CredentialingError.secondPersonRequired) {
            try await world.service.add(try self.draft(), about: license, of: rao, as: world.caller("specialist"))
        }
        // Nor by anybody before somebody else has found since that the source tells of another.
        await #expect(throws: CredentialingError.verificationRequired) {
            try await world.service.add(try self.draft(), about: license, of: rao, as: world.caller("second"))
        }
        try await self.deny(world, license, of: rao)
        await #expect(throws: CredentialingError.verificationRequired) {
            try await world.service.add(try self.draft(), about: license, of: rao, as: world.caller("administrator"))
        }
        try await world.service.add(try self.draft(), about: license, of: rao, as: world.caller("second"))
        let today = try await world.today()
        #expect(try await world.clearance(rao, "\(today) 08:00", "\(today) 16:00").reasons.map(\.state) == ["missing"])
    }

    @Test func `shadows no other of its kind in a file`() async throws {
        let world = try await World()
        let file = try await world.ready()
        let person = try await world.person(of: "staff")
        #expect(try await world.status("board", of: file) == .satisfied)
        try await world.tell(
            "UPDATE praxis.credential SET number = 'B7', number_normalized = 'B7' WHERE person_id = \(person)")
        let wrong = try await world.credential("board_certification", of: person)
        try await world.term("2020-01-01..2999-12-31?", of: wrong, person)
        try await self.deny(world, wrong, of: person)
        #expect(try await world.status("board", of: file) == .unusable)
        try await world.service.add(try self.draft(), about: wrong, of: person, as: world.caller("specialist"))
        #expect(try await world.status("board", of: file) == .satisfied)
    }

    @Test func `of a confidential compartment is told to those alone who may open it`() async throws {
        let world = try await World()
        let rao = try await world.person("Rima", "Rao", role: "physician", at: "denver")
        let check = try await world.credential("background_check", of: rao, "2020-01-01..2999-12-31?")
        try await world.tell(
            """
            INSERT INTO praxis.credential_error (practice_id, person_id, credential_id, step, reason, created_by)
            VALUES (\(world.practice), \(rao), \(check), 1, 'It is of her namesake', \(world.practice))
            """)
        for (account, sees) in [("administrator", 1), ("manager", 0)] {
            let file = try await world.service.file(of: rao, as: world.caller(account))
            #expect(file.errors.count == sees, "\(account)")
        }
    }

    @Test func `history of it cannot be rewritten`() async throws {
        let world = try await World()
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31?")
        let license = try await self.license(world, of: rao)
        try await world.service.add(try self.draft(), about: license, of: rao, as: world.caller("specialist"))
        for statement: SQL in [
            "UPDATE praxis.credential_error SET reason = 'something else'", "DELETE FROM praxis.credential_error",
        ] {
            await #expect(throws: PostgresError.self) {
                let _: Int = try await world.service.database.write(as: world.caller("administrator")) {
                    try await $0.execute(statement)
                }
            }
        }
    }
}
