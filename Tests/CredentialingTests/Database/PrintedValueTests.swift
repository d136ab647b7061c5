import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `What a source prints of a credential` {
    private static let confirmed = [
        "method": "web", "source": "State board", "result": "confirmed", "reference": "V-1",
    ]

    /// A license of 2026 and 2027 that nobody has checked, and its term.
    private static func license(in world: World) async throws -> (Person.ID, Term) {
        let rao = try await world.physician("Rao", "CO", "2026-01-01..2027-12-31?")
        let file = try await world.service.file(of: rao, as: world.caller("specialist"))
        let license = try #require(file.credentials.first { $0.type == "medical_license" })
        return (rao, try #require(file.terms(of: license.id).first))
    }

    @Test(arguments: [
        ["printed_number": "99999"], ["printed_expires": "2026-12-31"], ["printed_issued": "2025-01-01"],
        ["printed_standing": "suspended"], ["printed_standing": "restricted"], ["printed_standing": "expired"],
    ])
    func `confirms nothing that differs from what is on file`(printed: [String: String]) async throws {
        let world = try await World()
        let (rao, term) = try await Self.license(in: world)
        let fields = Self.confirmed.merging(printed) { $1 }
        await #expect(throws: CredentialingError.refused(.valuesDiffer)) {
            _ = try await world.service.verify(
                term.id, of: rao, try VerificationDraft { fields[$0] }, as: world.caller("specialist"))
        }
        let told = fields.merging(["result": "mismatch"]) { $1 }
        _ = try await world.service.verify(
            term.id, of: rao, try VerificationDraft { told[$0] }, as: world.caller("specialist"))
        let field = try #require(printed.keys.first).dropFirst("printed_".count)
        let kept = try await world.ask(
            "SELECT mismatches ->> \(String(field)) FROM praxis.verification WHERE term_id = \(term.id)",
            as: String.self)
        #expect(kept?.contains("on file, \(printed.values.first ?? "") at the source") == true)
    }

    @Test func `confirms what agrees, blanks and signs of a number aside; with findings also a restriction`()
        async throws
    {
        let world = try await World()
        let (rao, term) = try await Self.license(in: world)
        let agrees = Self.confirmed.merging([
            "printed_number": "x-1", "printed_expires": "2027-12-31", "printed_issued": "2026-01-01",
            "printed_standing": "active", "printed_status": "Active, never disciplined",
        ]) { $1 }
        _ = try await world.service.verify(
            term.id, of: rao, try VerificationDraft { agrees[$0] }, as: world.caller("specialist"))
        let findings = agrees.merging(["result": "confirmed_with_findings", "printed_standing": "probation"]) { $1 }
        _ = try await world.service.verify(
            term.id, of: rao, try VerificationDraft { findings[$0] }, as: world.caller("specialist"))
        let file = try await world.service.file(of: rao, as: world.caller("specialist"))
        #expect(file.verifications(of: term.id).count == 2)
    }

    @Test func `is a day or one of the words, or refused beside its field`() {
        for (name, text) in [("printed_expires", "next May"), ("printed_standing", "fine")] {
            let fields = Self.confirmed.merging([name: text]) { $1 }
            let errors = #expect(throws: FieldErrors.self) { try VerificationDraft { fields[$0] } }
            #expect(errors?.entries.map(\.field) == [name])
        }
    }
}
