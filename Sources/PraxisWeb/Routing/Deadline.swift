/// Runs something, and cancels it where it takes too long. What is done in spite of that, such as a COMMIT on its way,
/// counts as done.
///
/// - Throws: `DeadlineExceeded` where it was canceled, or what the operation throws.
func withDeadline<Value: Sendable>(
    _ limit: Duration, _ operation: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    try await withThrowingTaskGroup(of: Value?.self) { group in
        group.addTask { try await operation() }
        group.addTask {
            try? await Task.sleep(for: limit)
            return nil
        }
        defer { group.cancelAll() }
        if let value = try await group.next() ?? nil { return value }
        group.cancelAll()
        do {
            if let value = try await group.next() ?? nil { return value }
        } catch is CancellationError {}
        throw DeadlineExceeded()
    }
}
