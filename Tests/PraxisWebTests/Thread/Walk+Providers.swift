import HTTPTypes
import PraxisCore
import TestSupport
import Testing

/// The preview of a provider file.
private struct Preview: Decodable {
    struct Row: Decodable {
        struct Problem: Decodable {
            let heading: String?
            let reason: String
        }

        struct Change: Decodable {
            let field: String
            let before, after: String?
        }

        let row: Int
        let outcome: String
        let problems: [Problem]
        let changes: [Change]
    }

    let state: String
    let counts: [String: Int]
    let rows: [Row]
}

extension Walk {
    /// The specialist uploads a provider file, reads what it would do, and confirms it.
    func importProviders() async throws -> Hired {
        // On the clinic's calendar, which may be a day behind that of the database.
        let starts = try #require(Zone("America/Denver")).today(at: .now())
        let known = try await self.person(Known.physician)
        let file = try await self.specialist.upload(
            "/denver/providers/imports", fields: [("starts", starts.description)],
            file: ("file", "npidata_new_hires.csv", try Self.providers(known).text()))
        #expect(file.status == .seeOther)
        let place = try #require(file.location)
        try await self.readPreview(at: place, known)
        #expect(try await self.credentials(of: "Brackenridge").isEmpty, "nothing happens before somebody confirms")

        let confirmation = place + "/confirmation"
        #expect(try await self.manager.post(confirmation, form: [("version", "1")]).status == .forbidden)
        #expect(try await self.specialist.post(confirmation, form: [("version", "1")]).status == .seeOther)
        #expect(try await self.specialist.post(confirmation, form: [("version", "1")]).status == .conflict)
        #expect(try await self.person(Known.physician).phone == "303-555-0177")
        let listed = try await self.manager.get("/denver/people?q=Brackenridge").text
        #expect(listed.contains("Brackenridge-Oyelaran, Thessaly"), "new people stand in the clinic's list")
        return Hired(
            physician: try #require(try await self.credentials(of: "Brackenridge").first?.person),
            practitioner: try #require(try await self.credentials(of: "Quilleran").first?.person))
    }

    private func readPreview(at place: String, _ known: Somebody) async throws {
        let preview: Preview = try await self.specialist.json(.get, "/api/v1" + place).decoded()
        #expect(preview.state == "previewed")
        #expect(preview.counts == ["new": 2, "changed": 1, "refused": 3])
        #expect(preview.rows.map(\.row) == [2, 3, 4, 5, 6, 7])
        #expect(preview.rows.map(\.outcome) == ["new", "new", "changed", "refused", "refused", "refused"])
        #expect(preview.rows[2].changes.map(\.field) == ["phone", "license", "taxonomy"])
        #expect(preview.rows[2].changes.first?.before == known.phone)
        #expect(
            preview.rows.suffix(3).map { $0.problems.first?.heading } == ["NPI", "Entity Type Code", "NPI"])
        #expect(preview.rows[3].problems.first?.reason.contains("ten digits") == true)
        #expect(preview.rows[5].problems.first?.reason.contains("row 2 already") == true)
        let page = try await self.specialist.get(place).text
        for text in ["Brackenridge-Oyelaran, Thessaly", "303-555-0177", "Import 3 rows", "an organization"] {
            #expect(page.contains(text), "\(text)")
        }
    }

    private struct BoardLine: Decodable {
        let person, type, status: String
    }

    private func credentials(of name: String) async throws -> [BoardLine] {
        try await self.specialist.json(.get, "/api/v1/denver/credentials?q=\(name)")
            .decoded(as: Items<BoardLine>.self).items
    }

    /// Two people who are new, one whom the practice knows, and three rows that cannot be imported.
    private static func providers(_ known: Somebody) -> NPPESFile {
        let physician = "207Q00000X"
        var changed = [String: String].individual(
            known.npi ?? "", known.familyName.uppercased(), known.givenName.uppercased(), taxonomy: physician,
            license: "DR.0070016")
        changed["Provider Business Practice Location Address Telephone Number"] = "303-555-0177"
        var organization = [String: String].individual("2999800339", "", "", taxonomy: physician, license: "")
        organization["Entity Type Code"] = "2"
        organization["Provider Organization Name (Legal Business Name)"] = "EXAMPLE CLINIC LLC"
        return NPPESFile(rows: [
            .individual("2999800172", "BRACKENRIDGE-OYELARAN", "THESSALY", taxonomy: physician, license: "DR.0070017"),
            .individual("2999800255", "QUILLERAN", "BASTIEN", taxonomy: "363LF0000X", license: "APN.0070025"),
            changed,
            .individual("2999800173", "MISTYPED", "MAREN", taxonomy: physician, license: "DR.0070018"),
            organization,
            .individual("2999800172", "BRACKENRIDGE-OYELARAN", "THESSALY", taxonomy: physician, license: "DR.0070017"),
        ])
    }
}
