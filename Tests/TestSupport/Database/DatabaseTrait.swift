package import Testing

/// Gives each test case a database of its own: a copy of the migrated template, dropped afterwards.
package struct DatabaseTrait: SuiteTrait, TestTrait, TestScoping {
    package let hasDemonstration: Bool

    package var isRecursive: Bool { true }

    /// Once per test case, not once per suite.
    package func provideScope(
        for test: Test, testCase: Test.Case?, performing body: @Sendable () async throws -> Void
    ) async throws {
        guard testCase != nil else { return try await body() }
        try await TestCluster.shared.withCopyOfTemplate(demonstration: self.hasDemonstration) { database in
            try await database.run(body)
        }
    }
}

extension Trait where Self == DatabaseTrait {
    /// `TestDatabase.current` is a migrated database of the test's own.
    package static var database: Self { Self(hasDemonstration: false) }
    /// The same with the demonstration practices in it.
    package static var demonstration: Self { Self(hasDemonstration: true) }
}
