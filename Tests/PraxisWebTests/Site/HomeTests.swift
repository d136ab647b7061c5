import Ordering
import PraxisCore
import PraxisServer
import TestSupport
import Testing

@Suite(.demonstration) struct `The home page` {
    @Test(arguments: [
        (DemoAccount.finance, "waiting for your decision|wait for your decision|waits for your decision"),
        (.administrator, "wait for your decision|waits for your decision"),
        (.buyer, "approved and not yet sent|is late|are late|due within a week"),
        (.staff, "of yours is ahead|of yours are ahead"), (.lakesideStaff, "of yours is ahead|of yours are ahead"),
        (.managerOfPhoenix, "lack people"),
    ]) func `shows what waits for its reader`(account: DemoAccount, words: String) async throws {
        let page = try await Self.home(of: account)
        let phrases = words.split(separator: "|")
        #expect(phrases.contains { page.contains($0) }, "none of \(words)")
        #expect(!page.contains("Nothing is waiting for you"))
    }

    @Test func `counts what the list behind it shows`() async throws {
        let ordering = try TestSite().services.ordering
        for account in [DemoAccount.finance, .administrator, .managerOfDenver, .managerOfPhoenix] {
            let caller = try TestSite().caller(account, .all)
            let duties = try #require(try await ordering.duties(as: caller))
            let waiting = try await ordering.requisitions(status: .submitted, after: nil, as: caller).rows
            #expect(duties.toDecide == waiting.count { !$0.isOwn }, "\(account)")
            let approved = try await ordering.orders(status: .approved, after: nil, as: caller).rows
            #expect(duties.toSend <= approved.count, "\(account)")
        }
    }

    @Test func `leads staff without any right to nothing of ordering`() async throws {
        let site = try TestSite()
        let duties = try await site.services.ordering.duties(as: site.caller(.auditor, .all))
        #expect(duties?.toDecide == 0 && duties?.toSend == 0)
    }

    @Test(arguments: ["RQ-", "PO-", "front range", "glove"]) func `finds what is bought`(words: String) async throws {
        let page = try await TestSite().browser(as: .administrator).get(
            "/all/search?q=\(words.split(separator: " ").joined(separator: "%20"))"
        ).text
        #expect(!page.contains("Nothing found"))
        let other = try await TestSite().browser(as: .staff).get(
            "/all/search?q=\(words.split(separator: " ").joined(separator: "%20"))"
        ).text
        #expect(!other.contains("Requisition</span>") && !other.contains("Order</span>"))
    }

    private static func home(of account: DemoAccount) async throws -> String {
        let browser = try TestSite().browser(as: account)
        let first = try await browser.get("/")
        return try await browser.get(try #require(first.location)).text
    }
}
