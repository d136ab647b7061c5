/// What the caller last saw has changed since; nothing was written.
package struct VersionConflict: Error, Equatable, Sendable {
    package init() {}
}
