import HTTPTypes
import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import PraxisWeb

/// What is answered is what the description says: the same names, the same forms, nothing more and nothing less.
@Suite(.demonstration) struct `Answers of the API` {
    @Test(.timeLimit(.minutes(40))) func `fit their description`() async throws {
        let site = try TestSite()
        let browser = try site.browser(as: .administrator)
        var words = try await SiteWalk(browser, site.table.routes, from: ["/all", "/denver", "/account"]).words
        words["shift"] = [try await self.shift()]
        var seen: Set<String> = []
        let described = site.table.routes.filter { $0.path.isAPI && $0.method == .get && $0.access != .anyone }
        for route in described {
            for path in Self.paths(of: route, words) {
                let answer = try await browser.get(path)
                guard answer.status == .ok else { continue }
                var errors = FieldErrors()
                let schema = try #require(route.answers, "\(path) has no description")
                schema.check(try JSONScanner.value(of: answer.bytes), into: &errors)
                #expect(errors.isEmpty, "\(path): \(errors.entries)")
                seen.insert(route.path.text)
            }
        }
        let missing = described.map(\.path.text).filter { !seen.contains($0) }
        // Nobody has handed in a file of providers, a clearance is asked for with words, and an administrator decides no file
        // and votes on none.
        let unasked = ["/imports/{import}", "/clearance", "/files/decisions", "/ballots/{meeting}/{file}"]
        #expect(missing.allSatisfy { path in unasked.contains { path.hasSuffix($0) } }, "\(missing)")
    }

    @Test func `are described wherever there are any`() throws {
        // A file is told by its media type.
        let routes = try TestSite().table.routes.filter { $0.path.isAPI && $0.status != .noContent && $0.media == nil }
        for route in routes {
            #expect(route.answers != nil, "\(route.method) \(route.path)")
            #expect(route.answers != .any || route.path.text.hasSuffix("openapi.json"), "\(route.method) \(route.path)")
        }
    }

    /// Some paths of a route, with values that the pages link to.
    private static func paths(of route: Route, _ words: [String: Set<String>]) -> [String] {
        route.path.captures.reduce([route.path.text]) { paths, capture -> [String] in
            let known: Set<String> = capture == "scope" ? ["denver", "all"] : Self.some(words[capture] ?? [])
            return paths.flatMap { path in known.map { path.replacing("{" + capture + "}", with: $0) } }
        }
    }

    /// Short ones and long ones: accounts have codes or identifiers.
    private static func some(_ words: Set<String>) -> Set<String> {
        let sorted = words.sorted { ($0.count, $0) < ($1.count, $1) }
        return Set(sorted.prefix(4) + sorted.suffix(4))
    }

    private func shift() async throws -> String {
        try #require(
            try await TestDatabase.current.ask(
                """
                SELECT s.shift_id::text
                  FROM praxis.shift s
                  JOIN praxis.clinic c USING (practice_id, clinic_id)
                 WHERE c.slug = 'denver' AND s.canceled_at IS NULL
                 LIMIT 1
                """, as: String.self))
    }
}
