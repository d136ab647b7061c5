import Foundation
import HTTPTypes
import PraxisCore
import TestSupport
import Testing

@Suite(.demonstration) struct `The overview across clinics` {
    @Test func `is for those who answer for clinics`() async throws {
        let site = try TestSite()
        let expected: [(DemoAccount, String, HTTPResponse.Status)] = [
            (.administrator, "/all/overview", .ok), (.credentialing, "/all/overview", .ok),
            (.medicalDirector, "/all/overview", .ok), (.auditor, "/all/overview", .ok),
            (.managerOfDenver, "/denver/overview", .ok), (.managerOfDenver, "/all/overview", .ok),
            (.managerOfDenver, "/phoenix/overview", .notFound), (.finance, "/all/overview", .forbidden),
            (.buyer, "/denver/overview", .forbidden), (.staff, "/all/overview", .forbidden),
            (.managerOfEvanston, "/denver/overview", .notFound), (.auditor, "/all/overview.csv", .ok),
            (.administrator, "/all/overview.xlsx", .ok), (.staff, "/api/v1/all/overview", .forbidden),
        ]
        for (account, path, status) in expected {
            #expect(try await site.browser(as: account).get(path).status == status, "\(account) \(path)")
        }
    }

    @Test func `shows every clinic with charts, their tables and the lists behind`() async throws {
        let page = try await TestSite().browser(as: .administrator).get("/all/overview").text
        for text in [
            "Clinics at a glance", "Open files by clinic and age", "Credentials that end in the months ahead",
            "Exclusion screening by month", "Overdue training and policies by clinic", "Phoenix", "Together",
            "href=\"/all/files?age=old\"", "href=\"/all/training?state=overdue\"", "href=\"/denver/files\"",
        ] { #expect(page.contains(text), "\(text)") }
        #expect(page.matches(of: /<svg viewBox="0 0 640/).count == 5)
        #expect(page.matches(of: /The numbers as a table/).count == 5)
        #expect(!page.contains("style="))
        let ids = page.matches(of: /\sid="([^"]+)"/).map(\.1)
        #expect(Set(ids).count == ids.count)
    }

    @Test func `tells a site's manager the own clinic alone, and nothing of files or screening`() async throws {
        let manager = try TestSite().browser(as: .managerOfDenver)
        let page = try await manager.get("/all/overview").text
        for text in ["Phoenix", "Aurora", "Open files", "Exclusion screening"] {
            #expect(!page.contains(text), "\(text)")
        }
        #expect(page.contains("Denver") && page.contains("Lapsed"))
        let figures = try await manager.get("/all/overview.csv").text
        #expect(!figures.contains("Phoenix") && !figures.contains("Files,") && figures.contains("Overdue"))
        let answer = try await manager.json(.get, "/api/v1/denver/overview").text
        #expect(
            answer.contains("\"overdue_training\"") && !answer.contains("\"files\"") && !answer.contains("screening"))
    }

    @Test func `counts what the lists behind it hold`() async throws {
        let browser = try TestSite().browser(as: .administrator)
        struct Answer: Decodable {
            struct Line: Decodable {
                struct Ages: Decodable { let young, middle, old: Int }
                let clinic: String?
                let files: Ages
                let lapsed, suspended, within_30: Int
            }
            struct Month: Decodable { let month: String; let count: Int }
            let clinics: [Line]
            let together: Line
            let ending: [Month]
        }
        let bytes = try await browser.json(.get, "/api/v1/all/overview").bytes
        let answer = try JSONDecoder().decode(Answer.self, from: Data(bytes))
        func lines(_ path: String) async throws -> Int {
            try await browser.get(path).text.split(separator: "\r\n").count - 1
        }
        #expect(try await lines("/all/files.csv?age=old") == answer.together.files.old)
        #expect(
            try await lines("/all/files.csv") == answer.together.files.young + answer.together.files.middle
                + answer.together.files.old)
        let denver = try #require(answer.clinics.first { $0.clinic == "denver" })
        #expect(try await lines("/denver/credentials.csv?status=expired") == denver.lapsed)
        #expect(try await lines("/denver/credentials.csv?status=barred") == denver.suspended)
        #expect(try await lines("/denver/credentials.csv?status=within_30") == denver.within_30)
        let busiest = try #require(answer.ending.max { $0.count < $1.count })
        #expect(try await lines("/all/credentials.csv?month=\(busiest.month.prefix(7))") == busiest.count)
        #expect(try await browser.get("/all/credentials?month=soon").status == .unprocessableContent)
    }
}
