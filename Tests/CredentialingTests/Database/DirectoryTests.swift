import Foundation
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `A directory for other systems` {
    private struct Bundle: Decodable {
        struct Entry: Decodable {
            let fullUrl: String
            let resource: Resource
        }

        struct Resource: Decodable {
            let resourceType: String
            let id: String
            let status: String?
            let qualification: [Qualification]?
            let targetLocation: [String]?
        }

        struct Qualification: Decodable {
            let code: [String: String]
            let period: [String: String]
        }

        let entry: [Entry]

        func all(_ type: String) -> [Resource] { self.entry.map(\.resource).filter { $0.resourceType == type } }
    }

    private func bundle(_ world: World, as caller: Caller) async throws -> Bundle {
        var text = ""
        for try await piece in try await world.service.directory(at: .now(), as: caller) { text += piece }
        return try JSONDecoder().decode(Bundle.self, from: Data(text.utf8))
    }

    @Test func `has a role for each appointment and a result for each credential that nobody bars`() async throws {
        let world = try await World()
        let rao = try await world.person("Asha", "Rao", npi: "1234567893", role: "physician", at: "denver", "phoenix")
        try await world.credential("medical_license", "CO", of: rao, "2020-04-01..2022-03-31", "2022-04-01..2062-03-31")
        try await world.credential("medical_license", "AZ", of: rao, "2024-04-01..2062-03-31?")
        let barred = try await world.credential("dea", "CO", of: rao, "2024-04-01..2062-03-31")
        let status = ["status": "suspended", "starts": "2024-05-01", "source": "DEA"]
        _ = try await world.service.add(
            try StatusDraft { status[$0] }, to: barred, of: rao, as: world.caller("specialist"))

        let bundle = try await self.bundle(world, as: world.caller("specialist"))
        #expect(bundle.all("Organization").count == 2)
        #expect(bundle.all("Location").count == 3)
        #expect(bundle.all("Practitioner").map(\.id) == [rao.description])
        #expect(bundle.all("PractitionerRole").count == 2)
        let held = try #require(bundle.all("Practitioner").first?.qualification)
        #expect(held.map { $0.code["text"] } == ["Medical license, AZ", "Medical license, CO"])
        #expect(held.map { $0.period["start"] } == ["2024-04-01", "2022-04-01"])
        let results = bundle.all("VerificationResult")
        #expect(results.map(\.status) == ["attested", "validated"])
        #expect(
            results.map(\.targetLocation) == [["Practitioner.qualification[0]"], ["Practitioner.qualification[1]"]])
    }

    @Test func `shows a site's manager that site and its people alone`() async throws {
        let world = try await World()
        let (here, there) = (
            try await world.physician("Here", "CO"), try await world.physician("There", "AZ", at: ["phoenix"])
        )
        let both = try await world.physician("Both", "CO", at: ["denver", "phoenix"])
        let seen = try await self.bundle(world, as: world.caller("manager"))
        #expect(Set(seen.all("Practitioner").map(\.id)) == [here.description, both.description])
        #expect(seen.all("Location").count == 1)
        #expect(seen.all("PractitionerRole").count == 2)
        #expect(!seen.entry.contains { $0.fullUrl.contains(there.description) })
        let phoenix = try await self.bundle(
            world, as: world.caller("specialist", .clinic(try #require(Slug("phoenix")))))
        #expect(Set(phoenix.all("Practitioner").map(\.id)) == [there.description, both.description])
    }

    @Test func `of nobody is still a bundle`() async throws {
        let world = try await World()
        let bundle = try await self.bundle(world, as: world.caller("specialist"))
        #expect(bundle.all("Practitioner").isEmpty && bundle.all("Location").count == 3)
    }
}
