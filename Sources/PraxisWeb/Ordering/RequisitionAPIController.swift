import HTTPTypes
import Hummingbird
package import Ordering
import PraxisCore

/// Requisitions for programs: writing them, handing them in, deciding them.
package struct RequisitionAPIController: Controller {
    let ordering: OrderingService

    package init(_ ordering: OrderingService) { self.ordering = ordering }

    package var routes: [Route] {
        let path: PathTemplate = "/api/v1/{scope}/requisitions/{requisition}"
        let reason: Schema = .object(["reason": .text(1...500)])
        return [
            .api(
                .get, "/api/v1/{scope}/requisitions", .requisitionRead, "List requisitions",
                query: [
                    QueryItem("after", .uuid, "The `next` of the page before"),
                    QueryItem("status", RequisitionStatus.schema, "Requisitions of this status"),
                ], answers: .page(of: Requisition.schema), self.list),
            .api(
                .post, "/api/v1/{scope}/requisitions", .requisitionWrite, "Write a requisition",
                takes: RequisitionInput.schema(isNew: true), answers: .created, status: .created, self.request),
            .api(
                .get, path, .requisitionRead, "A requisition with its lines, decisions and orders",
                answers: RequisitionRecord.schema, self.show),
            .api(
                .put, path, .requisitionWrite, "Change a requisition",
                takes: RequisitionInput.schema(isNew: false), answers: RequisitionRecord.schema, versioned: true,
                self.change),
            .api(
                .post, "/api/v1/{scope}/requisitions/{requisition}/submission", .requisitionWrite,
                "Hand a requisition in", answers: RequisitionRecord.schema, versioned: true, self.submit),
            .api(
                .post, "/api/v1/{scope}/requisitions/{requisition}/withdrawal", .requisitionWrite,
                "Take a requisition back",
                takes: .object(["reason": .text(1...500).optional]), answers: RequisitionRecord.schema, versioned: true,
                self.withdraw),
            .api(
                .post, "/api/v1/{scope}/requisitions/{requisition}/return", .requisitionApprove,
                "Send a requisition back", takes: reason, answers: RequisitionRecord.schema, versioned: true,
                self.sendBack),
            .api(
                .post, "/api/v1/{scope}/requisitions/{requisition}/rejection", .requisitionApprove,
                "Turn a requisition down", takes: reason, answers: RequisitionRecord.schema, versioned: true,
                self.reject),
            .api(
                .post, "/api/v1/{scope}/requisitions/{requisition}/approval", .requisitionApprove,
                "Approve a requisition", answers: .object(["orders": .list(of: .uuid)]),
                versioned: true, self.approve),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        let page = try await self.ordering.requisitions(
            status: context.query["status"].flatMap(RequisitionStatus.init(rawValue:)),
            after: context.query["after"].flatMap { Requisition.ID($0) }, as: context.caller)
        return .json(JSONPage(page.rows, next: page.next(\.id)))
    }

    @Sendable private func request(request: Request, context: ScopedContext) async throws -> Response {
        let input = try context.json(RequisitionInput.self)
        let id = try await self.ordering.request(input.draft, submitting: input.submit ?? false, as: context.caller)
        return .created(id)
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        try await self.answer(context.parameters.require("requisition"), context)
    }

    @Sendable private func change(request: Request, context: ScopedContext) async throws -> Response {
        let id: Requisition.ID = try context.parameters.require("requisition")
        try await self.ordering.revise(
            id, try context.json(RequisitionInput.self).draft, version: context.version(), as: context.caller)
        return try await self.answer(id, context)
    }

    @Sendable private func submit(request: Request, context: ScopedContext) async throws -> Response {
        let id: Requisition.ID = try context.parameters.require("requisition")
        try await self.ordering.move(id, .submit, version: context.version(), as: context.caller)
        return try await self.answer(id, context)
    }

    @Sendable private func withdraw(request: Request, context: ScopedContext) async throws -> Response {
        let id: Requisition.ID = try context.parameters.require("requisition")
        try await self.ordering.move(
            id, .withdraw, reason: try context.json(OptionalReasonInput.self).reason, version: context.version(),
            as: context.caller)
        return try await self.answer(id, context)
    }

    @Sendable private func sendBack(request: Request, context: ScopedContext) async throws -> Response {
        try await self.decide(.return, context)
    }

    @Sendable private func reject(request: Request, context: ScopedContext) async throws -> Response {
        try await self.decide(.reject, context)
    }

    private func decide(_ event: RequisitionEvent, _ context: ScopedContext) async throws -> Response {
        let id: Requisition.ID = try context.parameters.require("requisition")
        try await self.ordering.decide(
            id, event, reason: try context.json(ReasonInput.self).reason, version: context.version(),
            as: context.caller)
        return try await self.answer(id, context)
    }

    @Sendable private func approve(request: Request, context: ScopedContext) async throws -> Response {
        let orders = try await self.ordering.approve(
            context.parameters.require("requisition"), version: context.version(), as: context.caller)
        return .json(["orders": orders.json])
    }

    private func answer(_ id: Requisition.ID, _ context: ScopedContext) async throws -> Response {
        let record = try await self.ordering.requisition(id, as: context.caller)
        return .json(record, version: record.requisition.version)
    }
}
