import Foundation
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `What the database refuses of a list of Medicare's` {
    private typealias Lists = `A list of Medicare's about people`

    private static let due = "I1,1000000004,ASHA,RAO,,CO,3,Non-DME Part B,FAMILY,03/31/2029,,1,2"

    private func refusal(_ body: () async throws -> Void) async -> String? {
        do {
            try await body()
            return nil
        } catch let error as PostgresError {
            return error.raised?.code
        } catch {
            return String(describing: error)
        }
    }

    @Test func `an importer who may not read enrollments writes none down`() async throws {
        let desk = try await MedicareDesk()
        let digest = RecordHash.of([desk.world.practice.uuidString, "token"])
        try await desk.world.tell(
            """
            INSERT INTO praxis.api_token (practice_id, token_id, account_id, digest, name, permissions, created_by, expires_at)
            SELECT a.practice_id, gen_random_uuid(), a.account_id, \(digest), 'importer',
                   '{credentialing.provider.import,people.person.read}', a.account_id, now() + interval '1 day'
              FROM praxis.account a
             WHERE a.practice_id = \(desk.world.practice) AND a.display_name = 'specialist'
            """)
        let token = Caller(claim: .token(digest), scope: .all)
        let list = try await desk.world.imports.preview(
            PecosUpload(
                fileName: "optout.csv",
                source: .bytes(Array("\(MedicareDesk.optOut)\r\n\(MedicareDesk.away)\r\n".utf8)),
                asOf: LocalDate("2026-01-15")), as: token)
        #expect(
            await self.refusal { try await desk.world.imports.confirm(list, version: 1, as: token) }
                == "enrollments_unread")
        #expect(try await desk.words(desk.rao).isEmpty)
        // Files that are about numbers ask for no more than before.
        try await desk.world.imports.confirm(list, version: 1, as: desk.specialist)
        #expect(
            try await desk.world.imports.batch(ImportBatch.ID(list.uuid), as: desk.specialist).0.made
                == ["medicare_listing": 1])
    }

    @Test func `a list of a day to come`() async throws {
        let desk = try await MedicareDesk()
        let list = try await desk.preview(MedicareDesk.optOut, MedicareDesk.away, asOf: "2026-01-15")
        try await desk.world.tell(
            """
            UPDATE praxis.pecos_import
               SET as_of = praxis_private.practice_today(practice_id) + 1
             WHERE import_id = \(list)
            """)
        #expect(
            await self.refusal { try await desk.world.imports.confirm(list, version: 1, as: desk.specialist) }
                == "list_in_future")
    }

    @Test(arguments: [("2029-03-31", nil), ("2029-04-30", "in_the_past")] as [(String, String?)])
    func `a due date that the list does not say of the person`(day: String, refused: String?) async throws {
        let desk = try await MedicareDesk()
        let enrollment = try await desk.enroll()
        let list = try await desk.preview([Lists.revalidation, Self.due], asOf: "2026-01-15")
        let refusal = await self.refusal {
            _ = try await desk.world.service.database.write(as: desk.specialist) { transaction in
                let people = try await transaction.fetch(PecosStore.rows(of: list, limit: 10)).map {
                    try $0.text.decoded(as: PecosPreview.self)
                }
                try await transaction.run(
                    PecosStore.close(list, version: 1, as: .confirmed),
                    try MedicareStore.add(people, of: list, on: LocalDate("2026-01-15")!))
                try await transaction.execute(
                    """
                    UPDATE praxis.enrollment
                       SET revalidation_due_on = \(LocalDate(day)), version = version + 1
                     WHERE enrollment_id = \(enrollment)
                    """)
                return try await transaction.execute(
                    """
                    INSERT INTO praxis.medicare_due (clinic_id, due_id, enrollment_id, person_id, import_id, due_on)
                    SELECT e.clinic_id, gen_random_uuid(), e.enrollment_id, e.person_id, \(list), e.revalidation_due_on
                      FROM praxis.enrollment e
                     WHERE e.enrollment_id = \(enrollment)
                    """)
            }
        }
        #expect(refusal == refused)
    }
}
