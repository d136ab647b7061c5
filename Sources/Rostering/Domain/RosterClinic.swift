package import PraxisCore

/// A clinic as the roster sees one: its name, and the zone that its clocks follow.
package struct RosterClinic: Hashable, Sendable {
    package typealias ID = Identifier<RosterClinic>

    package let id: ID
    package let slug: Slug
    package let name: String
    package let zone: Zone

    package init(id: ID, slug: Slug, name: String, zone: Zone) {
        self.id = id
        self.slug = slug
        self.name = name
        self.zone = zone
    }
}
