import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `R11: a renewal filed in time` {
    /// A physician whose registration ended days ago, and the filing of its renewal as somebody enters it.
    private struct Desk {
        let world: World
        let today: LocalDate
        let rao: Person.ID
        let registration: Credential.ID

        init() async throws {
            self.world = try await World()
            self.today = try await self.world.today()
            self.rao = try await self.world.physician("Rao", "CO", "2020-01-01..2999-12-31")
            self.registration = try await self.world.credential(
                "dea", "CO", of: self.rao, "2023-01-01..\(self.today.adding(days: -10))")
            try await self.world.tell(
                """
                UPDATE praxis.verification
                   SET verified_at = now() - interval '100 days'
                 WHERE credential_id = \(self.registration)
                """)
        }

        func record(
            _ change: [String: String] = [:], of credential: Credential.ID? = nil, as account: String = "specialist"
        ) async throws -> StatusSpan.ID {
            let fields = [
                "status": "renewal_filed", "starts": self.today.adding(days: -40).description, "source": "Receipt R-1",
            ].merging(change) { $1 }
            return try await self.world.service.add(
                try StatusDraft { fields[$0] }, to: credential ?? self.registration, of: self.rao,
                as: self.world.caller(account))
        }

        /// Somebody else asks the source.
        func check(of credential: Credential.ID? = nil) async throws {
            let file = try await self.world.service.file(of: self.rao, as: self.world.caller("specialist"))
            let term = try #require(file.terms(of: credential ?? self.registration).first)
            let answer = ["method": "web", "source": "DEA", "result": "confirmed", "reference": "D-1"]
            _ = try await self.world.service.verify(
                term.id, of: self.rao, try VerificationDraft { answer[$0] }, as: self.world.caller("administrator"))
        }

        func judged(in days: Int) async throws -> ClearanceAnswer {
            let day = self.today.adding(days: days)
            return try await self.world.clearance(
                self.rao, "\(day) 08:00", "\(day) 16:00", services: ["controlled_substances"])
        }
    }

    @Test func `keeps the authority until the agency acts, once somebody else has looked at the source`() async throws {
        let desk = try await Desk()
        #expect(try await desk.judged(in: 0).reasons.map(\.state) == ["expired"])
        await #expect(throws: CredentialingError.verificationRequired) { _ = try await desk.record() }
        try await desk.check()
        let filing = try await desk.record()
        let told = try await desk.judged(in: 0)
        #expect(told.verdict == .cleared)
        #expect(told.reasons.map(\.state) == ["renewal_filed"])
        #expect(told.reasons.map(\.severity) == ["inform"])
        // By the practice's rule it is looked at again 180 days after the term.
        #expect(try await desk.judged(in: 170).verdict == .cleared)
        #expect(try await desk.judged(in: 171).reasons.map(\.state) == ["expired"])
        // The agency refuses: anybody may record it, at once.
        let refused = try await desk.record([
            "ends": desk.today.adding(days: 5).description, "supersedes": filing.description, "reason": "Refused",
        ])
        #expect(try await desk.judged(in: 4).verdict == .cleared)
        #expect(try await desk.judged(in: 5).reasons.map(\.state) == ["expired"])
        await #expect(throws: CredentialingError.notTimely) {
            _ = try await desk.record([
                "status": "restricted", "supersedes": refused.description, "reason": "Another record",
            ])
        }
    }

    @Test func `ends where the renewed term begins, and never outlives it`() async throws {
        let desk = try await Desk()
        try await desk.check()
        _ = try await desk.record()
        try await desk.world.term(
            "\(desk.today.adding(days: 20))..\(desk.today.adding(days: 60))", of: desk.registration, desk.rao)
        #expect(try await desk.judged(in: 19).reasons.map(\.state) == ["renewal_filed"])
        #expect(try await desk.judged(in: 20).reasons.isEmpty)
        #expect(try await desk.judged(in: 61).reasons.map(\.state) == ["expired"])
    }

    @Test func `counts from a day of the term that ran, for what a rule says, and does not lift a suspension`()
        async throws
    {
        let desk = try await Desk()
        try await desk.check()
        for starts in [-9, 1] {
            await #expect(throws: CredentialingError.notTimely) {
                _ = try await desk.record(["starts": desk.today.adding(days: starts).description])
            }
        }
        let file = try await desk.world.service.file(of: desk.rao, as: desk.world.caller("specialist"))
        let license = try #require(file.credentials.first { $0.type == "medical_license" }).id
        await #expect(throws: CredentialingError.notTimely) { _ = try await desk.record(of: license) }
        await #expect(throws: CredentialingError.notTimely) {
            let suspension = try await desk.record(["status": "suspended"])
            _ = try await desk.record(
                ["supersedes": suspension.description, "reason": "An error"], as: "administrator")
        }
        _ = try await desk.record()
        #expect(try await desk.judged(in: 0).reasons.map(\.state).contains("renewal_filed") == false)
        #expect(try await desk.judged(in: 0).verdict == .blocked)
    }

    @Test func `that is taken back, or is of a term that did not run, adds no day`() async throws {
        let desk = try await Desk()
        try await desk.check()
        for starts in [-9, 1] {
            await #expect(throws: CredentialingError.notTimely) {
                _ = try await desk.record([
                    "starts": desk.today.adding(days: starts).description, "ends": "2999-12-31",
                ])
            }
        }
        let file = try await desk.world.service.file(of: desk.rao, as: desk.world.caller("specialist"))
        let license = try #require(file.credentials.first { $0.type == "medical_license" }).id
        await #expect(throws: CredentialingError.notTimely) {
            _ = try await desk.record(["ends": "2999-12-31"], of: license)
        }
        let starts = desk.today.adding(days: -40).description
        let filing = try await desk.record()
        #expect(try await desk.judged(in: 0).verdict == .cleared)
        _ = try await desk.record(["ends": starts, "supersedes": filing.description, "reason": "Nothing was filed"])
        for days in [-5, 0, 100] {
            #expect(try await desk.judged(in: days).reasons.map(\.state) == ["expired"], "\(days)")
        }
    }

    @Test func `is known from the day on which it was recorded`() async throws {
        let desk = try await Desk()
        try await desk.check()
        _ = try await desk.record()
        let before = try await desk.world.ask(
            "SELECT max(s.created_at) - interval '1 second' FROM praxis.credential_status s", as: Instant.self)
        let file = try await desk.world.file(desk.rao, desk.today, known: try #require(before))
        #expect(file.statuses(of: desk.registration).isEmpty)
    }
}
