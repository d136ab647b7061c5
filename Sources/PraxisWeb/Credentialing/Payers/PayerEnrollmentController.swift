import Credentialing
import HTML
import Hummingbird
import PraxisCore

/// Who is enrolled with which payer: lists, one enrollment, and the form that changes it.
struct PayerEnrollmentController: Controller {
    let enrollments: EnrollmentService

    var routes: [Route] {
        [
            .page(.get, "/{scope}/enrollments", .enrollmentRead, "Payers", self.list),
            .export("/{scope}/enrollments.csv", .enrollmentRead, "Enrollments as CSV", self.csv),
            .export("/{scope}/enrollments.xlsx", .enrollmentRead, "Enrollments as workbook", self.workbook),
            .page(.get, "/{scope}/enrollments/missing", .enrollmentRead, "Not billable", self.missing),
            .export("/{scope}/enrollments/missing.csv", .enrollmentRead, "Not billable as CSV", self.missingCSV),
            .export(
                "/{scope}/enrollments/missing.xlsx", .enrollmentRead, "Not billable as workbook", self.missingWorkbook),
            .page(.get, "/{scope}/enrollments/{enrollment}", .enrollmentRead, "An enrollment", self.show),
            .page(.get, "/{scope}/enrollments/{enrollment}/edit", .enrollmentWrite, "Change an enrollment", self.edit),
            .page(.post, "/{scope}/enrollments/{enrollment}", .enrollmentWrite, "Change an enrollment", self.change),
        ]
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        async let frame = context.frame()
        let page = try await self.enrollments.page(
            try EnrollmentFilter(context.query), after: context.query["after"].flatMap { Enrollment.ID($0) },
            as: context.caller)
        let shell = try await frame
        return context.page(shell, "Payers") {
            enrollmentsPage(context, shell, page.rows, next: page.next, plans: page.plans)
        }
    }

    @Sendable private func csv(request: Request, context: ScopedContext) async throws -> Response {
        try await self.export(context).csv()
    }

    @Sendable private func workbook(request: Request, context: ScopedContext) async throws -> Response {
        try await self.export(context).workbook()
    }

    private func export(_ context: ScopedContext) throws -> ListExport<Enrollment> {
        let filter = try EnrollmentFilter(context.query)
        return ListExport(
            "enrollments",
            columns: [
                .text("Name") { $0.name }, .text("NPI") { $0.npi }, .text("Clinic") { $0.clinic },
                .text("Payer") { $0.payer }, .text("Plan") { $0.planName }, .text("Line") { $0.line.title },
                .text("Status") { $0.status.title },
                .text("Participating") { $0.isParticipating.map { $0 ? "yes" : "no" } },
                .date("Submitted") { $0.submittedOn }, .date("Effective") { $0.effectiveOn },
                .date("Last day") { $0.termOn }, .text("Payer's number") { $0.payerNumber },
                .date("Revalidation due") { $0.revalidationDueOn },
                .text("Billable today") { $0.isBillable ? "yes" : "no" },
                .text("Hold claims") { $0.heldDays },
            ]
        ) { last in try await self.enrollments.enrollments(filter, after: last?.id, as: context.caller) }
    }

    // MARK: Not billable

    @Sendable private func missing(request: Request, context: ScopedContext) async throws -> Response {
        async let frame = context.frame()
        let rows = try await self.enrollments.missing(plan: try self.plan(context), as: context.caller)
        let plans = try await self.enrollments.plans(as: context.caller)
        let shell = try await frame
        return context.page(shell, "Not billable") { missingPage(context, shell, rows, plans: plans) }
    }

    private func plan(_ context: ScopedContext) throws -> PayerPlan.ID? { try PayerPlan.ID(query: context.query) }

    @Sendable private func missingCSV(request: Request, context: ScopedContext) async throws -> Response {
        try await self.missingExport(context).csv()
    }

    @Sendable private func missingWorkbook(request: Request, context: ScopedContext) async throws -> Response {
        try await self.missingExport(context).workbook()
    }

    private func missingExport(_ context: ScopedContext) throws -> ListExport<MissingEnrollment> {
        let plan = try self.plan(context)
        return ListExport(
            "not-billable",
            columns: [
                .text("Name") { $0.name }, .text("Role") { $0.roleTitle }, .text("Clinic") { $0.clinic },
                .text("Payer") { $0.payer }, .text("Plan") { $0.planName },
                .text("Application") { $0.status?.title ?? "None" }, .date("Billable from") { $0.billableFrom },
                .date("Billable until") { $0.billableUntil }, .text("Hold claims") { $0.isHeld ? "yes" : "no" },
                .text("Warning") { $0.sentence },
            ]
        ) { last in
            last == nil ? try await self.enrollments.missing(plan: plan, as: context.caller) : []
        }
    }

    // MARK: One enrollment

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        async let frame = context.frame()
        let record = try await self.record(context)
        let shell = try await frame
        return context.page(shell, record.enrollment.planTitle) { payerEnrollmentPage(context, shell, record) }
    }

    private func record(_ context: ScopedContext) async throws -> EnrollmentRecord {
        try await self.enrollments.record(try context.parameters.require("enrollment"), as: context.caller)
    }

    @Sendable private func edit(request: Request, context: ScopedContext) async throws -> Response {
        try await self.form(context, FieldErrors())
    }

    private func form(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let record = try await self.record(context)
        return context.page(
            try await frame, "Change an enrollment", status: errors.isEmpty ? .ok : .unprocessableContent
        ) { changeEnrollmentPage(context, record, errors) }
    }

    @Sendable private func change(request: Request, context: ScopedContext) async throws -> Response {
        let id: Enrollment.ID = try context.parameters.require("enrollment")
        do {
            try await self.enrollments.change(
                id, try EnrollmentDraft { context.form[$0] }, version: try context.version(), as: context.caller)
            return .redirect(to: .enrollment(context.scope, id), flash: "Saved; what it was before stays on record")
        } catch {
            return try await self.form(context, try EnrollmentError.mistakes(in: error))
        }
    }
}

extension EnrollmentFilter {
    /// Reads `status`, `plan`, `q`, `due` and `held`.
    init(_ query: Form) throws(FieldErrors) {
        var filter = EnrollmentFilter(search: query["q"].map { String($0.prefix(100)) })
        filter.plan = try PayerPlan.ID(query: query)
        filter.isRevalidating = query["due"] != nil
        filter.isHeld = query["held"] != nil
        if let status = query["status"] {
            guard let known = Enrollment.Status(rawValue: status) else {
                throw FieldErrors("status", "Choose where applications stand")
            }
            filter.status = known
        }
        self = filter
    }
}

extension PayerPlan.ID {
    /// Reads `plan`.
    init?(query: Form) throws(FieldErrors) {
        guard let text = query["plan"] else { return nil }
        guard let id = PayerPlan.ID(text) else { throw FieldErrors("plan", "Choose a plan") }
        self = id
    }
}
