package import Credentialing
package import PraxisCore

/// Finds credentials by the beginning of their number or of their holder's name.
package struct CredentialingSearch: SearchSource {
    let credentialing: CredentialingService

    package init(credentialing: CredentialingService) { self.credentialing = credentialing }

    /// At most ten credentials; none for callers who may not read them.
    package func hits(for words: String, as caller: Caller, frame: Frame) async throws -> [SearchHit] {
        guard frame.may(.credentialRead) else { return [] }
        let lines = try await self.credentialing.credentials(found: words, limit: 10, as: caller)
        return lines.map { line in
            SearchHit(
                kind: "Credential",
                title: [line.type, line.state, line.number].compactMap(\.self).joined(separator: " "),
                detail: "\(line.name), \(line.clinic)", place: .credentialFile(frame.scope, line.person))
        }
    }
}
