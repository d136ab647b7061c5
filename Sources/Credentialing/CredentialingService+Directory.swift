package import PraxisCore

extension CredentialingService {
    /// The people appointed in the caller's scope as a bundle of FHIR R4, piece by piece.
    ///
    /// - Parameter now: what the bundle says of its own age.
    package func directory(at now: Instant, as caller: Caller) async throws -> DirectoryPages {
        let sites = try await self.database.read(as: caller, DirectoryStore.sites(in: caller.scope))
        return DirectoryPages(database: self.database, caller: caller, sites: sites, now: now)
    }
}
