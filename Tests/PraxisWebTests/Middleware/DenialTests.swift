import HTTPTypes
import PraxisCore
import PraxisServer
import PraxisWeb
import Synchronization
import TestSupport
import Testing

@Suite(.demonstration) struct `A refusal` {
    private final class Noted: Sendable { let denials = Mutex<[Denial]>([]) }

    @Test func `is recorded with who asked for what`() async throws {
        let noted = Noted()
        let site = try TestSite { denial in noted.denials.withLock { $0.append(denial) } }
        let staff = try site.browser(as: .staff)
        #expect(try await staff.get("/phoenix/audit").status == .forbidden)
        let person = "01900000-0000-7000-8000-0000001a0102"
        #expect(try await site.browser(as: .managerOfDenver).get("/denver/people/\(person)").status == .notFound)
        #expect(try await staff.get("/phoenix").status == .ok)
        let log = DenialLog(database: site.services.database)
        for denial in noted.denials.withLock(\.self) { await log.record(denial) }
        let rows = try ScriptSession().run(
            "SELECT account_id, action, object_id, reason FROM praxis.audit_denial ORDER BY at")
        #expect(
            rows == [
                ["01900000-0000-7000-8000-0000002a0007", "GET /{scope}/audit", nil, "permission_missing"],
                [
                    "01900000-0000-7000-8000-0000002a0002", "GET /{scope}/people/{person}", person, "not_found",
                ],
            ])
    }
}
