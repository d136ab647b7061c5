import Postgres
package import PraxisCore

extension CredentialingService {
    /// What the caller holds, with the renewals that the caller handed in.
    package func ownFile(as caller: Caller) async throws -> OwnCredentials {
        let (credentials, claims) = try await self.database.read(as: caller, BoardStore.own(), ClaimStore.own())
        return OwnCredentials(credentials, claims)
    }

    /// Renewals that wait for somebody to ask the source.
    package func waitingRenewals(as caller: Caller) async throws -> [RenewalClaim] {
        try await self.database.read(as: caller, ClaimStore.waiting(in: caller.scope))
    }

    /// Hands in the renewal of one of the caller's own credentials. It counts from its first day once it is verified.
    package func handIn(
        _ draft: RenewalDraft, for credential: Credential.ID, as caller: Caller
    ) async throws -> Term.ID {
        let (term, document) = (Term.ID.make(), Document.ID.make())
        return try await self.write(as: caller) { transaction in
            let kept = try await transaction.fetch(ClaimStore.handIn(term, document, draft, for: credential))
            guard let digest = kept.first?.bytes else { throw CredentialingError.unknown }
            try await transaction.run(
                AuditEvent(
                    "credentialing.renewal.claim", "credential", credential.uuid,
                    after: try JSONText([
                        "term": term.description, "issued": draft.issuedOn.description,
                        "expires": draft.expiresOn.description, "document": document.description,
                        "sha256": Hexadecimal.text(digest),
                    ])
                ).append)
            return term
        }
    }

    /// Takes back a renewal that the caller handed in, while no source has answered. It stays on record.
    package func withdrawRenewal(_ term: Term.ID, as caller: Caller) async throws {
        let _: Int = try await self.write(as: caller) { transaction in
            let own = try await transaction.fetch(ClaimStore.own())
            guard let claim = own.first(where: { $0.term == term }) else { throw CredentialingError.unknown }
            try await transaction.run(
                ClaimStore.withdraw(term),
                AuditEvent(
                    "credentialing.renewal.withdraw", "credential", claim.credential.uuid,
                    after: try JSONText(["term": term.description])
                ).append)
            return 1
        }
    }
}
