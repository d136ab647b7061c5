import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `What an authority did to a clinic's certificate` {
    private let denver = Scope.clinic(Slug("denver")!)
    private let testing = ["point_of_care_testing"]

    @discardableResult
    private func record(
        _ world: World, _ status: String, _ certificate: ClinicCredential.ID, _ starts: LocalDate,
        as account: String = "specialist", _ change: [String: String] = [:]
    ) async throws -> ClinicStatusSpan.ID {
        let fields = ["status": status, "starts": starts.description, "source": "Notice of CMS"].merging(change) { $1 }
        return try await world.service.add(
            try ClinicStatusDraft { fields[$0] }, to: certificate, as: world.caller(account, self.denver))
    }

    private func judged(_ world: World, _ person: Person.ID, _ day: LocalDate) async throws -> ClearanceAnswer {
        try await world.clearance(
            person, "\(day) 08:00", "\(day) 16:00", services: self.testing, as: "administrator")
    }

    @Test func `bars it on its days alone, and finds and tells the shifts of them that did what it is for`()
        async throws
    {
        let world = try await World()
        let today = try await world.today()
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31")
        let (certificate, _) = try await world.certificate(at: self.denver, "2020-01-01", "2999-12-31")
        for (days, services) in [
            (-6, self.testing), (-3, []), (-2, self.testing), (4, self.testing), (9, self.testing),
        ] {
            try await world.assign(rao, to: try await world.shift(on: today.adding(days: days), services: services))
        }
        try await self.record(
            world, "suspended", certificate, today.adding(days: -4), ["ends": today.adding(days: 6).description])
        for (days, states) in [(-5, []), (-4, ["suspended"]), (5, ["suspended"]), (6, [])] as [(Int, [String])] {
            let answer = try await self.judged(world, rao, today.adding(days: days))
            #expect(answer.reasons.map(\.state) == states, "\(days)")
            #expect(answer.verdict == (states.isEmpty ? .cleared : .blocked))
        }
        #expect(
            try await self.judged(world, rao, today).reasons[0].sentence.hasPrefix(
                "The clinic’s CLIA certificate is suspended on "))
        let findings = try await world.service.findings(as: world.caller("manager", self.denver))
        #expect(findings.map { $0.reasons.map(\.state) } == [["suspended"]])
        #expect(try await world.conflicts(of: rao) == 1)
        let standing = try await world.service.standing(as: world.caller("manager", self.denver))
        let laboratory = try #require(standing.first { $0.type == "clia" })
        #expect(!laboratory.isCovered && laboratory.barredBy == .suspended)
        let endings = try await world.service.board(BoardFilter(), as: world.caller("manager", self.denver))
            .clinicEndings
        #expect(endings.map(\.isOver) == [true] && endings.map(\.barredBy) == [.suspended])
        #expect(endings[0].coveredUntil == today.adding(days: -5))
        #expect(
            try await world.read(
                """
                SELECT string_agg(k.state || ' ' || k.severity, ' ')
                  FROM praxis.clinic c
                 CROSS JOIN praxis_private.service_lacks(c.clinic_id, \(self.testing), \(today)) k
                 WHERE c.slug = 'denver'
                """, as: "manager") == "suspended block")
    }

    @Test(arguments: ["limited", "condition_level"])
    func `that leaves work possible is told and stops nobody`(status: String) async throws {
        let world = try await World()
        let today = try await world.today()
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31")
        let (certificate, _) = try await world.certificate(at: self.denver, "2020-01-01", "2999-12-31")
        try await world.assign(
            rao, to: try await world.shift(on: today.adding(days: 2), services: self.testing))
        try await self.record(world, status, certificate, today)
        let answer = try await self.judged(world, rao, today.adding(days: 2))
        #expect(answer.verdict == .warn && answer.reasons.map(\.state) == ["restricted"])
        #expect(
            answer.reasons[0].sentence.hasPrefix("The clinic’s CLIA certificate is limited or under conditions on "))
        #expect(try await self.judged(world, rao, today.adding(days: -1)).verdict == .cleared)
        #expect(try await world.conflicts(of: rao) == 0)
        let laboratory = try await world.service.standing(as: world.caller("manager", self.denver)).first {
            $0.type == "clia"
        }
        #expect(laboratory?.isCovered == true && laboratory?.isLimited == true)
        #expect(
            try await world.read(
                """
                SELECT string_agg(k.state || ' ' || k.severity, ' ')
                  FROM praxis.clinic c
                 CROSS JOIN praxis_private.service_lacks(c.clinic_id, \(self.testing), \(today)) k
                 WHERE c.slug = 'denver'
                """, as: "manager") == "restricted warn")
    }

    @Test func `leaves what another certificate covers, and tells the gravest where none does`() async throws {
        let world = try await World()
        let today = try await world.today()
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31")
        let (certificate, _) = try await world.certificate(at: self.denver, "2020-01-01", "2999-12-31")
        try await self.record(world, "inactive", certificate, today.adding(days: -9))
        try await self.record(world, "revoked", certificate, today.adding(days: 3))
        #expect(try await self.judged(world, rao, today).reasons.map(\.state) == ["inactive"])
        #expect(try await self.judged(world, rao, today.adding(days: 3)).reasons.map(\.state) == ["revoked"])
        try await world.tell(
            "SET LOCAL session_replication_role = replica",
            "UPDATE praxis.clinic_credential SET number = 'OLD' WHERE credential_id = \(certificate)")
        try await world.certificate(at: self.denver, today.description, "2999-12-31")
        #expect(try await self.judged(world, rao, today.adding(days: 3)).verdict == .cleared)
    }

    @Test func `is taken back by a second person who asked the source again, and never changed`() async throws {
        let world = try await World()
        try await world.addAccount("second", "credentialing_specialist")
        let today = try await world.today()
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31")
        let (certificate, term) = try await world.certificate(at: self.denver, "2020-01-01", "2999-12-31")
        let order = try await self.record(world, "suspended", certificate, today.adding(days: -3))
        var lifted = ["ends": today.description, "supersedes": order.description, "reason": "CMS wrote"]
        for change in [[:], ["status": "limited"], ["starts": "2999-01-01", "ends": "2999-12-31"]] {
            let changed = lifted.merging(change) { $1 }
            await #expect(throws: CredentialingError.secondPersonRequired) {
                try await self.record(world, "suspended", certificate, today.adding(days: -3), changed)
            }
            await #expect(throws: CredentialingError.verificationRequired) {
                try await self.record(world, "suspended", certificate, today.adding(days: -3), as: "second", changed)
            }
        }
        try await world.verifyCertificate(term, at: self.denver, as: "administrator")
        try await self.record(world, "suspended", certificate, today.adding(days: -3), as: "second", lifted)
        #expect(try await self.judged(world, rao, today).verdict == .cleared)
        #expect(try await self.judged(world, rao, today.adding(days: -1)).verdict == .blocked)
        await #expect(throws: CredentialingError.stale(current: nil, sent: nil)) {
            let worse = ["supersedes": order.description, "reason": "It went on"]
            try await self.record(world, "revoked", certificate, today.adding(days: -3), worse)
        }
        lifted["reason"] = nil
        await #expect(throws: FieldErrors.self) {
            try await self.record(world, "revoked", certificate, today.adding(days: -3), lifted)
        }
        for statement: SQL in [
            "UPDATE praxis.clinic_credential_status SET starts_on = '2020-01-01'",
            "DELETE FROM praxis.clinic_credential_status",
        ] {
            await #expect(throws: PostgresError.self) {
                let _: Int = try await world.service.write(as: world.caller("administrator", self.denver)) {
                    transaction in
                    try await transaction.run(statement)
                    return 1
                }
            }
        }
    }

    @Test func `is recorded by who verifies, at the own clinic`() async throws {
        let world = try await World()
        let today = try await world.today()
        let (certificate, _) = try await world.certificate(at: self.denver, "2020-01-01", "2999-12-31")
        await #expect(throws: (any Error).self) {
            try await self.record(world, "revoked", certificate, today, as: "manager")
        }
        let fields = ["status": "revoked", "starts": "2026-01-01", "source": "Notice"]
        await #expect(throws: CredentialingError.unknown, "a certificate of Denver is none of Phoenix") {
            _ = try await world.service.add(
                try ClinicStatusDraft { fields[$0] }, to: certificate,
                as: world.caller("specialist", .clinic(Slug("phoenix")!)))
        }
        let other = try await World()
        await #expect(throws: CredentialingError.unknown) {
            _ = try await other.service.add(
                try ClinicStatusDraft { fields[$0] }, to: certificate, as: other.caller("specialist", self.denver))
        }
        try await self.record(world, "limited", certificate, today)
        #expect(try await world.service.clinicFile(as: world.caller("manager", self.denver)).statuses.count == 1)
        #expect(try await other.service.clinicFile(as: other.caller("specialist", self.denver)).statuses.isEmpty)
    }

    @Test func `ends a certificate that is given up without a reminder, and one that is suspended with one`()
        async throws
    {
        let world = try await World()
        let today = try await world.today()
        let (certificate, _) = try await world.certificate(
            at: self.denver, "2020-01-01", today.adding(days: 30).description)
        func ending() async throws -> Int {
            try await world.ask(
                "SELECT count(*) FROM praxis.clinic_credential_ending WHERE practice_id = \(world.practice)",
                as: Int.self)
                ?? 0
        }
        #expect(try await ending() == 1)
        let order = try await self.record(world, "suspended", certificate, today)
        #expect(try await ending() == 1)
        try await self.record(
            world, "revoked", certificate, today, ["supersedes": order.description, "reason": "It went on"])
        #expect(try await ending() == 0)
    }
}
