import Ordering
import Postgres
import PraxisCore
import TestSupport
import Testing

@Suite(.demonstration) struct `Two people at one document` {
    @Test(arguments: 1...5) func `change a draft one after the other, and the second is told`(round: Int) async throws {
        let desk = try Desk()
        let (gauze, day) = (try await desk.item("MSD-GAU-44"), try await desk.today())
        let id = try await desk.ordering.request(
            RequisitionDraft(neededOn: day, lines: [.init(item: gauze, packs: 1)]), as: desk.caller(.buyer))
        let callers = [try desk.caller(.buyer), try desk.caller(.managerOfDenver)]
        let refusals = await withTaskGroup(of: OrderingError?.self) { group in
            for (packs, caller) in zip([5, 7], callers) {
                group.addTask {
                    do {
                        try await desk.ordering.revise(
                            id, RequisitionDraft(neededOn: day, lines: [.init(item: gauze, packs: packs)]), version: 1,
                            as: caller)
                        return nil
                    } catch {
                        return error as? OrderingError ?? .notFound
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(refusals.compactMap(\.self) == [.stale(seen: 1, now: 2)])
        let record = try await desk.ordering.requisition(id, as: callers[0])
        #expect(record.requisition.version == 2)
        #expect(record.lines.count == 1)
    }

    @Test(arguments: 1...5) func `decide a request once`(round: Int) async throws {
        let desk = try Desk()
        let id = try await desk.requisition([("MSD-GAU-44", 1)])
        let callers = [try desk.caller(.administrator), try desk.caller(.managerOfDenver)]
        let refusals = await withTaskGroup(of: OrderingError?.self) { group in
            for caller in callers {
                group.addTask {
                    do {
                        try await desk.ordering.decide(id, .return, reason: "Ask for less", version: 2, as: caller)
                        return nil
                    } catch {
                        return error as? OrderingError ?? .notFound
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(refusals.compactMap(\.self) == [.stale(seen: 2, now: 3)])
        #expect(try await desk.ordering.requisition(id, as: callers[0]).requisition.version == 3)
    }

    @Test(arguments: 1...5) func `cancel and receive an order, but not both`(round: Int) async throws {
        let desk = try Desk()
        let requisition = try await desk.requisition([("MSD-GAU-44", 2)])
        let order = try #require(
            try await desk.ordering.approve(requisition, version: 2, as: desk.caller(.managerOfDenver)).first)
        let (buyer, day) = (try desk.caller(.buyer), try await desk.today())
        try await desk.ordering.move(order, .release, version: 1, as: buyer)
        async let canceled = desk.succeeds {
            try await desk.ordering.move(order, .cancel, reason: "Too late", version: 2, as: buyer)
        }
        async let received = desk.succeeds {
            _ = try await desk.ordering.receive([.init(number: 1, packs: 2)], of: order, on: day, as: buyer)
        }
        let outcomes = try await [canceled, received]
        #expect(outcomes.count { $0 } == 1)
        #expect(try await desk.discrepancies() == 0)
    }
}

extension Desk {
    /// Whether it is done; ordering's own refusals are no.
    func succeeds(_ body: @Sendable () async throws -> Void) async throws -> Bool {
        do {
            try await body()
            return true
        } catch is OrderingError {
            return false
        }
    }
}
