import Foundation
import Postgres
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
            let identifier: [Identifier]?
            let specialty: [Concept]?
            let partOf: [String: String]?
        }

        struct Qualification: Decodable {
            let code: [String: String]
            let period: [String: String]
            let identifier: [Identifier]?
            let issuer: [String: String]?
        }

        struct Identifier: Decodable, Equatable {
            let use: String?
            let system: String?
            let value: String
            let assigner: [String: String]?
        }

        struct Concept: Decodable {
            let coding: [[String: String]]?
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

    @Test func `a renewal that nobody has checked takes no verified term's place`() async throws {
        let world = try await World()
        let rao = try await world.physician("Rao", "CO", "2024-04-01..2061-03-31")
        let license = try #require(
            try await world.ask(
                "SELECT credential_id FROM praxis.credential WHERE person_id = \(rao) AND type_code = 'medical_license'",
                as: Credential.ID.self))
        try await world.term("2061-04-01..2063-03-31?", of: license, rao)
        let bundle = try await self.bundle(world, as: world.caller("specialist"))
        let held = try #require(bundle.all("Practitioner").first?.qualification)
        #expect(held.map { $0.period["start"] }.contains("2024-04-01"))
        #expect(bundle.all("VerificationResult").map(\.status).contains("validated"))
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

    @Test func `has specialties, the primary one first, in the words of the code set if it is loaded`() async throws {
        let world = try await World()
        let rao = try await world.physician("Rao", "CO", at: ["denver", "phoenix"])
        try await world.specialize(rao, "2084P0800X", isPrimary: false)
        try await world.specialize(rao, "207Q00000X")
        try await world.tell(
            """
            INSERT INTO praxis.taxonomy_release (release_id, source, name, effective_on, file_name, sha256, row_count)
            VALUES ('01900000-0000-7000-8000-00000f000001', 'nucc', '20.0', '2020-01-01', 'x.csv', sha256('x'), 1)
            """,
            """
            INSERT INTO praxis.taxonomy_code
                   (release_id, code, grouping, classification, specialization, display_name, section, deactivated)
            VALUES ('01900000-0000-7000-8000-00000f000001', '207Q00000X', 'Physicians', 'Family Medicine', '',
                    'Family Medicine Physician', 'Individual', false)
            """)
        let roles = try await self.bundle(world, as: world.caller("manager")).all("PractitionerRole")
        let system = "http://nucc.org/provider-taxonomy"
        #expect(roles.count == 1)
        #expect(
            roles.first?.specialty?.map { $0.coding ?? [] } == [
                [["system": system, "code": "207Q00000X", "display": "Family Medicine Physician"]],
                [["system": system, "code": "2084P0800X"]],
            ])
        for specialty in try await world.service.specialties(of: rao, as: world.caller("specialist")) {
            try await world.service.endSpecialty(specialty.id, of: rao, as: world.caller("specialist"))
        }
        let later = try await self.bundle(world, as: world.caller("specialist")).all("PractitionerRole")
        #expect(later.count == 2 && later.allSatisfy { $0.specialty == nil })
    }

    @Test func `says by whom a number was given, and nothing of compartments, whoever asks`() async throws {
        let world = try await World()
        let rao = try await world.person("Asha", "Rao", npi: "1234567893", role: "physician", at: "denver")
        try await world.credential("medical_license", "CO", of: rao, "2022-04-01..2062-03-31")
        try await world.credential("dea", "CO", of: rao, "2024-04-01..2062-03-31")
        try await world.credential("collaboration", "CO", of: rao, "2024-04-01..2062-03-31")
        try await world.credential("background_check", of: rao, "2024-04-01..2062-03-31")
        try await world.credential("hepatitis_b", of: rao, "2024-04-01..2062-03-31")
        let there = try await world.physician("There", "AZ", at: ["phoenix"])
        try await world.credential("dea", "AZ", of: there, "2024-04-01..2062-03-31")
        for name in ["specialist", "manager"] {
            let people = try await self.bundle(world, as: world.caller(name)).all("Practitioner")
            #expect(people.contains { $0.id == there.description } == (name == "specialist"))
            let practitioner = try #require(people.first { $0.id == rao.description })
            #expect(
                practitioner.identifier == [
                    Bundle.Identifier(
                        use: "official", system: "http://hl7.org/fhir/sid/us-npi", value: "1234567893", assigner: nil)
                ])
            let held = practitioner.qualification ?? []
            #expect(
                held.map { $0.code["text"] } == [
                    "Medical license, CO", "DEA registration, CO", "Collaborating physician agreement, CO",
                ])
            #expect(
                held.map { $0.issuer?["display"] } == ["State of CO", "Drug Enforcement Administration", nil])
            #expect(held.map { $0.identifier?.first?.system } == [nil, "urn:oid:2.16.840.1.113883.4.814", nil])
            #expect(held.first?.identifier?.first?.assigner == ["display": "State of CO"])
        }
    }

    @Test func `tells numbers of a legal entity to those who read them on pages`() async throws {
        let world = try await World()
        try await world.tell(
            "UPDATE praxis.legal_entity SET tax_id = '84-1234567' WHERE practice_id = \(world.practice)",
            """
            INSERT INTO praxis.screening_party (practice_id, entity_id, npi, changed_by)
            SELECT e.practice_id, e.entity_id, '1467560003', e.practice_id
              FROM praxis.legal_entity e
             WHERE e.practice_id = \(world.practice)
            """)
        let all = try await self.bundle(world, as: world.caller("specialist")).all("Organization")
        #expect(all.filter { $0.partOf == nil }.allSatisfy { $0.identifier == nil })
        #expect(
            all.first { $0.partOf != nil }?.identifier?.map { "\($0.system ?? "")|\($0.value)" } == [
                "http://hl7.org/fhir/sid/us-npi|1467560003", "urn:oid:2.16.840.1.113883.4.4|84-1234567",
            ])
        let some = try await self.bundle(world, as: world.caller("manager")).all("Organization")
        #expect(some.count == 2 && some.allSatisfy { $0.identifier == nil })
    }

    @Test func `of nobody is still a bundle`() async throws {
        let world = try await World()
        let bundle = try await self.bundle(world, as: world.caller("specialist"))
        #expect(bundle.all("Practitioner").isEmpty && bundle.all("Location").count == 3)
    }
}
