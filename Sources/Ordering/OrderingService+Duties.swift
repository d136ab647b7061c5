import Postgres
package import PraxisCore

extension OrderingService {
    /// What waits for the caller; nothing of what they may not read.
    package func duties(as caller: Caller) async throws -> OrderingDuties? {
        try await self.database.read(as: caller, DutyStore.duties(in: caller.scope)).first
    }

    /// Requisitions and orders whose number contains the words.
    package func documents(
        matching words: String, as caller: Caller
    ) async throws -> (requisitions: [NumberedDocument], orders: [NumberedDocument]) {
        try await self.database.read(
            as: caller, NumberStore.requisitions(matching: words, in: caller.scope),
            NumberStore.orders(matching: words, in: caller.scope))
    }
}
