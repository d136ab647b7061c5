package import PraxisCore

/// What a module lets one find by a word.
package protocol SearchSource: Sendable {
    /// At most ten hits for words in the scope.
    func hits(for words: String, as caller: Caller, frame: Frame) async throws -> [SearchHit]
}

/// One thing that a search found.
package struct SearchHit: Sendable {
    /// What it is: `Person`, `Vendor`.
    package let kind: String
    /// Its name.
    package let title: String
    /// What tells it from others of the same name.
    package let detail: String?
    /// Its page.
    package let place: Place

    package init(kind: String, title: String, detail: String? = nil, place: Place) {
        self.kind = kind
        self.title = title
        self.detail = detail
        self.place = place
    }
}
