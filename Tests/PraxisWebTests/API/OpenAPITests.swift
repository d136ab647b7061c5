import Foundation
import PraxisWeb
import TestSupport
import Testing

@Suite(.database) struct `The description of the API` {
    private struct Document: Decodable {
        let openapi: String
        let paths: [String: [String: Operation]]
    }

    private struct Operation: Decodable {
        let summary: String
        let operationId: String
        let responses: [String: Response]
    }

    private struct Response: Decodable {}

    @Test func `has exactly the routes of the API`() async throws {
        let site = try TestSite()
        let answer = try await site.browser().get("/api/v1/openapi.json")
        let document = try JSONDecoder().decode(Document.self, from: Data(answer.bytes))
        let described = document.paths.flatMap { path, operations in
            operations.keys.map { "\($0.uppercased()) \(path)" }
        }
        let routes = site.table.routes.filter(\.path.isAPI).map { "\($0.method) \($0.path)" }
        #expect(Set(described) == Set(routes))
        #expect(document.openapi == "3.1.0")
    }

    @Test func `names every call once`() async throws {
        let answer = try await TestSite().browser().get("/api/v1/openapi.json")
        let document = try JSONDecoder().decode(Document.self, from: Data(answer.bytes))
        let names = document.paths.values.flatMap { $0.values.map(\.operationId) }
        #expect(Set(names).count == names.count)
    }
}
