package import FoundationEssentials
import Postgres
package import PraxisCore

extension CredentialingService {
    /// Vendors and legal entities with what screening knows of them and where they stand.
    package func screenedParties(as caller: Caller) async throws -> [ScreenedParty] {
        try await self.database.read(as: caller, ScreeningStore.parties())
    }

    /// One of them.
    package func screenedParty(_ id: UUID, as caller: Caller) async throws -> ScreenedParty {
        guard let party = try await self.database.read(as: caller, ScreeningStore.party(id)).first else {
            throw CredentialingError.unknown
        }
        return party
    }

    /// Keeps names, states and numbers of a business for the next comparison.
    ///
    /// - Parameter version: the version that the author saw.
    /// - Returns: the new version.
    package func save(
        _ draft: PartyDraft, of id: UUID, version: Int, as caller: Caller
    ) async throws -> Int {
        try await self.write(as: caller) { transaction in
            guard let party = try await transaction.fetch(ScreeningStore.party(id)).first else {
                throw CredentialingError.unknown
            }
            guard party.version == version else {
                throw CredentialingError.stale(current: party.version, sent: version)
            }
            try await transaction.execute(ScreeningStore.save(draft, of: party, version: version))
            try await transaction.run(
                AuditEvent(
                    "credentialing.screening-party.change", "screening_party", id,
                    before: try JSONText(party.fields), after: try JSONText(draft.fields)
                ).append)
            return version + 1
        }
    }
}

extension ScreenedParty {
    fileprivate var fields: [String: String] {
        [
            "other_names": self.otherNames.joined(separator: "; "), "states": self.states.joined(separator: " "),
            "npi": self.npi ?? "", "uei": self.uei ?? "", "cage": self.cage ?? "",
        ]
    }
}

extension PartyDraft {
    fileprivate var fields: [String: String] {
        [
            "other_names": self.otherNames.joined(separator: "; "), "states": self.states.joined(separator: " "),
            "npi": self.npi ?? "", "uei": self.uei ?? "", "cage": self.cage ?? "",
        ]
    }
}
