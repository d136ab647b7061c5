import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `Confidential kinds of documents` {
    private let denver = Scope.clinic(Slug("denver")!)

    /// A physician of Denver whose hepatitis B record ended yesterday, in a practice that asks for it.
    private func world() async throws -> (World, Person.ID, LocalDate) {
        let world = try await World()
        let today = try await world.today()
        try await world.require("hepatitis_b")
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31")
        return (world, rao, today)
    }

    @Test func `are not named by what is found of shifts that were worked`() async throws {
        let world = try await World()
        let today = try await world.today()
        let rao = try await world.physician("Rao", "CO", "2020-01-01..2999-12-31")
        try await world.assign(rao, to: try await world.shift(on: today.adding(days: -3)))
        try await world.require("hepatitis_b")
        let card = try await world.credential("acls", of: rao, "2020-01-01..2999-12-31")
        try await world.bar("suspended", card, of: rao, from: today)
        let told = try #require(
            try await world.ask(
                "SELECT string_agg(reasons::text, ' ') FROM praxis.clearance_finding WHERE person_id = \(rao)",
                as: String.self))
        #expect(told.contains("confidential") && !told.lowercased().contains("hepatitis"))
    }

    @Test func `are not learned of by asking for an exception`() async throws {
        let (world, rao, today) = try await self.world()
        let fields = ["requirement": "hepatitis_b", "reason": "The course is booked for Friday"]
        let days = OverrideInterval.days(today.adding(days: 1), through: today.adding(days: 2), role: "physician")
        let draft = try OverrideDraft({ fields[$0] }, for: rao, during: days)
        for account in ["manager"] {
            await #expect(throws: CredentialingError.permissionMissing) {
                _ = try await world.service.request(draft, as: world.caller(account, self.denver))
            }
        }
        _ = try await world.service.request(draft, as: world.caller("specialist", self.denver))
        #expect(try await world.service.overrides(as: world.caller("manager", self.denver)).isEmpty)
        #expect(try await world.service.overrides(as: world.caller("specialist", self.denver)).count == 1)
        // Nor is what became of the request.
        try await world.tell(
            """
            INSERT INTO praxis.clearance_override_decision
                   (practice_id, clinic_id, override_id, person_id, step, decision, decided_by)
            SELECT practice_id, clinic_id, override_id, person_id, 1, 'refused', requested_by FROM praxis.clearance_override
            """)
        for (account, seen) in [("manager", "0"), ("specialist", "1")] {
            #expect(
                try await world.read("SELECT count(*)::text FROM praxis.clearance_override_decision", as: account)
                    == seen,
                "\(account)")
        }
        // What nobody may waive is not named either.
        try await world.require("background_check")
        try await world.require("bls")
        let card = ["requirement": "acls", "reason": "The course is booked for Friday"]
        try await world.require("acls")
        await #expect(throws: CredentialingError.notOverridable(requirement: "confidential", state: "missing")) {
            let check = try await world.credential("background_check", of: rao, "2020-01-01..2999-12-31")
            try await world.bar("revoked", check, of: rao, from: today.adding(days: -9))
            _ = try await world.service.request(
                try OverrideDraft({ card[$0] }, for: rao, during: days), as: world.caller("manager", self.denver))
        }
    }

    @Test func `C15: stay out of binders, bundles and the log of checks, whoever makes them`() async throws {
        let (world, rao, _) = try await self.world()
        for type in ["hepatitis_b", "i9_reverification", "background_check", "npdb_query"] {
            try await world.credential(type, of: rao, "2020-01-01..2999-12-31")
        }
        // A check of the file that is of no credential.
        let file = try await world.file(of: rao, state: .verifying)
        try await world.complete(file)
        let fields = ["way": "chosen", "purpose": "Survey of March"]
        let request = try BinderRequest({ fields[$0] }, people: [rao.description])
        for account in ["administrator", "specialist"] {
            let binder = try await world.service.binder(
                request, at: .now(), as: world.caller(account))
            let held = try #require(binder.files.first).file
            let confidential: Set = ["hepatitis_b", "i9_reverification", "background_check", "npdb_query"]
            #expect(confidential.isDisjoint(with: held.credentials.map(\.type)), "\(account)")
            #expect(held.credentials.contains { $0.type == "medical_license" })
            #expect(Set(held.verifications.map(\.credential)).isSubset(of: held.credentials.map(\.id)))
        }
    }
}
