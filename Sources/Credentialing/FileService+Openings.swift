import Postgres
package import PraxisCore

extension FileService {
    /// A document of a file. What is peer review is opened for a purpose, which the trail keeps.
    package func evidence(
        _ id: Evidence.ID, of file: CycleFile.ID, purpose: String? = nil, as caller: Caller
    ) async throws -> EvidenceContent {
        try await self.write(as: caller.everyTime) { transaction in
            guard let found = try await transaction.fetch(CheckStore.evidence(id, of: file, purpose: purpose)).first
            else { throw CredentialingError.unknown }
            return found
        }
    }

    /// An application as somebody signed it, opened for a purpose.
    package func signed(
        _ attempt: Int, of file: CycleFile.ID, purpose: String?, as caller: Caller
    ) async throws -> SignedApplication {
        try await self.write(as: caller.everyTime) { transaction in
            guard
                let found = try await transaction.fetch(
                    ApplicationStore.signed(attempt, of: file, purpose: purpose)
                ).first
            else { throw CredentialingError.unknown }
            return try JSONText(text: String(decoding: found.content, as: UTF8.self)).decoded()
        }
    }

    /// The packet of a file before the committee, for a member who votes on it; each opening is recorded for the meeting.
    package func packet(
        of file: CycleFile.ID, at meeting: CommitteeMeeting.ID, as caller: Caller
    ) async throws -> CommitteePacket {
        try await self.write(as: caller.everyTime) { transaction in
            guard let found = try await transaction.fetch(BallotStore.packet(of: file, at: meeting)).first else {
                throw CredentialingError.unknown
            }
            return found
        }
    }
}

extension Caller {
    /// The same caller, whose openings are each recorded and never answered from an earlier one.
    var everyTime: Caller {
        Caller(
            claim: self.claim, scope: self.scope, request: self.request, address: self.address, demand: self.demand)
    }
}
