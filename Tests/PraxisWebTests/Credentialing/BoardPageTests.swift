import Foundation
import HTTPTypes
import PraxisCore
import TestSupport
import Testing

@Suite(.demonstration) struct `The board's pages` {
    @Test func `show what ends when, and what falls if nothing renews`() async throws {
        let site = try TestSite()
        let specialist = try site.browser(as: .credentialing)
        let board = try await specialist.get("/all/credentials")
        #expect(board.status == .ok)
        for text in ["0–30 days", "Ending in the months ahead", "Over 90 days", "At stake"] {
            #expect(board.text.contains(text), "\(text)")
        }
        let claimed = try await specialist.get("/all/credentials?renewal=claimed")
        #expect(claimed.text.contains("Renewal claimed, verification pending"))
        let nobody = try await specialist.get("/all/credentials?person=x")
        #expect(nobody.status == .unprocessableContent || nobody.status == .badRequest)
    }

    @Test func `are told to each manager for the own clinic alone`() async throws {
        let site = try TestSite()
        let expected: [(DemoAccount, String, HTTPResponse.Status)] = [
            (.managerOfDenver, "/denver/credentials/impact", .ok),
            (.managerOfDenver, "/phoenix/credentials/impact", .notFound),
            (.managerOfDenver, "/denver/credentials/impact.csv", .ok), (.auditor, "/all/credentials/impact", .ok),
            (.finance, "/all/credentials/impact", .forbidden), (.buyer, "/denver/credentials/impact", .forbidden),
            (.managerOfEvanston, "/denver/credentials/impact", .notFound),
            (.credentialing, "/api/v1/all/credentials/impact", .ok),
        ]
        for (account, path, status) in expected {
            #expect(try await site.browser(as: account).get(path).status == status, "\(account) \(path)")
        }
        let all = try await site.browser(as: .managerOfDenver).get("/all/credentials/impact.csv")
        for clinic in ["Phoenix", "Chicago", "Gary", "Aurora"] { #expect(!all.text.contains(clinic)) }
    }
}
