import Ordering
import Testing

@Suite struct `A requisition` {
    @Test func `goes from draft through submission to approval`() throws {
        #expect(try RequisitionStatus.draft.after(.submit).after(.approve) == .approved)
    }

    @Test func `that was returned may be submitted again`() throws {
        #expect(try RequisitionStatus.submitted.after(.return).after(.submit) == .submitted)
        #expect(RequisitionStatus.returned.isEditable)
    }

    @Test(arguments: [RequisitionStatus.approved, .rejected, .withdrawn], RequisitionEvent.allCases)
    func `that is settled stays so`(status: RequisitionStatus, event: RequisitionEvent) {
        #expect(throws: OrderingError.self) { try status.after(event) }
    }

    @Test(arguments: [RequisitionEvent.approve, .reject, .return])
    func `is decided only when it was submitted`(event: RequisitionEvent) {
        #expect(throws: OrderingError.notAllowed(event.rawValue, from: "draft")) {
            try RequisitionStatus.draft.after(event)
        }
    }
}

@Suite struct `An order` {
    @Test func `is released, then closed`() throws {
        #expect(try OrderStatus.approved.after(.release).after(.close) == .closed)
    }

    @Test func `is not canceled after it is closed`() {
        #expect(throws: OrderingError.self) { try OrderStatus.closed.after(.cancel) }
    }

    @Test func `is received when every line is, whatever came too much of another`() {
        #expect(ReceiptStatus(lines: [(10, 0), (5, 0)]) == .none)
        #expect(ReceiptStatus(lines: [(10, 12), (5, 0)]) == .partly)
        #expect(ReceiptStatus(lines: [(10, 10), (5, 5)]) == .received)
        #expect(ReceiptStatus(lines: []) == .none)
    }
}
