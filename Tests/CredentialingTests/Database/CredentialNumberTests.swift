import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `The number of a credential` {
    /// A physician of Denver, whose license of Colorado has the number X1.
    private func world() async throws -> (World, Person.ID, license: Credential.ID) {
        let world = try await World()
        let rao = try await world.person("Asha", "Rao", npi: "1234567893", role: "physician", at: "denver")
        let license = try await world.credential(
            "medical_license", "CO", of: rao, "2020-01-01..\(try await world.day(30))")
        return (world, rao, license)
    }

    /// A renewal that was handed in with a number, from some days from now.
    private func renewal(
        _ world: World, _ license: Credential.ID, _ rao: Person.ID, _ number: String, from: Int, verified: Bool = true
    ) async throws -> Term.ID {
        let term = try await world.term(
            "\(try await world.day(from))..\(try await world.day(from + 700))\(verified ? "" : "?")", of: license, rao)
        let file = UUID.version7()
        try await world.tell(
            """
            INSERT INTO praxis.file
                   (practice_id, file_id, person_id, sha256, name, media_type, size, compartment, created_by)
            VALUES (\(world.practice), \(file), \(rao), sha256(\(number)::text::bytea), 'x.pdf', 'application/pdf', 1,
                    'credentialing', \(world.practice))
            """,
            """
            INSERT INTO praxis.credential_claim
                   (practice_id, term_id, person_id, credential_id, file_id, number, created_by)
            VALUES (\(world.practice), \(term), \(rao), \(license), \(file), \(number), \(world.practice))
            """)
        return term
    }

    /// What everything that shows or sends the number says.
    private func told(_ world: World, _ rao: Person.ID, _ license: Credential.ID) async throws -> [String: String?] {
        let specialist = world.caller("specialist")
        let file = try await world.service.file(of: rao, as: specialist)
        var fhir = ""
        for try await piece in try await world.service.directory(at: .now(), as: specialist) { fhir += piece }
        let line = try await world.service.board(BoardFilter(person: rao), as: specialist).lines.first
        return [
            "record": file.credentials.first { $0.id == license }?.number, "board": line?.number,
            "FHIR": fhir.firstMatch(of: /"value":"(X1|DR[^"]+)"/).map { String($0.1) },
            "roster": try await world.read(
                "SELECT facts ->> 'license_number' FROM praxis_private.roster_rows(NULL, NULL)", as: "specialist"),
        ]
    }

    /// Enrolls somebody with a payer that has a roster sent.
    private func enroll(_ rao: Person.ID, _ world: World) async throws {
        let service = EnrollmentService(database: world.service.database)
        let plan = [
            "payer": "Example", "name": "PPO", "kind": "commercial", "line": "ppo", "delegated": "on",
            "starts": "2020-01-01",
        ]
        let id = try await service.add(
            try PayerPlanDraft({ plan[$0] }, roles: ["physician"]), as: world.caller("administrator"))
        let enrolled = [
            "status": "enrolled", "participating": "yes", "submitted": "2026-01-01", "effective": "2026-01-01",
        ]
        _ = try await service.add(
            try EnrollmentDraft { enrolled[$0] }, of: rao, at: try #require(Slug("denver")), with: id,
            as: world.caller("specialist"))
    }

    @Test func `changes everywhere on the first day of a renewal that was verified with another`() async throws {
        let (world, rao, license) = try await self.world()
        try await self.enroll(rao, world)
        #expect(Set(try await self.told(world, rao, license).values) == ["X1"])
        // What nobody verified changes nothing, and what begins later changes nothing yet.
        _ = try await self.renewal(world, license, rao, "DR.5", from: -1, verified: false)
        _ = try await self.renewal(world, license, rao, "DR.9", from: 20)
        #expect(Set(try await self.told(world, rao, license).values) == ["X1"])
        _ = try await self.renewal(world, license, rao, "DR.7", from: -3)
        let told = try await self.told(world, rao, license)
        #expect(Set(told.values) == ["DR.7"], "\(told)")
        for search in ["dr.7", "DR.7"] {
            let found = try await world.service.board(BoardFilter(search: search), as: world.caller("specialist"))
            #expect(found.lines.map(\.credential) == [license])
        }
    }

    @Test func `is of the day that is asked for, as it was known`() async throws {
        let (world, rao, license) = try await self.world()
        let before = try await world.mark()
        _ = try await self.renewal(world, license, rao, "DR.7", from: -3)
        let now = try await world.mark()
        func number(_ day: Int, _ known: Instant) async throws -> String? {
            let valid = try #require(LocalDate(try await world.day(day)))
            return try await world.file(rao, valid, known: known).credentials.first { $0.id == license }?.number
        }
        #expect(try await number(-10, now) == "X1")
        #expect(try await number(0, now) == "DR.7")
        #expect(try await number(0, before) == "X1", "the renewal was not on record")
        let later = try await world.file(rao, try #require(LocalDate(try await world.day(0))), known: before).later
        #expect(later.map(\.subject) == ["Medical license CO DR.7", "Medical license CO DR.7"])
    }

    @Test func `a source is asked by the number on the term, also where the office corrected its days`() async throws {
        let (world, rao, license) = try await self.world()
        let term = try await self.renewal(world, license, rao, "DR.7", from: -3, verified: false)
        let file = try await world.file(of: rao)
        let specialist = world.caller("specialist")
        func asked() async throws -> [String] {
            try await world.files.worksheet("license", of: file, as: specialist).terms.map(\.title)
        }
        #expect(try await asked() == ["Medical license CO DR.7", "Medical license CO X1"])
        let fields = [
            "issued": try await world.day(-2), "expires": try await world.day(600), "reason": "Misread",
            "supersedes": term.description,
        ]
        let corrected = try await world.service.add(try TermDraft { fields[$0] }, to: license, of: rao, as: specialist)
        #expect(try await asked() == ["Medical license CO DR.7", "Medical license CO X1"])
        try await world.tell(
            """
            INSERT INTO praxis.verification
                   (practice_id, verification_id, person_id, credential_id, term_id, method, source, result, verified_by)
            VALUES (\(world.practice), gen_random_uuid(), \(rao), \(license), \(corrected), 'web', 'Board', 'confirmed',
                    \(world.practice))
            """)
        let held = try await world.service.file(of: rao, as: specialist).credentials
        #expect(held.first { $0.id == license }?.number == "DR.7")
    }

    @Test func `of a provider file is known by each that it had`() async throws {
        let (world, rao, license) = try await self.world()
        _ = try await self.renewal(world, license, rao, "DR-7", from: -3)
        let known = try await world.service.database.read(
            as: world.caller("administrator"), ProviderStore.known(["1234567893"], in: .all))
        #expect(Set(try #require(known.first).licenses) == ["CO:X1", "CO:DR7"])
    }
}
