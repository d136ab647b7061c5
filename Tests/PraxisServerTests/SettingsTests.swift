import PraxisServer
import Testing

@Suite struct `The settings` {
    private func read(_ more: [String: String]) async throws -> Settings {
        let needed = ["PRAXIS_DATABASE_URL": "dbname=praxis", "PRAXIS_IDENTITY_KEY": "x"]
        return try await Settings.read(environment: needed.merging(more) { $1 })
    }

    @Test func `believe no proxy unless one is named, and only addresses`() async throws {
        _ = try await self.read([:])
        _ = try await self.read(["PRAXIS_HTTP_PROXIES": "127.0.0.1 10.0.0.0/8"])
        let problems = await #expect(throws: Settings.Problems.self) {
            try await self.read(["PRAXIS_HTTP_PROXIES": "proxy.example"])
        }
        #expect(problems?.lines.count == 1 && problems?.lines.first?.hasPrefix("http.proxies") == true)
    }
}
