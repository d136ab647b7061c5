import Foundation
import Postgres
import PraxisCore
import Testing

@testable import Credentialing

extension World {
    /// A certificate of a clinic, of its laboratory unless told otherwise, put on file by the specialist and verified by the
    /// administrator.
    @discardableResult
    func certificate(
        at scope: Scope, _ issued: String, _ expires: String, verified: Bool = true, type: String = "clia"
    ) async throws -> (credential: ClinicCredential.ID, term: ClinicTerm.ID) {
        let specialist = self.caller("specialist", scope)
        let fields = ["type": type, "number": "05D0000001", "issued": issued, "expires": expires]
        let types = try await self.service.clinicFile(as: specialist).types
        let id = try await self.service.add(try ClinicCredentialDraft({ fields[$0] }, types: types), as: specialist)
        let term = try #require(
            try await self.service.clinicFile(as: specialist).terms.first { $0.credential == id }?.id)
        if verified { try await self.verifyCertificate(term, at: scope, as: "administrator") }
        return (id, term)
    }

    /// A check of a clinic's term that confirms it, but for what is changed.
    func verifyCertificate(
        _ term: ClinicTerm.ID, at scope: Scope, as account: String, _ change: [String: String] = [:]
    ) async throws {
        let check = ["method": "web", "source": "CMS", "result": "confirmed", "reference": "05D0000001"]
            .merging(change) { $1 }
        try await self.service.verify(
            term, try VerificationDraft.ofClinic { check[$0] }, as: self.caller(account, scope))
    }

    /// The latest check of a clinic's term.
    func lastCheck(of term: ClinicTerm.ID, at scope: Scope) async throws -> ClinicCheck.ID {
        try #require(try await self.service.clinicFile(as: self.caller("specialist", scope)).checks(of: term).first?.id)
    }

    /// Says that a clinic's checks were made so many days ago.
    func backdateChecks(of term: ClinicTerm.ID, days: Int) async throws {
        try await self.tell(
            "SET LOCAL session_replication_role = replica",
            """
            UPDATE praxis.clinic_verification
               SET verified_at = verified_at - interval '1 day' * \(days), occasion = occasion - interval '1 day' * \(days)
             WHERE term_id = \(term)
            """)
    }
}
