/// There is no such thing, or none that the caller may know of.
package struct NotFound: Error, Sendable {
    package init() {}
}
