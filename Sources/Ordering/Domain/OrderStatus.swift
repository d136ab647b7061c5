/// Where an order stands.
package enum OrderStatus: String, CaseIterable, Sendable {
    case approved, released, closed, canceled
}

/// What may happen to an order.
package enum OrderEvent: String, CaseIterable, Sendable {
    /// It is sent to the vendor.
    case release
    /// Everything on it arrived.
    case close
    /// It is given up; what it still holds of the budget is freed.
    case cancel
}

extension OrderStatus {
    /// The one transition function of orders; closed and canceled are final.
    package func after(_ event: OrderEvent) throws(OrderingError) -> OrderStatus {
        switch (self, event) {
        case (.approved, .release): .released
        case (.released, .close): .closed
        case (.approved, .cancel), (.released, .cancel): .canceled
        default: throw .notAllowed(event.rawValue, from: self.rawValue)
        }
    }
}

/// How much of an order has arrived: its own dimension, never mixed into the status.
package enum ReceiptStatus: String, CaseIterable, Sendable {
    case none
    case partly = "partly_received"
    case received

    /// An order is received when every line is; more than ordered of one line completes no other.
    package init(lines: [(ordered: Int, received: Int)]) {
        if lines.allSatisfy({ $0.received >= $0.ordered }) && !lines.isEmpty {
            self = .received
        } else {
            self = lines.contains { $0.received > 0 } ? .partly : .none
        }
    }
}
