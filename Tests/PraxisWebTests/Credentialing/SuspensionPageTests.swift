import Foundation
import HTTPTypes
import PraxisCore
import TestSupport
import Testing

/// Suspensions by the practice, on pages and over calls.
@Suite(.demonstration) struct `Pages and calls of a suspension` {
    private static let person = "/all/people/01900000-0000-7000-8000-0000001a0040"
    private static let call = "/api/v1\(Self.person)/suspensions"

    @Test func `are for those who read files; who decides them suspends`() async throws {
        let site = try TestSite()
        let readers: [(DemoAccount, HTTPResponse.Status)] = [
            (.medicalDirector, .ok), (.credentialing, .ok), (.auditor, .ok), (.finance, .forbidden),
            (.staff, .forbidden),
            (.managerOfEvanston, .forbidden),
        ]
        for (account, status) in readers {
            #expect(
                try await site.browser(as: account).get(Self.person + "/suspensions").status == status, "\(account)")
        }
        let form = [("kind", "summary"), ("effective", "2027-06-01"), ("reason", "Ordered")]
        for account in [DemoAccount.credentialing, .auditor, .finance, .staff] {
            let refused = try await site.browser(as: account).post(Self.person + "/suspensions", form: form)
            #expect(refused.status == .forbidden, "\(account)")
        }
        let other = try await site.browser(as: .lakesideAdministrator).get(Self.call)
        #expect(other.status == .notFound, "of another practice")
        let specialist = try await site.browser(as: .credentialing).get(Self.person + "/suspensions").text
        #expect(!specialist.contains("First day without work"))
    }

    @Test func `order one and lift it, and tell what is wrong beside the field`() async throws {
        let director = try TestSite().browser(as: .medicalDirector)
        let day = Zone.utc.today(at: .now()).adding(days: 30).description
        let path = Self.person + "/suspensions"
        let wrong = try await director.post(
            path, form: [("kind", "summary"), ("effective", "2020-01-01"), ("reason", "x")])
        #expect(wrong.status == .unprocessableContent && wrong.text.contains("Enter a day of the last year"))
        let body = #"{"kind": "automatic", "effective": "\#(day)", "reason": "Records not kept"}"#
        let made = try await director.json(.post, Self.call, body)
        #expect(made.status == .created)
        let again = try await director.json(.post, Self.call, body)
        #expect(again.status == .unprocessableContent && again.text.contains("suspended_already"))
        let list = try await director.get(Self.call).text
        #expect(list.contains(#""kind":"automatic""#) && list.contains(#""effective_on":"\#(day)""#))
        #expect(try await director.get(Self.person + "/credentials").text.contains("Automatic suspension from"))
        let id = try #require(list.firstMatch(of: /"id":"([0-9a-f-]{36})"/)?.1)
        let lift = "\(Self.call)/\(id)/reinstatement"
        let early = try await director.json(.post, lift, #"{"effective": "2026-01-01", "reason": "Found nothing"}"#)
        #expect(early.status == .unprocessableContent && early.text.contains("reinstatement_day"))
        let lifted = #"{"effective": "\#(day)", "reason": "Found nothing"}"#
        #expect(try await director.json(.post, lift, lifted).status == .noContent)
        #expect(try await director.get(path).text.contains("Lifted by"))
    }
}
