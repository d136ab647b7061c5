import HTTPTypes
import PraxisCore
import TestSupport
import Testing

/// Adding people, on the page and over calls.
@Suite(.demonstration) struct `Adding a person` {
    private static func form(_ change: [String: String] = [:]) -> [(String, String)] {
        let fields = [
            "given_name": "Ottilie", "family_name": "Brandvold", "birth_date": "1979-05-17", "clinic": "denver",
            "position": "front_desk", "starts_on": "2026-03-02",
        ].merging(change) { $1 }
        return fields.map { ($0.key, $0.value) }
    }

    @Test func `who is there already is asked about, not added a second time`() async throws {
        let site = try TestSite()
        let administrator = try site.browser(as: .administrator)
        #expect(try await administrator.post("/all/people", form: Self.form()).status == .seeOther)
        let again = try await administrator.post("/all/people", form: Self.form(["given_name": "OTTILIE"]))
        #expect(again.status == .conflict)
        #expect(again.text.contains("Somebody with this name and date of birth is on record"))
        #expect(again.text.contains("Look at them") && again.text.contains("value=\"1979-05-17\""))
        // Whoever may not see them is told that there is somebody, and no more.
        let manager = try site.browser(as: .managerOfPhoenix)
        let elsewhere = try await manager.post("/phoenix/people", form: Self.form(["clinic": "phoenix"]))
        #expect(elsewhere.status == .conflict && !elsewhere.text.contains("Look at them"))
        let body = #"""
            {"given_name": "Ottilie", "family_name": "Brandvold", "birth_date": "1979-05-17", "clinic": "denver",
             "position": "front_desk", "starts_on": "2026-03-02"}
            """#
        let call = try await administrator.json(.post, "/api/v1/all/people", body)
        #expect(call.status == .conflict && call.text.contains("person_known"))
        let another = body.replacing("{\"given", with: "{\"another\": true, \"given")
        #expect(try await administrator.json(.post, "/api/v1/all/people", another).status == .created)
    }

    @Test func `a number that somebody has is refused beside its field, with what was typed`() async throws {
        let administrator = try TestSite().browser(as: .administrator)
        let form = Self.form(["npi": "1234567893", "birth_date": "1980-01-01"])
        #expect(try await administrator.post("/all/people", form: form).status == .seeOther)
        let other = Self.form(["npi": "1234567893", "birth_date": "1981-01-01", "family_name": "Okonjo"])
        let refused = try await administrator.post("/all/people", form: other)
        #expect(refused.status == .unprocessableContent)
        #expect(refused.text.contains("Somebody of the practice has this NPI already"))
        #expect(refused.text.contains("Okonjo"))
    }
}
