import Postgres
package import PraxisCore
package import PraxisWeb
import ServiceLifecycle

/// Records refusals beside the audit trail. That happens off the answer's path, so that the time of an answer does not tell
/// whether there is something elsewhere.
package struct DenialLog: Service {
    private let database: Database
    private let denials: AsyncStream<Denial>
    private let queue: AsyncStream<Denial>.Continuation

    package init(database: Database) {
        self.database = database
        // More than these at once are an attack that the first thousand show well enough.
        (self.denials, self.queue) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(1000))
    }

    /// Takes note of a refusal; it is recorded in its turn.
    package func note(_ denial: Denial) { self.queue.yield(denial) }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            for await denial in self.denials { await self.record(denial) }
        }
    }

    /// Records one now. A claim that is no longer good leaves no record: nobody knows whose it was.
    package func record(_ denial: Denial) async {
        let caller = Caller(claim: denial.claim, scope: .all, request: denial.request, address: denial.address)
        try? await self.database.write(as: caller) { transaction in
            try await transaction.run(
                "SELECT praxis_private.denial_append(\(denial.action), NULL, \(denial.object), \(denial.reason))")
        }
    }
}
