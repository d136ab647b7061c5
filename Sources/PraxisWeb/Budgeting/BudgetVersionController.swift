package import Budgeting
import Crypto
import HTML
import HTTPTypes
import Hummingbird
import PraxisCore

/// Budget versions: from a file, through its preview, to approval.
package struct BudgetVersionController: Controller {
    let budgets: BudgetService

    package init(_ budgets: BudgetService) { self.budgets = budgets }

    package var routes: [Route] {
        [
            .page(.get, "/{scope}/budgets/import", .budgetWrite, "Import a budget", self.blank),
            .page(
                .post, "/{scope}/budgets/import", .budgetWrite, "Preview a budget file", body: .upload(limit: 8 << 20),
                self.preview),
            .page(
                .post, "/{scope}/budget-versions", .budgetWrite, "Enter a confirmed budget",
                body: .upload(limit: 12 << 20), self.enter),
            .page(.get, "/{scope}/budget-versions/{version}", .balanceRead, "A budget version", self.show),
            .page(
                .post, "/{scope}/budget-versions/{version}", .budgetWrite, "Change a budget's name and reason",
                self.edit),
            .export(
                "/{scope}/budget-versions/{version}/lines.csv", .balanceRead, "A budget version's amounts as CSV",
                self.linesCSV),
            .page(
                .post, "/{scope}/budget-versions/{version}/withdrawal", .budgetWrite, "Take a budget back",
                self.withdraw),
            .page(
                .post, "/{scope}/budget-versions/{version}/discard", .budgetWrite, "Discard a budget that waits",
                self.discard),
            .page(
                .post, "/{scope}/budget-versions/{version}/submission", .budgetWrite, "Hand a budget in", self.submit),
            .page(
                .post, "/{scope}/budget-versions/{version}/return", .budgetApprove, "Send a budget back",
                self.sendBack),
            .page(
                .post, "/{scope}/budget-versions/{version}/approval", .budgetApprove, "Approve a budget",
                self.approve),
        ]
    }

    @Sendable private func blank(request: Request, context: ScopedContext) async throws -> Response {
        let frame = try await context.frame()
        return context.page(frame, "Import a budget") { budgetImportPage(context, BudgetImportForm(frame.today.year)) }
    }

    @Sendable private func preview(request: Request, context: ScopedContext) async throws -> Response {
        let frame = try await context.frame()
        let form = BudgetImportForm(context.form)
        do {
            let year = try form.checked()
            guard let file = context.upload.file, !file.bytes.isEmpty else {
                throw FieldErrors("file", "Choose a CSV file")
            }
            let preview = try await self.budgets.preview(file.bytes, for: year, as: context.caller)
            return context.page(frame, "Preview of a budget") {
                budgetPreviewPage(context, form, year, preview, file.bytes)
            }
        } catch let errors as FieldErrors {
            return self.again(context, frame, form, errors)
        } catch let failure as CSVFailure {
            return self.again(context, frame, form, FieldErrors("file", "The file cannot be read: \(failure.message)"))
        }
    }

    private func again(
        _ context: ScopedContext, _ frame: Frame, _ form: BudgetImportForm, _ errors: FieldErrors
    ) -> Response {
        context.page(frame, "Import a budget", status: .unprocessableContent) {
            budgetImportPage(context, form, errors)
        }
    }

    @Sendable private func enter(request: Request, context: ScopedContext) async throws -> Response {
        let form = BudgetImportForm(context.form)
        let year = try form.checked()
        let bytes = try CarriedFile.bytes(context.form)
        let preview = try await self.budgets.preview(bytes, for: year, as: context.caller)
        let draft = BudgetDraft(
            year: year, name: form.name ?? "Budget \(year)", reason: form.reason, lines: preview.file.lines,
            fileDigest: Array(SHA256.hash(data: bytes)))
        do {
            let id = try await self.budgets.enter(draft, as: context.caller)
            return .redirect(to: .budgetVersion(context.scope, id), flash: "Entered as a draft")
        } catch BudgetingError.reasonMissing {
            let frame = try await context.frame()
            let errors = FieldErrors("reason", "Say why the budget is revised")
            return context.page(frame, "Preview of a budget", status: .unprocessableContent) {
                budgetPreviewPage(context, form, year, preview, bytes, errors)
            }
        }
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        try await self.page(context)
    }

    private func page(_ context: ScopedContext, _ errors: FieldErrors = FieldErrors()) async throws -> Response {
        async let shell = context.frame()
        let (version, lines) = try await self.budgets.versionRecord(
            context.parameters.require("version"), as: context.caller)
        let frame = try await shell
        return context.page(frame, version.name, status: errors.isEmpty ? .ok : .unprocessableContent) {
            budgetVersionPage(context, frame, version, lines, errors)
        }
    }

    @Sendable private func submit(request: Request, context: ScopedContext) async throws -> Response {
        try await self.move(.submit, context, flash: "Handed in")
    }

    @Sendable private func withdraw(request: Request, context: ScopedContext) async throws -> Response {
        try await self.move(.withdraw, context, flash: "Taken back")
    }

    @Sendable private func discard(request: Request, context: ScopedContext) async throws -> Response {
        try await self.move(.discard, context, flash: "Discarded")
    }

    @Sendable private func edit(request: Request, context: ScopedContext) async throws -> Response {
        let id: BudgetVersion.ID = try context.parameters.require("version")
        let form = BudgetImportForm(context.form)
        guard let name = form.name else {
            return try await self.page(context, FieldErrors("name", "Give it a name"))
        }
        try await self.budgets.edit(
            id, name: name, reason: form.reason, version: context.version(), as: context.caller)
        return .redirect(to: .budgetVersion(context.scope, id), flash: "Saved")
    }

    @Sendable private func linesCSV(request: Request, context: ScopedContext) async throws -> Response {
        let (version, lines) = try await self.budgets.versionRecord(
            context.parameters.require("version"), as: context.caller)
        return try await ListExport<VersionLine>(
            "budget-version-\(version.year)",
            columns: [
                .text("Clinic") { $0.clinic.slug.description }, .text("Account") { $0.code.description },
                .text("Name") { $0.name }, .text("Type") { $0.type.rawValue },
                .money("This version") { $0.amount }, .money("Controls now") { $0.current ?? .zero },
            ]
        ) { last in last == nil ? lines : [] }.csv()
    }

    @Sendable private func sendBack(request: Request, context: ScopedContext) async throws -> Response {
        guard context.form["reason"] != nil else {
            return try await self.page(context, FieldErrors("reason", "Say why it is sent back"))
        }
        return try await self.move(.return, context, flash: "Sent back")
    }

    @Sendable private func approve(request: Request, context: ScopedContext) async throws -> Response {
        try await self.move(.approve, context, flash: "Approved: it controls from now on")
    }

    private func move(_ event: BudgetEvent, _ context: ScopedContext, flash: String) async throws -> Response {
        let id: BudgetVersion.ID = try context.parameters.require("version")
        try await self.budgets.move(
            id, event, reason: context.form["reason"].map { String($0.prefix(500)) }, version: context.version(),
            as: context.caller)
        return .redirect(to: .budgetVersion(context.scope, id), flash: flash)
    }
}

/// What the form of an import holds beside the file.
struct BudgetImportForm {
    let year: String?
    let name: String?
    let reason: String?

    init(_ year: Int) {
        self.year = String(year)
        self.name = nil
        self.reason = nil
    }

    init(_ form: Form) {
        self.year = form["year"]
        self.name = form["name"].map { String($0.prefix(120)) }
        self.reason = form["reason"].map { String($0.prefix(500)) }
    }

    func checked() throws(FieldErrors) -> FiscalYearCode {
        guard let year = self.year.flatMap({ FiscalYearCode($0) }) else {
            throw FieldErrors("year", "Write the fiscal year like 2026")
        }
        return year
    }
}
