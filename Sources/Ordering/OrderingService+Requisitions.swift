import Postgres
package import PraxisCore

extension OrderingService {
    /// One page of requisitions, newest first.
    package func requisitions(
        status: RequisitionStatus?, after: Requisition.ID?, as caller: Caller
    ) async throws -> Listing<Requisition> {
        Listing(
            try await self.database.read(
                as: caller, RequisitionStore.requisitions(in: caller.scope, status: status, after: after)))
    }

    /// A requisition with everything that its page shows, in one round trip.
    package func requisition(_ id: Requisition.ID, as caller: Caller) async throws -> RequisitionRecord {
        let (requisitions, lines, decisions, orders, effects, taken, lacks) = try await self.database.read(
            as: caller, RequisitionStore.requisition(id, in: caller.scope), RequisitionStore.lines(of: id),
            RequisitionStore.decisions(on: id), OrderStore.orders(from: id), self.budgets.effects(of: id),
            self.budgets.taken(by: id), ServiceStore.lacks(of: id))
        guard let requisition = requisitions.first else { throw OrderingError.notFound }
        return RequisitionRecord(
            requisition: requisition, lines: lines, decisions: decisions, orders: orders, effects: effects,
            taken: taken, lacks: lacks)
    }

    /// Certificates that the scope's clinic lacks today, for whatever the catalog has something for.
    package func lacks(as caller: Caller) async throws -> [ServiceLack] {
        try await self.database.read(as: caller, ServiceStore.lacks(in: caller.scope))
    }

    /// Writes a new requisition of the scope's clinic; with `submitting`, it is handed in at once.
    package func request(
        _ draft: RequisitionDraft, submitting: Bool = false, as caller: Caller
    ) async throws -> Requisition.ID {
        guard !draft.lines.isEmpty else { throw OrderingError.noLines }
        let lines = try JSONText(draft.lines)
        return try await self.write(as: caller) { transaction in
            let id = Requisition.ID.make()
            let clinic = try Self.site(
                try await transaction.fetch(RequisitionStore.clinic(caller.scope)), of: caller)
            try await transaction.run(RequisitionStore.add(id, draft, in: caller.scope))
            guard try await transaction.execute(RequisitionStore.addLines(lines, to: id)) == draft.lines.count else {
                throw OrderingError.unknownItem
            }
            if submitting { try await transaction.run(RequisitionStore.move(id, to: .submitted, version: 1)) }
            try await transaction.run(
                AuditEvent(
                    "ordering.requisition.create", "requisition", id.uuid, clinic: clinic.id.uuid,
                    after: try JSONText(draft.audited)
                ).append)
            return id
        }
    }

    /// Writes the lines anew, at today's prices.
    package func revise(
        _ id: Requisition.ID, _ draft: RequisitionDraft, version: Int, as caller: Caller
    ) async throws {
        guard !draft.lines.isEmpty else { throw OrderingError.noLines }
        let lines = try JSONText(draft.lines)
        let _: Requisition.ID = try await self.write(as: caller) { transaction in
            let now = try Self.seen(
                try await transaction.fetch(RequisitionStore.locked(id, in: caller.scope)), version: version)
            guard now.status.isEditable else { throw OrderingError.notAllowed("change", from: now.status.rawValue) }
            try await transaction.run(
                RequisitionStore.change(id, draft, version: version), RequisitionStore.removeLines(of: id))
            guard try await transaction.execute(RequisitionStore.addLines(lines, to: id)) == draft.lines.count else {
                throw OrderingError.unknownItem
            }
            try await transaction.run(
                AuditEvent(
                    "ordering.requisition.change", "requisition", id.uuid, clinic: now.clinic.id.uuid,
                    before: try JSONText(["needed_on": now.neededOn.description, "total": now.total.plain]),
                    after: try JSONText(draft.audited)
                ).append)
            return id
        }
    }

    /// Hands a requisition in, or takes it back; taking back what a colleague asked for needs a reason.
    package func move(
        _ id: Requisition.ID, _ event: RequisitionEvent, reason: String? = nil, version: Int, as caller: Caller
    ) async throws {
        let _: Requisition.ID = try await self.write(as: caller) { transaction in
            let now = try Self.seen(
                try await transaction.fetch(RequisitionStore.locked(id, in: caller.scope)), version: version)
            let status = try now.status.after(event)
            try await transaction.run(
                RequisitionStore.move(id, to: status, reason: reason, version: version),
                AuditEvent(
                    "ordering.requisition.\(event.rawValue)", "requisition", id.uuid, clinic: now.clinic.id.uuid,
                    before: try JSONText(["status": now.status.rawValue]),
                    after: try JSONText(["status": status.rawValue, "total": now.total.plain]), reason: reason
                ).append)
            return id
        }
    }
}
