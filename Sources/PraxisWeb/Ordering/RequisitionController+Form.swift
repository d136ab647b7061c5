import HTML
import HTTPTypes
import Hummingbird
import Ordering
import PraxisCore

extension RequisitionController {
    @Sendable func blank(request: Request, context: ScopedContext) async throws -> Response {
        let frame = try await context.frame()
        guard frame.scope != .all else { return try await self.chooseClinic(context, frame) }
        let form = RequisitionForm(neededOn: frame.today.adding(days: 7).description)
        return try await self.formPage(context, frame, nil, form)
    }

    /// A requisition belongs to one clinic: in the scope of all, the first step is to choose it.
    private func chooseClinic(_ context: ScopedContext, _ frame: Frame) async throws -> Response {
        context.page(frame, "New requisition") {
            pageHeader(
                "New requisition", lead: "For which clinic?", trail: [Crumb("Requisitions", .requisitions(.all))])
            ul(.class("hits")) {
                for clinic in frame.clinics {
                    li { a(.href(.newRequisition(.clinic(clinic.slug)))) { clinic.name } }
                }
            }
        }
    }

    @Sendable func add(request: Request, context: ScopedContext) async throws -> Response {
        let form = RequisitionForm(context.form)
        do {
            if form.wantsMoreLines { return try await self.again(context, nil, form, FieldErrors()) }
            let today = try await context.frame().today
            let id = try await self.ordering.request(
                try form.validated(on: today), submitting: context.form.has("submit"), as: context.caller)
            return .redirect(
                to: .requisition(context.scope, id),
                flash: context.form.has("submit") ? "Handed in for approval" : "Saved as a draft")
        } catch {
            guard let errors = Self.mistakes(in: error) else { throw error }
            return try await self.again(context, nil, form, errors)
        }
    }

    @Sendable func edit(request: Request, context: ScopedContext) async throws -> Response {
        async let shell = context.frame()
        let record = try await self.ordering.requisition(
            context.parameters.require("requisition"), as: context.caller)
        let frame = try await shell
        guard record.requisition.status.isEditable else {
            throw OrderingError.notAllowed("change", from: record.requisition.status.rawValue)
        }
        return try await self.formPage(context, frame, record.requisition, RequisitionForm(record))
    }

    @Sendable func change(request: Request, context: ScopedContext) async throws -> Response {
        let id: Requisition.ID = try context.parameters.require("requisition")
        let form = RequisitionForm(context.form)
        let record = try await self.ordering.requisition(id, as: context.caller)
        do {
            if form.wantsMoreLines { return try await self.again(context, record.requisition, form, FieldErrors()) }
            let today = try await context.frame().today
            try await self.ordering.revise(
                id, try form.validated(on: today), version: context.version(), as: context.caller)
            return .redirect(to: .requisition(context.scope, id), flash: "Saved")
        } catch {
            guard let errors = Self.mistakes(in: error) else { throw error }
            return try await self.again(context, record.requisition, form, errors)
        }
    }

    /// What the form is shown again with; what was typed is kept.
    private static func mistakes(in error: any Error) -> FieldErrors? {
        switch error {
        case let errors as FieldErrors: errors
        case OrderingError.unknownItem: FieldErrors("lines.0.item", "An item is not sold any more")
        case OrderingError.lineTooLarge:
            FieldErrors("lines.0.packs", "Ask for fewer packs: a line costs at most 100 billion dollars")
        case OrderingError.neededInPast: FieldErrors("needed_on", "Give a day that has not gone by")
        default: nil
        }
    }

    private func again(
        _ context: ScopedContext, _ requisition: Requisition?, _ form: RequisitionForm, _ errors: FieldErrors
    ) async throws -> Response {
        try await self.formPage(context, try await context.frame(), requisition, form, errors)
    }

    private func formPage(
        _ context: ScopedContext, _ frame: Frame, _ requisition: Requisition?, _ form: RequisitionForm,
        _ errors: FieldErrors = FieldErrors()
    ) async throws -> Response {
        async let lacking = self.ordering.lacks(as: context.caller)
        let items = try await self.ordering.available(as: context.caller)
        let lacks = try await lacking
        let name = requisition.map { "Change \($0.number)" } ?? "New requisition"
        return context.page(frame, name, status: errors.isEmpty ? .ok : .unprocessableContent) {
            requisitionFormPage(context, frame, requisition, form, items, lacks, errors)
        }
    }
}
