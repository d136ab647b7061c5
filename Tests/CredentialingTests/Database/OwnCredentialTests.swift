import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `The own credentials of whoever has an account` {
    @Test(arguments: ["finance", "buyer", "staff", "site_manager", "medical_director"])
    func `are read by their holder, and nobody else's`(role: String) async throws {
        let world = try await World()
        try await world.addAccount(
            "somebody", role, clinic: ["buyer", "site_manager"].contains(role) ? "phoenix" : nil)
        let own = try await world.person(of: "somebody")
        try await world.tell(
            """
            INSERT INTO praxis.employment (practice_id, clinic_id, employment_id, person_id, position, starts_on, created_by)
            SELECT practice_id, clinic_id, gen_random_uuid(), \(own), 'registered_nurse', '2020-01-01', practice_id
              FROM praxis.clinic
             WHERE practice_id = \(world.practice) AND slug = 'denver'
            """)
        let bls = try await world.credential("bls", of: own, "2020-01-01..\(try await world.day(20))")
        try await world.credential("hepatitis_b", of: own, "2020-01-01..2999-12-31")
        try await world.credential("background_check", of: own, "2020-01-01..2999-12-31")
        _ = try await world.physician("Other", "CO", "2020-01-01..2030-12-31")
        let caller = world.caller("somebody")
        let held = try await world.service.ownFile(as: caller)
        #expect(
            Set(held.credentials.map(\.type)) == ["Basic life support card", "Hepatitis B immunization"],
            "\(held.credentials)")
        let fields = ["issued": try await world.day(-1), "expires": try await world.day(700)]
        let draft = try RenewalDraft(
            { fields[$0] }, file: ("renewal.pdf", Array("%PDF-1.7".utf8)),
            of: try #require(held.credentials.first { $0.id == bls }), today: LocalDate(try await world.day(0))!)
        let term = try await world.service.handIn(draft, for: bls, as: caller)
        let after = try await world.service.ownFile(as: caller)
        #expect(after.claim(of: bls)?.term == term && after.claim(of: bls)?.fileName == "renewal.pdf")
        try await world.service.withdrawRenewal(term, as: caller)
        guard ["finance", "buyer", "staff"].contains(role) else { return }
        for table: SQL in [
            "praxis.person", "praxis.credential", "praxis.credential_term", "praxis.credential_claim",
            "praxis.verification",
            "praxis.employment", "praxis.appointment", "praxis.credential_document",
            "praxis.credential_status", "praxis.credential_withdrawal", "praxis.malpractice_cover", "praxis.file",
        ] {
            let others = try await world.service.database.read(
                as: caller,
                Query<Count>("SELECT count(*) FROM \(table) WHERE person_id IS DISTINCT FROM \(own)"))
            #expect(others.first?.count == 0)
        }
    }

    private struct Count: PostgresRow {
        let count: Int

        init(row: inout RowReader) throws(PostgresError) { self.count = try row.read() }
    }
}
