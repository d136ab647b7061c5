import Postgres
package import PraxisCore

/// What every page shows about the practice, the clinic of its path and the caller. It is one row, read beside what the
/// page itself shows; no row means that the clinic does not exist for the caller.
package struct Frame: Sendable {
    /// A clinic that the caller may see.
    package struct Clinic: Hashable, Sendable {
        package let slug: Slug
        package let name: String
    }

    package let scope: Scope
    package let practice: String
    package let currency: String
    /// The caller's name.
    package let account: String
    /// The clinics that the caller may see, by name.
    package let clinics: [Clinic]
    /// What the caller may do in the scope.
    package let permissions: Set<Permission>
    /// The clinic of the path, or the only one that the caller may see; `nil` for several.
    package let clinic: Clinic?
    /// The clinic's time zone, such as `America/Denver`; for several that of most of them.
    package let zone: String?
    /// Until when the caller has rights for an emergency.
    package let emergencyUntil: Instant?

    /// Whether the caller may do something in the scope.
    package func may(_ permission: Permission) -> Bool { self.permissions.contains(permission) }
    /// Whether the caller reads, and changes nothing but what is the own: a provider, a nurse.
    var changesOwnThingsAlone: Bool {
        self.may(.dutyFulfill)
            && self.permissions.allSatisfy {
                [.dutyFulfill, .fileApply].contains($0) || $0.rawValue.hasSuffix(".read")
            }
    }
    /// What the caller calls the scope: the clinic's name, or all clinics.
    package var scopeName: String { self.clinic?.name ?? "All clinics" }
    /// The same within a sentence.
    package var scopeInSentence: String { self.clinic?.name ?? "all clinics" }
    /// Where the shell leads: to the clinic where there is only one, else to the scope.
    package var home: Scope { self.clinic.map { .clinic($0.slug) } ?? self.scope }
    /// The day in the frame's time zone.
    package var today: LocalDate {
        let zone = self.zone.flatMap { Zone($0) } ?? Zone("UTC")
        return zone?.today(at: .now()) ?? LocalDate(daysSinceEpoch: 0)
    }
    /// Whether rows need to say which clinic they belong to.
    package var showsClinics: Bool { self.clinic == nil }
}

extension Frame {
    /// Reads the frame of a clinic.
    ///
    /// - Throws: `NotFound` where it does not exist for the caller.
    package static func read(_ scope: Scope, as caller: Caller, from database: Database) async throws -> Frame {
        Frame(try await database.read(as: caller, FrameStore.frame(scope)).required(), scope: scope)
    }
}

extension ScopedContext {
    /// Reads the frame. Pages start it with `async let` beside their own query.
    ///
    /// - Throws: `NotFound` where the path's clinic does not exist for the caller.
    package func frame() async throws -> Frame {
        try await Frame.read(self.scope, as: self.caller, from: self.site.database)
    }
}
