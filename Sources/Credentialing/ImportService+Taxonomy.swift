package import PraxisCore

extension ImportService {
    static let codesShown = 50

    /// The releases that were loaded, and a page of the codes that have the words.
    package func taxonomy(
        _ words: String?, after code: String?, as caller: Caller
    ) async throws -> (releases: [TaxonomyRelease], codes: [Taxonomy], next: String?) {
        let (releases, codes) = try await self.database.read(
            as: caller, TaxonomyStore.releases(),
            TaxonomyStore.search(words, after: code, limit: Self.codesShown + 1))
        let shown = Array(codes.prefix(Self.codesShown))
        return (releases, shown, codes.count > Self.codesShown ? shown.last?.code : nil)
    }
}
