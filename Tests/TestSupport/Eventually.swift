package import Testing

/// Waits until something that others bring about is so. After five minutes, which only a hang takes, it records an issue and
/// goes on.
package func eventually(
    isolation: isolated (any Actor)? = #isolation, _ condition: () async throws -> Bool,
    sourceLocation: SourceLocation = #_sourceLocation
) async throws {
    let deadline = ContinuousClock.now + .seconds(300)
    while try await !condition() {
        guard ContinuousClock.now < deadline else {
            Issue.record("it did not become so", sourceLocation: sourceLocation)
            return
        }
        await Task.yield()
    }
}
