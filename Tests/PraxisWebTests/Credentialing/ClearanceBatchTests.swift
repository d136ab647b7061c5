import HTTPTypes
import PraxisCore
import TestSupport
import Testing

/// The clearance of a whole roster in one call.
@Suite(.demonstration) struct `Clearance of many at once` {
    private static let path = "/api/v1/denver/clearance/batch"
    private static let times = #""from": "2026-12-01T15:00:00Z", "until": "2026-12-01T23:00:00Z""#
    /// Physicians of Denver, the second with a suspended license, one of Phoenix, and nobody.
    private static let people = ["1a0011", "1a0021", "1a0012", "00ffff"].map { "01900000-0000-7000-8000-000000\($0)" }

    private static func item(_ person: String, _ more: String = "") -> String {
        #"{"person": "\#(person)", "role": "physician", \#(Self.times)\#(more)}"#
    }

    private static func body(_ items: [String]) -> String { #"{"items": [\#(items.joined(separator: ", "))]}"# }

    @Test(arguments: [DemoAccount.credentialing, .managerOfDenver])
    func `is what each single call says, in the order asked`(account: DemoAccount) async throws {
        let browser = try TestSite().browser(as: account)
        let kinds = [("", ""), (#", "services": ["point_of_care_testing"]"#, "&services=point_of_care_testing")]
        var (items, expected): ([String], [String]) = ([], [])
        for (index, person) in (Self.people + Self.people.reversed()).enumerated() {
            let (field, query) = kinds[index % 2]
            items.append(Self.item(person, field))
            let single = try await browser.get(
                "/api/v1/denver/clearance?person=\(person)&role=physician&from=2026-12-01T15:00:00Z"
                    + "&until=2026-12-01T23:00:00Z\(query)")
            #expect(single.status == .ok)
            expected.append(#"{"person":"\#(person)",\#(single.text.dropFirst())"#)
        }
        let answer = try await browser.json(.post, Self.path, Self.body(items))
        #expect(answer.status == .ok)
        #expect(answer.text == #"{"items":[\#(expected.joined(separator: ","))]}"#)
        #expect(answer.text.contains("suspended"))
    }

    @Test func `asks about no plan, some plans or all of them`() async throws {
        let browser = try TestSite().browser(as: .credentialing)
        let items = [
            Self.item(Self.people[0], #", "payers": []"#), Self.item(Self.people[0]),
            Self.item(Self.people[0], #", "payers": ["01900000-0000-7000-8000-00000000ffff"]"#),
        ]
        let answer = try await browser.json(.post, Self.path, Self.body(items))
        #expect(answer.status == .ok && answer.text.split(separator: #"{"person""#).count == 4)
    }

    @Test func `keeps to the clinic of the path and to those who may read credentials`() async throws {
        let site = try TestSite()
        let body = Self.body([Self.item(Self.people[0])])
        let expected: [(DemoAccount, String, HTTPResponse.Status)] = [
            (.managerOfDenver, "phoenix", .notFound), (.managerOfDenver, "denver", .ok),
            (.lakesideAdministrator, "denver", .notFound), (.buyer, "denver", .forbidden),
            (.finance, "denver", .forbidden), (.auditor, "denver", .ok), (.credentialing, "all", .unprocessableContent),
        ]
        for (account, scope, status) in expected {
            let answer = try await site.browser(as: account).json(
                .post, "/api/v1/\(scope)/clearance/batch", body)
            #expect(answer.status == status, "\(account) \(scope)")
        }
        let foreign = try await site.browser(as: .lakesideAdministrator).json(
            .post, "/api/v1/evanston/clearance/batch", body)
        #expect(foreign.status == .ok && foreign.text.contains("appointment") && !foreign.text.contains("covers_until"))
    }

    private static let mistakes: [(String, String)] = [
        (#"{"items": []}"#, "items"), (#"{}"#, "items"),
        (
            Self.body([
                Self.item(Self.people[0]),
                Self.item(Self.people[0]).replacing("2026-12-01T23", with: "2026-12-01T14"),
            ]), "items.1.until"
        ),
        (Self.body([Self.item(Self.people[0]).replacing("2026-12-01T23", with: "2028-12-01T23")]), "items.0.until"),
        (Self.body([Self.item("nobody")]), "items.0.person"),
        (Self.body((0...100).map { Self.item(Self.people[0], #", "services": ["s\#($0)"]"#) }), "items"),
    ]

    @Test(arguments: mistakes)
    func `says what is wrong with a question`(body: String, field: String) async throws {
        let answer = try await TestSite().browser(as: .credentialing).json(.post, Self.path, body)
        #expect(answer.status == .unprocessableContent)
        #expect(answer.text.contains("\"field\":\"\(field)\""), "\(answer.text.prefix(300))")
    }

    @Test func `of one is asked about days as far as that of many`() async throws {
        let browser = try TestSite().browser(as: .credentialing)
        let path = "/api/v1/denver/clearance?person=\(Self.people[0])&role=physician&from=2026-12-01T15:00:00Z&until="
        #expect(try await browser.get(path + "2027-12-01T15:00:00Z").status == .ok)
        for until in ["2028-12-01T15:00:00Z", "2026-12-01T15:00:00Z"] {
            let answer = try await browser.get(path + until)
            #expect(answer.status == .unprocessableContent && answer.text.contains("\"field\":\"until\""), "\(until)")
        }
    }

    @Test func `takes many, and no more than four weeks of a large clinic`() async throws {
        let browser = try TestSite().browser(as: .credentialing)
        let item = Self.item(Self.people[0], #", "services": ["point_of_care_testing"]"#)
        let all = try await browser.json(.post, Self.path, Self.body(Array(repeating: item, count: 500)))
        #expect(all.status == .ok && all.text.split(separator: #"{"person""#).count == 501)
        let more = try await browser.json(.post, Self.path, Self.body(Array(repeating: item, count: 14_001)))
        #expect(more.status == .unprocessableContent && more.text.contains("Send 1 to 14000 entries"))
        let first = try #require(LocalDate("2026-12-01"))
        let days = (0..<6000).map { number in
            let times = "\(first.adding(days: number / 10))T0\(number % 10)"
            return Self.item(Self.people[number % 4]).replacing("2026-12-01T15", with: times)
                .replacing("2026-12-01", with: times.prefix(10))
        }
        let different = try await browser.json(.post, Self.path, Self.body(days))
        #expect(different.status == .ok && different.text.split(separator: #"{"person""#).count == 6001)
        let huge = Self.body([Self.item(String(repeating: "x", count: 6 << 20))])
        #expect(try await browser.json(.post, Self.path, huge).status == .contentTooLarge)
    }
}

@Suite(.demonstration) struct `What a board did, by the interface` {
    private static let file = "/api/v1/denver/people/01900000-0000-7000-8000-0000001a0011/credentials"

    @Test func `is recorded, told with the file, and counts at once`() async throws {
        let site = try TestSite()
        let specialist = try site.browser(as: .credentialing)
        let license = try #require(
            try await specialist.get(Self.file).text.firstMatch(
                of: /"id":"([0-9a-f-]{36})","type":"medical_license"/)?.1)
        let path = "\(Self.file)/\(license)/statuses"
        let body = #"{"status": "suspended", "starts": "2026-01-05", "source": "Board order 26-17"}"#
        #expect(try await site.browser(as: .managerOfDenver).json(.post, path, body).status == .forbidden)
        let wrong = try await specialist.json(.post, path, body.replacing("2026-01-05", with: "1026-01-05"))
        #expect(wrong.status == .unprocessableContent && wrong.text.contains("\"field\":\"starts\""))
        let made = try await specialist.json(.post, path, body)
        #expect(made.status == .created)
        let id: Made = try made.decoded()
        #expect(try await specialist.get(Self.file).text.contains(#""board_actions":[{"id":"\#(id.id)""#))
        let clearance = try await specialist.get(
            "/api/v1/denver/clearance?person=01900000-0000-7000-8000-0000001a0011&role=physician"
                + "&from=2026-12-01T15:00:00Z&until=2026-12-01T23:00:00Z")
        #expect(
            clearance.text.contains("\"verdict\":\"blocked\"") && clearance.text.contains("suspended"),
            "\(clearance.text)")
        let nobody = Self.file.replacing("1a0011", with: "00ffff")
        #expect(try await specialist.json(.post, "\(nobody)/\(license)/statuses", body).status.code / 100 == 4)
    }
}
