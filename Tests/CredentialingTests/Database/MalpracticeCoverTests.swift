import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `Malpractice cover` {
    /// A physician of two clinics whose policy began in 2025; others entered and checked its term.
    private func insured(
        _ world: World, _ terms: String...
    ) async throws -> (person: Person.ID, policy: Credential.ID, terms: [Term.ID]) {
        let person = try await world.person(
            "Asha", "Rao", born: "1975-05-05", role: "physician", at: "denver", "phoenix")
        for type in ["board_certification", "bls"] {
            try await world.credential(type, of: person, "2000-01-01..2999-12-31")
        }
        for state in ["CO", "AZ"] {
            try await world.credential("medical_license", state, of: person, "2000-01-01..2999-12-31")
        }
        let policy = try await world.credential("malpractice", of: person)
        var held: [Term.ID] = []
        for term in terms { held.append(try await world.term(term, of: policy, person)) }
        return (person, policy, held)
    }

    /// Records what a certificate says as the specialist.
    private func read(
        _ world: World, _ term: Term.ID, of person: Person.ID, _ change: [String: String] = [:], clinics: [String] = [],
        follows: Int = 0
    ) async throws {
        let fields = [
            "policy": "claims_made", "retroactive": "2020-01-01", "each": "1000000", "aggregate": "3000000",
            "named_insured": "Asha Rao", "follows": String(follows),
        ].merging(change) { $1 }.filter { !$0.value.isEmpty }
        _ = try await world.service.add(
            try MalpracticeCoverDraft(clinics: clinics) { fields[$0] }, to: term, of: person,
            as: world.caller("specialist"))
    }

    private func verify(_ world: World, _ term: Term.ID, of person: Person.ID, as account: String) async throws {
        let fields = ["method": "letter", "source": "Example Mutual", "result": "confirmed", "reference": "V-77"]
        _ = try await world.service.verify(
            term, of: person, try VerificationDraft { fields[$0] }, as: world.caller(account))
    }

    private func states(_ world: World, _ person: Person.ID, at clinic: String = "denver", _ day: String) async throws
        -> [String]
    {
        try await world.clearance(person, at: clinic, "\(day) 08:00", "\(day) 16:00", as: "specialist").reasons.map {
            "\($0.requirement) \($0.state)"
        }
    }

    private func rule(_ world: World, _ key: String, from day: String, _ params: String) async throws {
        try await world.tell(
            """
            INSERT INTO praxis.practice_rule (practice_id, rule_id, rule_key, effective_from, citation, params, created_by)
            VALUES (\(world.practice), gen_random_uuid(), \(key), \(LocalDate(day)), 'Read at the state', \(params)::text::jsonb,
                    \(world.practice))
            """)
    }

    @Test func `R12: the database judges limits as the rule does`() async throws {
        let world = try await World()
        for vector in malpracticeVectors {
            let verdict = try await world.ask(
                """
                SELECT praxis_private.malpractice_verdict(
                           \(vector.each), \(vector.year), \(vector.inFund), \(vector.minimum[0]), \(vector.minimum[1]),
                           \(vector.fund[0]), \(vector.fund[1]))
                """, as: String.self)
            #expect(verdict == vector.verdict)
        }
    }

    @Test func `R12: limits pass by the state's rule of the day, and low ones count before anybody checked them`()
        async throws
    {
        let world = try await World()
        let (rao, _, terms) = try await self.insured(world, "2025-01-01..2027-12-31")
        #expect(try await self.states(world, rao, "2026-05-04") == [])
        try await self.read(world, terms[0], of: rao, ["each": "500000", "aggregate": "1500000"])
        #expect(try await self.states(world, rao, "2026-05-04") == ["malpractice limits_low"])
        // The state's own figures from a day on, with a fund above the lower limits.
        try await self.rule(
            world, "state.malpractice_CO", from: "2026-06-01",
            #"{"usd_each": 0, "usd_aggregate": 0, "fund_usd_each": 500000, "fund_usd_aggregate": 1500000}"#)
        #expect(try await self.states(world, rao, "2026-05-31") == ["malpractice limits_low"])
        #expect(try await world.clearance(rao, "2026-06-01 08:00", "2026-06-01 16:00").verdict == .blocked)
        try await self.rule(
            world, "state.malpractice_AZ", from: "2000-01-01",
            #"{"usd_each": 0, "usd_aggregate": 0, "fund_usd_each": 500000, "fund_usd_aggregate": 1500000}"#)
        #expect(try await self.states(world, rao, at: "phoenix", "2026-06-01") == ["malpractice fund_unproven"])
        let fund = ["each": "500000", "aggregate": "1500000", "fund_state": "CO", "fund_reference": "Receipt 7"]
        try await self.read(world, terms[0], of: rao, fund, follows: 1)
        // From the day of the new rule nothing speaks against it.
        #expect(try await self.states(world, rao, "2026-06-01") == [])
        #expect(try await self.states(world, rao, "2026-05-31") == ["malpractice limits_low"])
        try await self.rule(
            world, "state.malpractice_AZ", from: "2026-01-01",
            #"{"usd_each": 100000, "usd_aggregate": 300000, "fund_usd_each": 0, "fund_usd_aggregate": 0}"#)
        #expect(try await self.states(world, rao, at: "phoenix", "2026-06-01") == [])
        await #expect(throws: CredentialingError.stale(current: nil, sent: nil)) {
            try await self.read(world, terms[0], of: rao, fund, follows: 1)
        }
    }

    @Test func `a policy that is suspended and too low is told as suspended first, and both are told`() async throws {
        let world = try await World()
        let (rao, policy, terms) = try await self.insured(world, "2025-01-01..2027-12-31")
        try await self.read(world, terms[0], of: rao, ["each": "500000", "aggregate": "1500000"])
        let status = ["status": "suspended", "starts": "2026-05-10", "ends": "2026-05-20", "source": "Insurer"]
        _ = try await world.service.add(
            try StatusDraft { status[$0] }, to: policy, of: rao, as: world.caller("specialist"))
        func reason(_ day: String) async throws -> ClearanceReason {
            let reasons = try await world.clearance(rao, "\(day) 08:00", "\(day) 16:00", as: "specialist").reasons
            #expect(reasons.count == 1)
            return try #require(reasons.first)
        }
        let both = try await reason("2026-05-12")
        #expect((both.state, both.also) == ("suspended", ["limits_low"]))
        #expect(both.sentence.contains("is suspended") && both.sentence.contains("also below what is asked here"))
        // Before and after it is what the certificate says alone.
        let before = try await reason("2026-05-04")
        #expect((before.state, before.also) == ("limits_low", nil))
        try await self.read(world, terms[0], of: rao, follows: 1)
        let alone = try await reason("2026-05-12")
        #expect((alone.state, alone.also) == ("suspended", nil))
    }

    @Test func `the gravest of what a board did is told`() async throws {
        let world = try await World()
        let (rao, policy, _) = try await self.insured(world, "2025-01-01..2027-12-31")
        for status in ["inactive", "revoked", "suspended"] {
            let fields = ["status": status, "starts": "2026-05-10", "source": "Insurer"]
            _ = try await world.service.add(
                try StatusDraft { fields[$0] }, to: policy, of: rao, as: world.caller("specialist"))
        }
        #expect(try await self.states(world, rao, "2026-05-12") == ["malpractice revoked"])
    }

    @Test func `what a board did is told of the days that are asked about`() async throws {
        let world = try await World()
        let (rao, policy, _) = try await self.insured(world, "2024-01-01..2027-12-31")
        for (status, starts, ends) in [("suspended", "2024-03-01", "2024-04-01"), ("inactive", "2026-05-10", nil)] {
            let fields = ["status": status, "starts": starts, "ends": ends, "source": "Insurer"]
            _ = try await world.service.add(
                try StatusDraft { fields[$0] ?? nil }, to: policy, of: rao, as: world.caller("specialist"))
        }
        #expect(try await self.states(world, rao, "2026-05-12") == ["malpractice inactive"])
    }

    @Test func `limits are asked for by the states where the patients are`() async throws {
        let world = try await World()
        let (rao, _, terms) = try await self.insured(world, "2025-01-01..2027-12-31")
        try await world.credential("medical_license", "TX", of: rao, "2000-01-01..2999-12-31")
        try await self.read(world, terms[0], of: rao)
        try await self.rule(
            world, "state.malpractice_TX", from: "2026-01-01",
            #"{"usd_each": 2000000, "usd_aggregate": 6000000, "fund_usd_each": 0, "fund_usd_aggregate": 0}"#)
        func states(_ services: String...) async throws -> [String] {
            try await world.clearance(
                rao, "2026-05-04 08:00", "2026-05-04 16:00", services: services, as: "specialist"
            ).reasons.map { "\($0.requirement) \($0.state)" }
        }
        #expect(try await states() == [])
        #expect(try await states("telehealth_tx") == ["malpractice limits_low"])
    }

    @Test func `R12: a clinic that the certificate does not name is missing cover there`() async throws {
        let world = try await World()
        let (rao, policy, terms) = try await self.insured(world, "2025-01-01..2026-06-30")
        try await self.read(world, terms[0], of: rao, clinics: ["denver"])
        #expect(try await self.states(world, rao, "2026-05-04") == [])
        let phoenix = try await world.clearance(
            rao, at: "phoenix", "2026-05-04 08:00", "2026-05-04 16:00", as: "specialist")
        #expect(phoenix.verdict == .blocked)
        #expect(phoenix.reasons.map(\.state) == ["clinic_not_named"])
        #expect(phoenix.reasons[0].sentence.contains("does not name this clinic"))
        // A renewal that overlaps and names everybody makes up for it.
        let renewal = try await world.term("2026-06-01..2027-05-31", of: policy, rao)
        try await self.read(world, renewal, of: rao)
        #expect(try await self.states(world, rao, at: "phoenix", "2026-05-31") == ["malpractice clinic_not_named"])
        #expect(try await self.states(world, rao, at: "phoenix", "2026-06-15") == [])
        await #expect(throws: CredentialingError.unknown) {
            try await self.read(world, renewal, of: rao, clinics: ["nowhere"], follows: 1)
        }
        // Only certificates of malpractice insurance say such things.
        let bls = try await world.credential("acls", of: rao, "2025-01-01..2027-12-31")
        let other = try #require(
            try await world.ask(
                "SELECT term_id FROM praxis.credential_term WHERE credential_id = \(bls)", as: Term.ID.self))
        await #expect(throws: (any Error).self) { try await self.read(world, other, of: rao) }
    }

    @Test func `what nobody recorded and checked counts as the practice decides, and one person alone proves nothing`()
        async throws
    {
        let world = try await World()
        try await world.addCommittee()
        let (rao, _, terms) = try await self.insured(world, "2025-01-01..2027-12-31")
        try await self.rule(world, "house.malpractice", from: "2020-01-01", #"{"unrecorded": "warn"}"#)
        #expect(try await self.states(world, rao, "2026-05-04") == ["malpractice limits_unrecorded"])
        try await self.read(world, terms[0], of: rao)
        try await self.verify(world, terms[0], of: rao, as: "specialist")
        #expect(try await self.states(world, rao, "2026-05-04") == ["malpractice limits_unrecorded"])
        try await self.verify(world, terms[0], of: rao, as: "second")
        #expect(try await self.states(world, rao, "2026-05-04") == [])
        #expect(try await world.service.file(of: rao, as: world.caller("manager")).malpractice.covers[0].isChecked)
        // A better reading waits for its check; the proven one stands.
        try await self.rule(world, "house.malpractice", from: "2020-02-01", #"{"unrecorded": "block"}"#)
        try await self.read(world, terms[0], of: rao, ["each": "2000000"], follows: 1)
        #expect(try await self.states(world, rao, "2026-05-04") == [])
        // A worse one counts at once, and until somebody checked a better one.
        try await self.read(world, terms[0], of: rao, ["each": "999999"], follows: 2)
        #expect(try await self.states(world, rao, "2026-05-04") == ["malpractice limits_low"])
    }

    @Test func `what a certificate says stays with a term whose days are corrected`() async throws {
        let world = try await World()
        let (rao, policy, terms) = try await self.insured(world, "2025-01-01..2027-12-30")
        try await self.read(world, terms[0], of: rao, ["each": "200000", "aggregate": "600000"])
        #expect(try await self.states(world, rao, "2026-05-04") == ["malpractice limits_low"])
        let fields = [
            "issued": "2025-01-01", "expires": "2027-12-31", "reason": "Misread", "supersedes": terms[0].description,
        ]
        let corrected = try await world.service.add(
            try TermDraft { fields[$0] }, to: policy, of: rao, as: world.caller("specialist"))
        try await world.addCommittee()
        try await self.verify(world, corrected, of: rao, as: "second")
        #expect(try await self.states(world, rao, "2026-05-04") == ["malpractice limits_low"])
    }

    @Test func `a second term of which nobody recorded what it says does not make up for a low one`() async throws {
        let world = try await World()
        let (rao, policy, terms) = try await self.insured(world, "2025-01-01..2027-12-31")
        try await self.read(world, terms[0], of: rao, ["each": "200000", "aggregate": "600000"])
        _ = try await world.term("2026-01-01..2027-01-01", of: policy, rao)
        #expect(try await self.states(world, rao, "2026-05-04") == ["malpractice limits_low"])
    }

    @Test func `R4: what nobody recorded is judged by the practice's rule of the shift's day`() async throws {
        let world = try await World()
        let (rao, _, _) = try await self.insured(world, "2025-01-01..2027-12-31")
        try await self.rule(world, "house.malpractice", from: "2026-06-01", #"{"unrecorded": "block"}"#)
        #expect(try await self.states(world, rao, "2026-05-31") == [])
        #expect(try await self.states(world, rao, "2026-06-01") == ["malpractice limits_unrecorded"])
    }

    @Test func `nobody writes down what the own certificate says`() async throws {
        let world = try await World()
        let own = try await world.person(of: "specialist")
        let policy = try await world.credential("malpractice", of: own)
        let term = try await world.term("2025-01-01..2027-12-31", of: policy, own)
        await #expect(throws: (any Error).self) { try await self.read(world, term, of: own) }
        #expect(
            try await world.ask("SELECT count(*) FROM praxis.malpractice_cover WHERE term_id = \(term)", as: Int.self)
                == 0)
    }

    @Test func `R12: earlier work than the retroactive date is told until a tail with its document covers it`()
        async throws
    {
        let world = try await World()
        try await world.addCommittee()
        let (rao, _, terms) = try await self.insured(world, "2025-01-01..2027-12-31")
        try await self.read(world, terms[0], of: rao, ["retroactive": "2025-01-01"])
        func uncovered() async throws -> [String] {
            try await world.service.file(of: rao, as: world.caller("specialist")).malpractice.uncovered.map {
                "\($0.startsOn)..\($0.throughOn)"
            }
        }
        #expect(try await uncovered() == [], "nobody has asked the insurer")
        try await self.verify(world, terms[0], of: rao, as: "second")
        #expect(try await uncovered() == ["2020-01-01..2024-12-31"])
        let document = try await world.service.add(
            try DocumentDraft(
                name: "tail.pdf", bytes: Array("%PDF-1 tail".utf8), compartment: "credential", credential: nil),
            to: rao, as: world.caller("specialist"))
        let fields = [
            "kind": "tail", "starts": "2020-01-01", "through": "2024-06-30", "insurer": "Former Mutual",
            "document": document.description,
        ]
        let tail = try await world.service.add(
            try MalpracticeTailDraft { fields[$0] }, of: rao, as: world.caller("specialist"))
        #expect(try await uncovered() == ["2024-07-01..2024-12-31"])
        let corrected = fields.merging(["through": "2024-12-31", "supersedes": tail.description]) { $1 }
        let second = try await world.service.add(
            try MalpracticeTailDraft { corrected[$0] }, of: rao, as: world.caller("specialist"))
        #expect(try await uncovered() == [])
        let back = corrected.merging(["supersedes": second.description, "withdrawn": "Endorsement was canceled"]) { $1 }
        _ = try await world.service.add(
            try MalpracticeTailDraft { back[$0] }, of: rao, as: world.caller("specialist"))
        #expect(try await uncovered() == ["2020-01-01..2024-12-31"])
        // Work ahead is judged as before: the past is told of, not rewritten.
        #expect(try await self.states(world, rao, "2026-05-04") == [])
        // A document of somebody else, or of a confidential compartment, proves nothing.
        let closed = try await world.service.add(
            try DocumentDraft(name: "x.pdf", bytes: Array("%PDF-1 x".utf8), compartment: "medical", credential: nil),
            to: rao, as: world.caller("specialist"))
        let wrong = fields.merging(["document": closed.description]) { $1 }
        await #expect(throws: CredentialingError.evidenceRequired) {
            _ = try await world.service.add(
                try MalpracticeTailDraft { wrong[$0] }, of: rao, as: world.caller("specialist"))
        }
    }

    @Test func `what was read is history: nobody changes or deletes it`() async throws {
        let world = try await World()
        let (rao, _, terms) = try await self.insured(world, "2025-01-01..2027-12-31")
        try await self.read(world, terms[0], of: rao)
        for statement: SQL in [
            "UPDATE praxis.malpractice_cover SET each_minor = 1", "DELETE FROM praxis.malpractice_cover",
            "UPDATE praxis.malpractice_tail SET insurer = 'x'", "DELETE FROM praxis.malpractice_tail",
        ] {
            await #expect(throws: PostgresError.self) {
                try await world.service.database.write(as: world.caller("specialist")) { try await $0.run(statement) }
            }
        }
        // Who may only read records nothing.
        await #expect(throws: (any Error).self) {
            _ = try await world.service.add(
                try MalpracticeCoverDraft(clinics: []) {
                    ["policy": "occurrence", "each": "1", "aggregate": "1", "named_insured": "x", "follows": "1"][$0]
                }, to: terms[0], of: rao, as: world.caller("staff"))
        }
    }
}
