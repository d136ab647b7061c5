package import PraxisCore

/// What a module wants somebody to look at today.
package protocol AttentionSource: Sendable {
    /// Counts of what waits for the caller in the scope; nothing where there is nothing or where he may not see it.
    func attention(as caller: Caller, frame: Frame) async throws -> [Attention]
}

/// One thing that waits, with the page that shows it.
package struct Attention: Sendable {
    /// How pressing it is.
    package enum Urgency: Int, Comparable, Sendable {
        case now, soon, info

        package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
    }

    package let urgency: Urgency
    /// How many there are.
    package let count: Int
    /// What they are, such as `licenses expire within 30 days`.
    package let title: String
    /// One more sentence.
    package let detail: String?
    /// The page that shows them.
    package let place: Place

    /// So many of a kind, told in the singular where there is one.
    package init(
        _ urgency: Urgency, count: Int, one: String, many: String, detail: String? = nil, place: Place
    ) {
        self.urgency = urgency
        self.count = count
        self.title = count == 1 ? one : many
        self.detail = detail
        self.place = place
    }

    /// One thing of its own.
    package init(_ urgency: Urgency, _ title: String, place: Place) {
        self.init(urgency, count: 1, one: title, many: title, place: place)
    }
}
