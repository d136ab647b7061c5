import PraxisCore
import Testing

@testable import Credentialing

@Suite struct `A renewal as its holder enters it` {
    private let today = LocalDate("2026-06-15")!
    private static let pdf = Array("%PDF-1.7 license".utf8)

    private func held(
        _ rule: CredentialType.NumberRule = .license, until: String? = "2026-06-30", claimable: Bool = true
    ) -> OwnCredential {
        OwnCredential(
            id: .make(), person: .make(), type: "Medical license", state: "CO", number: "DR.1", numberRule: rule,
            bucket: .within30, coveredUntil: until.flatMap { LocalDate($0) }, isRenewalClaimed: false,
            isClaimable: claimable)
    }

    private func draft(
        _ fields: [String: String], file: (String, [UInt8])? = ("renewal.pdf", Self.pdf), of held: OwnCredential? = nil
    ) throws(FieldErrors) -> RenewalDraft {
        try RenewalDraft(
            { fields[$0] }, file: file.map { (name: $0.0, bytes: $0.1) }, of: held ?? self.held(), today: self.today)
    }

    @Test func `has its days, its document and no number where it is the same`() throws {
        let draft = try self.draft(["issued": "2026-07-01", "expires": "2028-06-30"])
        #expect(draft.issuedOn == LocalDate("2026-07-01"))
        #expect(draft.expiresOn == LocalDate("2028-06-30"))
        #expect(draft.number == nil)
        #expect(draft.document.mediaType == "application/pdf")
    }

    @Test(arguments: [
        (["issued": "2026-07-01"], "expires"), (["expires": "2028-06-30"], "issued"),
        (["issued": "2026-07-01", "expires": "2026-06-30"], "expires"),
        (["issued": "2024-07-01", "expires": "2026-06-14"], "expires"),
        (["issued": "2024-07-01", "expires": "2026-06-30"], "expires"),
        (["issued": "2026-07-01", "expires": "2228-06-30"], "expires"),
        (["issued": "July", "expires": "2028-06-30"], "issued"),
    ]) func `says which day is wrong`(_ fields: [String: String], _ field: String) {
        let errors = #expect(throws: FieldErrors.self) { try self.draft(fields) }
        #expect(errors?.entries.map(\.field) == [field])
    }

    @Test func `of what was never verified may end on any day to come`() throws {
        _ = try self.draft(["issued": "2026-01-01", "expires": "2026-06-15"], of: self.held(until: nil))
    }

    @Test func `is a PDF or a picture of bounded size`() {
        let days = ["issued": "2026-07-01", "expires": "2028-06-30"]
        let large = [UInt8](repeating: 0, count: RenewalDraft.limit + 1)
        let files: [(String, [UInt8])?] = [nil, ("x.pdf", []), ("x.pdf", Array("MZ".utf8)), ("x.pdf", large)]
        for file in files {
            let errors = #expect(throws: FieldErrors.self) { try self.draft(days, file: file) }
            #expect(errors?.entries.map(\.field) == ["file"])
        }
        for start: [UInt8] in [[0xFF, 0xD8, 0xFF, 1], [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]] {
            #expect(throws: Never.self) { try self.draft(days, file: ("photo", start)) }
        }
    }

    @Test func `has a number of its kind`() throws {
        let days = ["issued": "2026-07-01", "expires": "2029-06-30"]
        let dea = self.held(.dea)
        let draft = try self.draft(days.merging(["number": "ab1234563"]) { $1 }, of: dea)
        #expect(draft.number == "AB1234563")
        let errors = #expect(throws: FieldErrors.self) {
            try self.draft(days.merging(["number": "AB1234567"]) { $1 }, of: dea)
        }
        #expect(errors?.entries.map(\.field) == ["number"])
    }

    @Test func `is asked for in the order of what ends next`() {
        let (soon, later, never) = (
            self.held(until: "2026-07-01"), self.held(until: "2027-01-01"), self.held(until: nil)
        )
        let list = OwnCredentials([never, later, soon], [])
        #expect(list.credentials.map(\.id) == [soon.id, later.id, never.id])
        #expect(list.next(from: LocalDate("2026-07-02")!)?.id == later.id)
        #expect(list.next(from: LocalDate("2028-01-01")!) == nil)
        #expect(list.mayHandIn(soon))
        #expect(!list.mayHandIn(self.held(claimable: false)))
    }
}
