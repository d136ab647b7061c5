/// What the caller last saw has changed since; nothing was written.
package struct VersionConflict: Error, Equatable, Sendable {
    /// The version that the caller saw.
    package let seen: Int
    /// The version that holds; `nil` where the caller may no longer see any.
    package let now: Int?

    package init(seen: Int, now: Int?) {
        self.seen = seen
        self.now = now
    }
}
