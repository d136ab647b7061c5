import HTTPTypes
import TestSupport
import Testing

@Suite(.demonstration) struct `The page of the audit trail` {
    @Test func `names the role that was made and changed`() async throws {
        let administrator = try TestSite().browser(as: .administrator)
        let form = [("name", "Night desk"), ("permission[]", "rostering.shift.read")]
        #expect(try await administrator.post("/all/roles", form: form).status == .seeOther)
        let trail = try await administrator.get("/all/audit?action=identity.")
        #expect(trail.text.contains("Role added: Night desk"))
    }
}
