import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `The code set of specialties` {
    private let heading = "Code,Grouping,Classification,Specialization,Definition,Notes,Display Name,Section\r\n"
    private let family = "207Q00000X,P,Family Medicine,,,,Family Medicine Physician,I\r\n"
    private let graphics = "1744G0900X,O,Specialist,,Deactivated - gone,,Graphics,I\r\n"

    private func load(_ release: String, _ day: String, _ rows: String, heading: String? = nil) async throws {
        let text = (heading ?? self.heading) + rows
        try await TaxonomyLoader(pool: TestDatabase.current.pool(.migrator)).load(
            TaxonomyUpload(
                fileName: "nucc.csv", bytes: Array(text.utf8), release: release,
                effectiveOn: try #require(LocalDate(day))))
    }

    private func codes(_ words: String? = nil, _ world: World) async throws -> [String] {
        try await world.imports.taxonomy(words, after: nil, as: world.caller("manager")).codes
            .map { "\($0.code) \($0.name)" + ($0.isRetired ? ", retired" : "") }
    }

    @Test func `is what the latest release that has begun says, and keeps what that lacks as retired`() async throws {
        let world = try await World()
        let other = (0..<40).map { "20\(10 + $0)00000X,P,Other \($0),,,,,I\r\n" }.joined()
        try await self.load(
            "25.0", "2025-01-01",
            "207Q00000X,P,Family,,,,Old name,I\r\n174400000X,O,Dropped,,,,Dropped later,I\r\n" + other)
        try await self.load("25.1", "2025-07-01", self.family + self.graphics + other)
        try await self.load("99.1", "2099-07-01", "207Q00000X,P,Family,,,,Name to come,I\r\n" + self.graphics + other)
        #expect(try await self.codes("family", world) == ["207Q00000X Family Medicine Physician"])
        #expect(
            try await self.codes("1744", world) == [
                "174400000X Dropped later, retired", "1744G0900X Graphics, retired",
            ])
        let releases = try await world.imports.taxonomy(nil, after: nil, as: world.caller("manager")).releases
        #expect(releases.filter(\.isInForce).map(\.name) == ["25.1"])
        try await self.load(
            "26.0", "2026-01-01", "207Q00000X,P,Family Medicine,,4/1/2003,03/31/2025\r\n",
            heading:
                "Provider Taxonomy Code,Grouping,Classification,Specialization,Effective Date,Deactivation Date\r\n")
        #expect(
            try await self.codes("family", world) == ["207Q00000X Family Medicine Physician, retired"],
            "CMS knows the day, the publisher the name")
    }

    @Test func `is loaded whole, once, and by no account of a practice`() async throws {
        let world = try await World()
        try await self.load("25.0", "2025-01-01", self.family + self.graphics)
        await #expect(throws: ImportError.known) {
            try await self.load("25.0", "2025-01-01", self.family + self.graphics)
        }
        await #expect(throws: ImportError.shrunk(from: 2, to: 1)) {
            try await self.load("26.0", "2026-01-01", self.family)
        }
        await #expect {
            try await self.load("26.0", "2026-01-01", self.family + self.graphics + "207Q,P,Cut\r\n")
        } throws: { error in
            if case ImportError.unreadable(let problems) = error { problems.map(\.row) == [4] } else { false }
        }
        #expect(try await world.ask("SELECT count(*) FROM praxis.taxonomy_release", as: Int.self) == 1)
        for statement: SQL in [
            "DELETE FROM praxis.taxonomy_code", "UPDATE praxis.taxonomy_code SET deactivated = true",
            "INSERT INTO praxis.taxonomy_code SELECT * FROM praxis.taxonomy_code",
        ] {
            await #expect(throws: PostgresError.self) {
                let _: Int = try await world.service.database.write(as: world.caller("administrator")) { transaction in
                    try await transaction.execute(statement)
                }
            }
        }
    }

    @Test func `names what people work as; a code is chosen from it, and ended once`() async throws {
        let world = try await World()
        let asha = try await world.person("Asha", "Rao", npi: "1000000004", role: "physician", at: "denver")
        let caller = world.caller("specialist")
        try await self.load("25.0", "2025-01-01", self.family + self.graphics)
        let id = try await world.service.addSpecialty("207Q00000X", to: asha, as: caller)
        await #expect(throws: CredentialingError.alreadyOnFile) {
            _ = try await world.service.addSpecialty("207Q00000X", to: asha, as: caller)
        }
        await #expect(throws: CredentialingError.retiredSpecialty) {
            _ = try await world.service.addSpecialty("1744G0900X", to: asha, as: caller)
        }
        await #expect(throws: CredentialingError.unknownSpecialty) {
            _ = try await world.service.addSpecialty("207Q00001X", to: asha, as: caller)
        }
        await #expect(throws: FieldErrors.self) {
            _ = try await world.service.addSpecialty("'; DROP --", to: asha, as: caller)
        }
        await #expect(throws: (any Error).self) {
            _ = try await world.service.addSpecialty("207Q00000X", to: asha, as: world.caller("staff"))
        }
        let held = try await world.service.file(of: asha, as: world.caller("manager")).specialties
        #expect(held.map(\.name) == ["Family Medicine Physician"] && held.map(\.isPrimary) == [true])
        #expect(held.allSatisfy { !$0.isFromFile })
        try await world.service.endSpecialty(id, of: asha, as: caller)
        await #expect(throws: CredentialingError.alreadyEnded) {
            try await world.service.endSpecialty(id, of: asha, as: caller)
        }
        #expect(try await world.service.specialties(of: asha, as: caller).isEmpty)
        #expect(try await world.ask("SELECT count(*) FROM praxis.person_taxonomy", as: Int.self) == 1)
    }

    @Test func `a practice without a release takes any code that is well formed`() async throws {
        let world = try await World()
        let asha = try await world.person("Asha", "Rao", npi: "1000000004", role: "physician", at: "denver")
        _ = try await world.service.addSpecialty("207Q00001X", to: asha, as: world.caller("specialist"))
        let held = try await world.service.specialties(of: asha, as: world.caller("specialist"))
        #expect(held.map(\.name) == [nil])
    }

    // MARK: Provider files

    private func file(_ rows: [[String: String]], _ world: World) async throws -> ProviderImport.ID {
        let header = try CSVFile(Vectors.bytes("nppes_header")).header.headings
        let lines = [header] + rows.map { row in header.map { row[$0] ?? "" } }
        let text = lines.map { $0.map { "\"\($0)\"" }.joined(separator: ",") }.joined(separator: "\r\n")
        return try await world.service.preview(
            ProviderUpload(
                fileName: "npidata.csv", source: .bytes(Array(text.utf8)), startsOn: LocalDate("2026-01-01")!),
            as: world.caller("specialist", denver))
    }

    private let row = [
        "NPI": "1000000004", "Entity Type Code": "1", "Provider Last Name (Legal Name)": "RAO",
        "Provider First Name": "ASHA", "Provider Other Last Name": "MAIDEN", "Provider Other First Name": "ASHA",
        "Provider Other Last Name Type Code": "1", "Healthcare Provider Taxonomy Code_1": "1744G0900X",
        "Healthcare Provider Taxonomy Code_2": "207Q00000X", "Provider License Number_2": "DR.41",
        "Provider License Number State Code_2": "CO", "Healthcare Provider Primary Taxonomy Switch_2": "Y",
        "Provider First Line Business Practice Location Address": "1 MAIN ST",
        "Provider Business Practice Location Address City Name": "DENVER",
        "Provider Business Practice Location Address State Name": "CO",
    ]

    @Test
    func
        `a provider file brings specialties, old codes too, other names and the registry's words, and takes them back`()
        async throws
    {
        let world = try await World()
        let asha = try await world.person("Asha", "Rao", npi: "1000000004", role: "physician", at: "denver")
        try await self.load("25.0", "2025-01-01", self.family + self.graphics)
        let caller = world.caller("specialist", denver)
        let id = try await self.file([self.row], world)
        let preview = try await world.service.providerImport(id, nil, as: caller).rows[0]
        #expect(
            preview.changes.map { "\($0.field) \($0.after ?? "")" } == [
                "other_name Asha Maiden", "license CO DR.41", "taxonomy 207Q00000X", "taxonomy 1744G0900X",
            ])
        #expect(preview.provider?.specialties?.first == "Family Medicine Physician (207Q00000X)")
        #expect(preview.provider?.remarks.map { $0.prefix(29) } == ["Taxonomy 1744G0900X, Graphics"])
        try await world.service.confirm(id, version: 1, as: caller)
        let file = try await world.service.file(of: asha, as: caller)
        #expect(
            file.specialties.map { "\($0.code) \($0.isPrimary) \($0.isRetired) \($0.isFromFile)" } == [
                "207Q00000X true false true", "1744G0900X false true true",
            ])
        #expect(file.registry?.provider.details?.practiceAddress == "1 MAIN ST, DENVER, CO")
        #expect(file.credentials.map(\.isFromFile) == [true], "claimed, and verified by nobody")
        let names = try await world.ask(
            "SELECT string_agg(family_name || ' ' || kind, ', ') FROM praxis.person_name", as: String.self)
        #expect(names == "Maiden former", "screening looks for it")
        let again = try await world.service.providerImport(try await self.file([self.row], world), nil, as: caller)
        #expect(again.rows.map(\.outcome) == [.unchanged])
        try await world.imports.undo(ImportBatch.ID(id.uuid), because: "the wrong file", as: caller)
        let after = try await world.service.file(of: asha, as: caller)
        #expect(after.specialties.isEmpty && after.registry == nil && after.credentials.isEmpty)
        let kept = try await world.ask(
            "SELECT count(*) FROM praxis.import_withdrawn WHERE kind = 'person_taxonomy'", as: Int.self)
        #expect(kept == 2)
    }

    @Test func `a number that the registry deactivated is shown until it is in force again`() async throws {
        let world = try await World()
        let asha = try await world.person("Asha", "Rao", npi: "1000000004", role: "physician", at: "denver")
        let caller = world.caller("specialist", denver)
        let ended = ["NPI": "1000000004", "NPI Deactivation Date": "01/02/2020", "Replacement NPI": "1999999992"]
        let stranger = ["NPI": "2000000002", "NPI Deactivation Date": "01/02/2020"]
        let id = try await self.file([ended, stranger], world)
        let rows = try await world.service.providerImport(id, nil, as: caller).rows
        #expect(rows.map(\.outcome) == [.changed, .refused])
        #expect(try await world.service.file(of: asha, as: caller).standing == nil, "nothing before it is confirmed")
        try await world.service.confirm(id, version: 1, as: caller)
        let standing = try #require(try await world.service.file(of: asha, as: world.caller("manager")).standing)
        #expect(standing.isDeactivated && standing.replacement?.description == "1999999992")
        let made = try await world.imports.batch(ImportBatch.ID(id.uuid), as: caller).0.made
        #expect(made == ["npi_standing": 1])
        let again = self.row.merging(["NPI Deactivation Date": "01/02/2020", "NPI Reactivation Date": "03/04/2020"]) {
            $1
        }
        let second = try await self.file([again], world)
        try await world.service.confirm(second, version: 1, as: caller)
        #expect(try await world.service.file(of: asha, as: caller).standing?.isDeactivated == false)
        try await world.imports.undo(ImportBatch.ID(second.uuid), because: "the wrong file", as: caller)
        #expect(try await world.service.file(of: asha, as: caller).standing?.isDeactivated == true)
    }
}
