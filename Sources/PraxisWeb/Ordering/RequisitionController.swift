import HTML
import HTTPTypes
import Hummingbird
package import Ordering
import PraxisCore

/// Requisitions: writing them, handing them in, deciding them.
package struct RequisitionController: Controller {
    let ordering: OrderingService

    package init(_ ordering: OrderingService) { self.ordering = ordering }

    package var routes: [Route] {
        [
            .page(.get, "/{scope}/requisitions", .requisitionRead, "Requisitions", self.list),
            .export("/{scope}/requisitions.csv", .requisitionRead, "Requisitions as CSV", self.csv),
            .export("/{scope}/requisitions.xlsx", .requisitionRead, "Requisitions for Excel", self.workbook),
            .page(.get, "/{scope}/requisitions/new", .requisitionWrite, "New requisition", self.blank),
            .page(.post, "/{scope}/requisitions", .requisitionWrite, "New requisition", self.add),
            .page(.get, "/{scope}/requisitions/{requisition}", .requisitionRead, "A requisition", self.show),
            .page(
                .get, "/{scope}/requisitions/{requisition}/edit", .requisitionWrite, "Change a requisition", self.edit),
            .page(
                .post, "/{scope}/requisitions/{requisition}", .requisitionWrite, "Change a requisition", self.change),
            .page(
                .post, "/{scope}/requisitions/{requisition}/submission", .requisitionWrite, "Hand a requisition in",
                self.submit),
            .page(
                .post, "/{scope}/requisitions/{requisition}/withdrawal", .requisitionWrite, "Take a requisition back",
                self.withdraw),
            .page(
                .post, "/{scope}/requisitions/{requisition}/approval", .requisitionApprove, "Approve a requisition",
                self.approve),
            .page(
                .post, "/{scope}/requisitions/{requisition}/return", .requisitionApprove, "Send a requisition back",
                self.sendBack),
            .page(
                .post, "/{scope}/requisitions/{requisition}/rejection", .requisitionApprove, "Turn a requisition down",
                self.reject),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        async let shell = context.frame()
        let views = try await context.savedViews(of: .requisitions)
        if let start = views.start { return .redirect(to: start) }
        let requisitions = try await self.ordering.requisitions(
            status: context.query["status"].flatMap(RequisitionStatus.init(rawValue:)),
            after: context.query["after"].flatMap { Requisition.ID($0) }, as: context.caller)
        let frame = try await shell
        return context.page(frame, "Requisitions") { requisitionsPage(frame, views, requisitions) }
    }

    @Sendable private func csv(request: Request, context: ScopedContext) async throws -> Response {
        try await self.export(context).csv()
    }

    @Sendable private func workbook(request: Request, context: ScopedContext) async throws -> Response {
        try await self.export(context).workbook()
    }

    private func export(_ context: ScopedContext) -> ListExport<Requisition> {
        let status = context.query["status"].flatMap(RequisitionStatus.init(rawValue:))
        return ListExport(
            "requisitions",
            columns: [
                .text("Number") { $0.number }, .text("Clinic") { $0.clinic.name }, .text("Status") { $0.status.title },
                .date("Needed on") { $0.neededOn }, .text("Requester") { $0.requester }, .money("Total") { $0.total },
            ]
        ) { last in
            try await self.ordering.requisitions(status: status, after: last?.id, as: context.caller).rows
        }
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        try await self.page(context)
    }

    /// The record, with what was refused above it where a decision just was.
    private func page(
        _ context: ScopedContext, refused: OrderingError? = nil, errors: FieldErrors = FieldErrors()
    ) async throws -> Response {
        async let shell = context.frame()
        let record = try await self.ordering.requisition(
            context.parameters.require("requisition"), as: context.caller)
        let frame = try await shell
        let status = refused?.problem.status ?? (errors.isEmpty ? .ok : .unprocessableContent)
        return context.page(frame, record.requisition.number, status: status) {
            requisitionPage(context, frame, record, refused: refused?.problem, errors: errors)
        }
    }

    @Sendable private func submit(request: Request, context: ScopedContext) async throws -> Response {
        try await self.decided(context, "Handed in for approval") { id in
            try await self.ordering.move(id, .submit, version: context.version(), as: context.caller)
        }
    }

    @Sendable private func withdraw(request: Request, context: ScopedContext) async throws -> Response {
        try await self.decided(context, "Taken back") { id in
            try await self.ordering.move(
                id, .withdraw, reason: context.form["reason"].map { String($0.prefix(500)) },
                version: context.version(), as: context.caller)
        }
    }

    @Sendable private func approve(request: Request, context: ScopedContext) async throws -> Response {
        try await self.decided(context, "Approved: the budget is reserved and the orders are made") { id in
            _ = try await self.ordering.approve(id, version: context.version(), as: context.caller)
        }
    }

    @Sendable private func sendBack(request: Request, context: ScopedContext) async throws -> Response {
        try await self.decide(.return, context, "Sent back")
    }

    @Sendable private func reject(request: Request, context: ScopedContext) async throws -> Response {
        try await self.decide(.reject, context, "Turned down")
    }

    private func decide(_ event: RequisitionEvent, _ context: ScopedContext, _ flash: String) async throws -> Response {
        guard let reason = context.form["reason"] else {
            return try await self.page(context, errors: FieldErrors("reason-\(event.rawValue)", "Say why"))
        }
        return try await self.decided(context, flash) { id in
            try await self.ordering.decide(
                id, event, reason: String(reason.prefix(500)), version: context.version(), as: context.caller)
        }
    }

    /// A step of the record: to its page, or the page again with the reason of the refusal.
    private func decided(
        _ context: ScopedContext, _ flash: String, _ step: (Requisition.ID) async throws -> Void
    ) async throws -> Response {
        let id: Requisition.ID = try context.parameters.require("requisition")
        do {
            try await step(id)
        } catch OrderingError.notFound {
            throw NotFound()
        } catch OrderingError.reasonMissing {
            return try await self.page(context, errors: FieldErrors("reason-withdraw", "Say why"))
        } catch let refused as OrderingError {
            return try await self.page(context, refused: refused)
        }
        return .redirect(to: .requisition(context.scope, id), flash: flash)
    }
}
