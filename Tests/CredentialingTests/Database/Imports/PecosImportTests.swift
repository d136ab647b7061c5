import Postgres
import PraxisCore
import TestSupport
import Testing

@testable import Credentialing

@Suite(.database) struct `Importing a file of Medicare's` {
    private func preview(_ rows: [String], _ world: World, _ scope: Scope = .all) async throws -> PecosImport.ID {
        let text = (["NPI,PECOS_ASCT_CNTL_ID,ENRLMT_ID,PROVIDER_TYPE_DESC,STATE_CD,FIRST_NAME,LAST_NAME"] + rows)
            .joined(separator: "\r\n")
        return try await world.imports.preview(
            PecosUpload(fileName: "PPEF.csv", source: .bytes(Array(text.utf8))), as: world.caller("specialist", scope))
    }

    private func numbers(_ world: World) async throws -> String? {
        try await world.ask(
            "SELECT string_agg(kind || ' ' || value || coalesce(' ' || state, ''), ', ' ORDER BY kind) FROM praxis.person_identifier",
            as: String.self)
    }

    @Test(arguments: [Scope.all, denver])
    func `shows numbers by NPI, keeps them once confirmed, and takes them back`(scope: Scope) async throws {
        let world = try await World()
        let asha = try await world.person("Asha", "Rao", npi: "1000000004", role: "physician", at: "denver")
        _ = try await world.person("Bo", "Berg", npi: "1999999992", role: "physician", at: "denver")
        let caller = world.caller("specialist", scope)
        let id = try await self.preview(
            [
                "1000000004,42,I1,FAMILY PRACTICE,CO,ASHA,RAO", "1999999992,43,I2,FAMILY PRACTICE,CO,CARL,OTHER",
                "2000000002,44,I3,FAMILY PRACTICE,CO,NOBODY,HERE",
            ], world, scope)
        let file = try await world.imports.pecosImport(id, as: caller)
        #expect(file.summary.rows == 3 && file.people.map(\.outcome) == [.changed, .refused])
        #expect(try await self.numbers(world) == nil, "nothing before it is confirmed")
        try await world.imports.confirm(id, version: 1, as: caller)
        #expect(try await self.numbers(world) == "pac_id 42, pecos_enrollment I1 CO")
        let medicare = try await world.service.file(of: asha, as: caller).medicare
        #expect(medicare.map(\.value) == ["42", "I1"])
        await #expect(throws: ImportError.closed) { try await world.imports.confirm(id, version: 2, as: caller) }
        let (batch, people) = try await world.imports.batch(ImportBatch.ID(id.uuid), as: caller)
        #expect(batch.kind == .pecos && batch.made == ["person_identifier": 2] && people.map(\.name) == ["Rao, Asha"])
        let again = try await self.preview(["1000000004,42,I1,FAMILY PRACTICE,CO,ASHA,RAO"], world, scope)
        #expect(try await world.imports.pecosImport(again, as: caller).people.map(\.outcome) == [.unchanged])
        try await world.imports.undo(ImportBatch.ID(id.uuid), because: "the wrong file", as: caller)
        #expect(try await self.numbers(world) == nil)
        let kept = try await world.ask("SELECT count(*) FROM praxis.import_withdrawn", as: Int.self)
        #expect(kept == 2)
    }

    @Test func `a preview that the practice has overtaken is not confirmed`() async throws {
        let world = try await World()
        _ = try await world.person("Asha", "Rao", npi: "1000000004", role: "physician", at: "denver")
        let id = try await self.preview(["1000000004,42,I1,P,CO,ASHA,RAO"], world)
        let other = try await self.preview(["1000000004,42,I1,P,CO,ASHA,RAO"], world)
        try await world.imports.confirm(other, version: 1, as: world.caller("specialist"))
        await #expect(throws: ImportError.stale(current: nil, sent: 1)) {
            try await world.imports.confirm(id, version: 1, as: world.caller("specialist"))
        }
        try await world.imports.discard(id, version: 1, as: world.caller("specialist"))
    }

    @Test func `of several clinics shows an importer of one the own people`() async throws {
        let world = try await World()
        try await world.addAccount("local", "credentialing_specialist", clinic: "denver")
        let here = try await world.person("Asha", "Rao", npi: "1000000004", role: "physician", at: "denver")
        _ = try await world.person("Bo", "Berg", npi: "1999999992", role: "physician", at: "phoenix")
        let rows = ["1000000004,42,I1,P,CO,ASHA,RAO", "1999999992,43,I2,P,AZ,BO,BERG"]
        for scope in [Scope.all, denver] {
            let id = try await self.preview(rows, world, scope)
            #expect(try await world.imports.pecosImport(id, as: world.caller("specialist")).people.count == 2)
            let seen = try await world.imports.pecosImport(id, as: world.caller("local")).people
            #expect(seen.map(\.person) == [here])
        }
    }

    @Test func `is filed at the clinic that it was shown for, wherever it is confirmed`() async throws {
        let world = try await World()
        _ = try await world.person("Asha", "Rao", npi: "1000000004", role: "physician", at: "phoenix")
        let phoenix = Scope.clinic(try #require(Slug("phoenix")))
        let id = try await self.preview(["1000000004,42,I1,P,AZ,ASHA,RAO"], world, phoenix)
        try await world.imports.confirm(id, version: 1, as: world.caller("specialist"))
        let filed = try await world.ask(
            """
            SELECT c.slug FROM praxis.import_batch b JOIN praxis.clinic c USING (practice_id, clinic_id)
             WHERE b.batch_id = \(id)
            """, as: String.self)
        #expect(filed == "phoenix")
    }

    @Test func `half a file is refused whole, and nobody without the permission reads one`() async throws {
        let world = try await World()
        _ = try await world.person("Asha", "Rao", npi: "1000000004", role: "physician", at: "denver")
        await #expect {
            _ = try await self.preview(["1000000004,42,I1,P,CO,ASHA,RAO", "1000000004,42"], world)
        } throws: { error in
            if case ImportError.unreadable(let problems) = error { problems.map(\.row) == [3] } else { false }
        }
        let id = try await self.preview(["1000000004,42,I1,P,CO,ASHA,RAO"], world)
        for account in ["manager", "director", "staff"] {
            await #expect(throws: (any Error).self, "\(account)") {
                _ = try await world.imports.pecosImport(id, as: world.caller(account))
            }
        }
    }
}
