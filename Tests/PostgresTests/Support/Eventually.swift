import Testing

/// Waits until something that other threads bring about is so; gives up after a minute, which only a hang takes.
func eventually(
    _ condition: @Sendable () async throws -> Bool, sourceLocation: SourceLocation = #_sourceLocation
) async throws {
    let deadline = ContinuousClock.now + .seconds(60)
    while try await !condition() {
        guard ContinuousClock.now < deadline else {
            Issue.record("it did not become so", sourceLocation: sourceLocation)
            return
        }
        await Task.yield()
    }
}
