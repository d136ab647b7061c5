package import Ordering
package import PraxisCore

/// What ordering wants somebody to look at today: decisions, orders to send, deliveries.
package struct OrderingAttention: AttentionSource {
    let ordering: OrderingService

    package init(ordering: OrderingService) { self.ordering = ordering }

    /// What waits for the caller, or for an answer to them.
    package func attention(as caller: Caller, frame: Frame) async throws -> [Attention] {
        guard frame.may(.requisitionRead) || frame.may(.orderRead) else { return [] }
        guard let duties = try await self.ordering.duties(as: caller) else { return [] }
        let scope = frame.scope
        return [
            Attention(
                .now, count: duties.toDecide,
                one: "requisition waits for your decision", many: "requisitions wait for your decision",
                place: .requisitions(scope, .submitted)),
            Attention(
                .now, count: duties.returned,
                one: "requisition came back to you", many: "requisitions came back to you",
                detail: "Change and hand in again, or withdraw.", place: .requisitions(scope, .returned)),
            Attention(
                .now, count: duties.late, one: "delivery is late", many: "deliveries are late",
                place: .orders(scope, .released)),
            Attention(
                .soon, count: duties.toSend,
                one: "order is approved and not yet sent", many: "orders are approved and not yet sent",
                place: .orders(scope, .approved)),
            Attention(
                .info, count: duties.due,
                one: "delivery is due within a week", many: "deliveries are due within a week",
                place: .orders(scope, .released)),
            Attention(
                .info, count: duties.submitted,
                one: "requisition of yours waits for approval", many: "requisitions of yours wait for approval",
                place: .requisitions(scope, .submitted)),
        ]
    }
}
