package import PraxisCore
package import PraxisWeb

/// Puts the site together: services, the controllers that show them, and what each module adds to home page and search.
package enum Wiring {
    /// The controllers of all modules. The site's own come with it.
    package static func controllers(_ database: Database) -> [any Controller] {
        []
    }

    /// What each module wants attention for, on the home page.
    package static func attention(_ database: Database) -> [any AttentionSource] {
        []
    }

    /// What each module lets one search for.
    package static func search(_ database: Database) -> [any SearchSource] {
        []
    }
}
