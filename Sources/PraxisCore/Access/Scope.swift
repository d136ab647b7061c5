package import Postgres

/// The part of a practice that a page or call looks at; the URL names it, the database decides.
package enum Scope: Hashable, Sendable {
    /// Every clinic in which the caller holds the permission asked for.
    case all
    case clinic(Slug)
}

extension Scope: LosslessStringConvertible {
    /// Reads the first segment of a path: `all`, or a clinic's slug.
    package init?(_ text: String) {
        if text == "all" {
            self = .all
        } else {
            guard let slug = Slug(text) else { return nil }
            self = .clinic(slug)
        }
    }

    package var description: String {
        switch self {
        case .all: "all"
        case .clinic(let slug): slug.description
        }
    }
}

extension Scope {
    /// A condition on `c`, an alias of `praxis.clinic`. It narrows what the policies allow; it is not the fence.
    package var condition: SQL {
        switch self {
        case .all: "true"
        case .clinic(let slug): "c.slug = \(slug)"
        }
    }
}
