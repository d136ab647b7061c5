package import PraxisCore

/// Where the roster of a week stands. It is derived from publications and what has changed since, never set.
package enum RosterState: Hashable, Sendable {
    case draft
    case published(Publication)
    /// Published, and edited since: those who work it have been told something else.
    case changed(Publication, changes: Int)

    package init(last publication: Publication?, changes: Int) {
        switch publication {
        case nil: self = .draft
        case let publication? where changes == 0: self = .published(publication)
        case let publication?: self = .changed(publication, changes: changes)
        }
    }

    package var publication: Publication? {
        switch self {
        case .draft: nil
        case .published(let publication), .changed(let publication, _): publication
        }
    }

    package var label: String {
        switch self {
        case .draft: "Draft"
        case .published: "Published"
        case .changed: "Changed since publication"
        }
    }
}

/// The act of publishing a week; its entries are the frozen content.
package struct Publication: Hashable, Sendable {
    package typealias ID = Identifier<Publication>

    /// 1 for the first publication of a week.
    package let number: Int
    package let at: Instant

    package init(number: Int, at: Instant) {
        self.number = number
        self.at = at
    }
}
