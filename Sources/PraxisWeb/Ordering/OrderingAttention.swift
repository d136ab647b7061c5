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
                duties.toDecide == 1 ? "requisition waits for your decision" : "requisitions wait for your decision",
                place: .requisitions(scope, .submitted)),
            Attention(
                .now, count: duties.returned,
                duties.returned == 1 ? "requisition came back to you" : "requisitions came back to you",
                detail: "Change them and hand them in again, or withdraw them.", place: .requisitions(scope, .returned)),
            Attention(
                .now, count: duties.late, duties.late == 1 ? "delivery is late" : "deliveries are late",
                place: .orders(scope, .released)),
            Attention(
                .soon, count: duties.toSend,
                duties.toSend == 1 ? "order is approved and not yet sent" : "orders are approved and not yet sent",
                place: .orders(scope, .approved)),
            Attention(
                .info, count: duties.due,
                duties.due == 1 ? "delivery is due within a week" : "deliveries are due within a week",
                place: .orders(scope, .released)),
            Attention(
                .info, count: duties.submitted,
                duties.submitted == 1
                    ? "requisition of yours waits for approval" : "requisitions of yours wait for approval",
                place: .requisitions(scope, .submitted)),
        ]
    }
}
