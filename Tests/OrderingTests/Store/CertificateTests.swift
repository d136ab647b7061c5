import Foundation
import Ordering
import Postgres
import PraxisCore
import TestSupport
import Testing

@Suite(.demonstration) struct `Certificates of the clinic that buys` {
    @Test func `C14: the order screen warns where the CLIA certificate has lapsed, and nowhere else`() async throws {
        let desk = try Desk()
        let lapsed = try desk.caller(.administrator, "chicago")
        let id = try await desk.requisition(
            [("LAB-STREP", 1), ("MSD-GLV-M", 1)], of: .administrator, at: "chicago")
        let lacks = try await desk.ordering.requisition(id, as: lapsed).lacks
        #expect(lacks.map(\.service) == ["point_of_care_testing"])
        #expect(lacks.map(\.state) == ["expired"])
        #expect(lacks.map(\.severity) == ["block"])
        let ended = try await desk.today().adding(days: -12)
        #expect(lacks.first?.coversUntil.map { abs($0.daysSinceEpoch - ended.daysSinceEpoch) <= 1 } == true)
        #expect(lacks.first?.sentence.contains("ended on") == true)
        // Nothing of it stops the order.
        #expect(try await desk.ordering.requisition(id, as: lapsed).requisition.status == .submitted)
        let gloves = try await desk.requisition([("MSD-GLV-M", 1)], of: .administrator, at: "chicago")
        #expect(try await desk.ordering.requisition(gloves, as: lapsed).lacks.isEmpty)
        let denver = try await desk.requisition([("LAB-STREP", 1)])
        #expect(try await desk.ordering.requisition(denver, as: desk.caller(.buyer)).lacks.isEmpty)
    }

    @Test func `C14: what ends before the goods are needed warns already today`() async throws {
        let desk = try Desk()
        let today = try await desk.today()
        let buyer = try desk.caller(.buyer, "phoenix")
        let item = RequisitionDraft.Line(item: try await desk.item("LAB-UA10"), packs: 1)
        for (days, states) in [(5, []), (40, ["expired"])] {
            let id = try await desk.ordering.request(
                RequisitionDraft(neededOn: today.adding(days: days), lines: [item]), as: buyer)
            #expect(try await desk.ordering.requisition(id, as: buyer).lacks.map(\.state) == states, "\(days)")
        }
    }

    @Test func `a buyer learns the standing of the clinics that they buy for, and nothing of documents or others`()
        async throws
    {
        let desk = try Desk()
        let asked: SQL = """
            SELECT coalesce(string_agg(c.slug || ' ' || k.state, ', ' ORDER BY c.slug, k.state), 'nothing')
              FROM (SELECT unnest(ARRAY['a001', 'a002', 'a003', 'a004', 'b002']) AS n) w
             CROSS JOIN LATERAL (SELECT ('01900000-0000-7000-8000-00000000' || w.n)::uuid AS id) i
             CROSS JOIN LATERAL praxis_private.service_lacks(i.id, '{point_of_care_testing,imaging}', CURRENT_DATE + 60) k
              LEFT JOIN praxis.clinic c ON c.clinic_id = i.id
            """
        #expect(
            try await desk.database.read(as: desk.caller(.buyer), Query<Words>(asked)).map(\.text)
                == ["phoenix expired, phoenix missing"])
        #expect(
            try await desk.database.read(as: desk.caller(.credentialing, ""), Query<Words>(asked)).map(\.text)
                == [
                    "chicago expired, chicago missing, gary missing, gary unverified, phoenix expired, phoenix missing"
                ])
        #expect(
            try await desk.database.read(
                as: desk.caller(.buyer), Query<Words>("SELECT count(*)::text FROM praxis.clinic_credential")
            ).map(\.text) == ["0"])
    }

    private struct Words: PostgresRow {
        let text: String

        init(row: inout RowReader) throws(PostgresError) { self.text = try row.read() }
    }
}
