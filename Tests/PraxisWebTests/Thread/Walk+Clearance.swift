import HTTPTypes
import PraxisCore
import TestSupport
import Testing

/// What is on file of somebody.
private struct CredentialFile: Decodable {
    struct Credential: Decodable {
        let id, type: String
        let terms: [Term]
    }

    struct Term: Decodable {
        let id: String
        let verified: Bool
    }

    let credentials: [Credential]
}

extension Walk {
    /// Who may work where: the new physician once the file is complete and verified, the excluded practitioner not.
    func clear(_ hired: Hired) async throws {
        let before = try await self.clearance(of: hired.physician, as: "physician")
        #expect(before.verdict == "blocked")
        #expect(before.obstacles == ["medical_license unverified", "malpractice missing"])
        try await self.completeFile(of: hired.physician)
        let after = try await self.clearance(of: hired.physician, as: "physician")
        #expect(after.verdict == "warn" && after.obstacles.isEmpty)

        let excluded = try await self.clearance(of: hired.practitioner, as: "nurse_practitioner")
        #expect(excluded.verdict == "blocked" && excluded.obstacles.contains("exclusion excluded"))
        let lapsed = try await self.clearance(of: Known.lapsedNurse, as: "registered_nurse")
        #expect(lapsed.verdict == "blocked" && lapsed.obstacles == ["rn_license expired"])
        #expect(try await self.clearance(of: Known.nurse, as: "registered_nurse").verdict == "cleared")

        let page = try await self.manager.get("/denver/clearance").text
        for text in ["Brackenridge-Oyelaran, Thessaly", "Quilleran, Bastien", "Excluded from federal programs"] {
            #expect(page.contains(text), "\(text)")
        }
    }

    /// The license that the file brought gets a term, malpractice cover is put on file, and both are checked.
    private func completeFile(of person: String) async throws {
        let place = "/api/v1/denver/people/\(person)"
        let file: CredentialFile = try await self.specialist.json(.get, place + "/credentials").decoded()
        let license = try #require(file.credentials.first { $0.type == "medical_license" })
        let days = #""issued": "\#(self.today.adding(days: -400))", "expires": "\#(self.today.adding(days: 400))""#
        let term = try await self.specialist.json(.post, place + "/credentials/\(license.id)/terms", "{\(days)}")
        #expect(term.status == .created)
        let cover = #"{"type": "malpractice", "number": "POL-70017", "issuer": "Example Mutual", \#(days)}"#
        #expect(try await self.specialist.json(.post, place + "/credentials", cover).status == .created)

        let check = #"{"method": "web", "source": "CO licensing board", "result": "confirmed", "reference": "V-70017"}"#
        let held: CredentialFile = try await self.specialist.json(.get, place + "/credentials").decoded()
        for term in held.credentials.flatMap(\.terms) where !term.verified {
            let verification = place + "/terms/\(term.id)/verifications"
            #expect(try await self.manager.json(.post, verification, check).status == .forbidden)
            // Who entered a term does not verify it.
            #expect(try await self.specialist.json(.post, verification, check).status == .conflict)
            #expect(try await self.administrator.json(.post, verification, check).status == .created)
        }
    }
}
