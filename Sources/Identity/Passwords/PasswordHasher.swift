import Dispatch
import Synchronization

/// Hashes passwords on two threads of its own behind a bounded queue, so that a flood of sign-ins leaves the other
/// requests alone.
package final class PasswordHasher: Sendable {
    /// The queue is full; the caller should try again later.
    package struct Overloaded: Error {}

    /// How much work a hash is, and how many may wait.
    package struct Configuration: Sendable {
        package var cost: ScryptCost
        /// How many hashes may wait or run at a time.
        package var limit: Int

        package init(cost: ScryptCost = .standard, limit: Int = 32) {
            self.cost = cost
            self.limit = limit
        }
    }

    private struct Load {
        var lanes = [0, 0]
        var finished = 0
    }

    package let configuration: Configuration
    /// Of ordinary priority: with less, a busy machine would let nobody sign in before the request's deadline.
    let lanes = [
        DispatchQueue(label: "praxis.password.1", qos: .default),
        DispatchQueue(label: "praxis.password.2", qos: .default),
    ]
    private let load = Mutex(Load())

    package init(_ configuration: Configuration = Configuration()) { self.configuration = configuration }

    /// How many passwords were hashed since the start.
    package var count: Int { self.load.withLock(\.finished) }

    /// A hash for keeping, of the current cost and with a new salt.
    package func hash(_ password: String) async throws -> PasswordHash {
        try await self.hash(password, by: PasswordRecipe(cost: self.configuration.cost))
    }

    /// The hash that a recipe gives; it is the right password where the key is that of the recipe's owner.
    package func hash(_ password: String, by recipe: PasswordRecipe) async throws -> PasswordHash {
        let lane = try self.enter()
        return try await withCheckedThrowingContinuation { continuation in
            self.lanes[lane].async {
                let result = Result { try recipe.hash(password) }
                self.leave(lane)
                continuation.resume(with: result)
            }
        }
    }

    private func enter() throws(Overloaded) -> Int {
        let lane: Int? = self.load.withLock { load in
            guard load.lanes[0] + load.lanes[1] < self.configuration.limit else { return nil }
            let lane = load.lanes[0] <= load.lanes[1] ? 0 : 1
            load.lanes[lane] += 1
            return lane
        }
        guard let lane else { throw Overloaded() }
        return lane
    }

    private func leave(_ lane: Int) {
        self.load.withLock { load in
            load.lanes[lane] -= 1
            load.finished += 1
        }
    }
}
