import Credentialing
import HTML
import HTTPTypes
import Hummingbird
import NIOCore
import PraxisCore

/// Rosters of delegated payers: what would be sent, what was, how it is laid out, and what came back.
struct PayerRosterController: Controller {
    let enrollments: EnrollmentService

    var routes: [Route] {
        [
            .page(.get, "/{scope}/payers/{plan}/rosters", .payerRosterRead, "Rosters of a plan", self.show),
            .page(.post, "/{scope}/payers/{plan}/rosters", .payerRosterWrite, "Freeze a roster", self.submit),
            .page(
                .get, "/{scope}/payers/{plan}/rosters/layout", .payerRosterWrite, "Layout of a roster", self.editLayout),
            .page(
                .post, "/{scope}/payers/{plan}/rosters/layout", .payerRosterWrite, "Layout of a roster", self.saveLayout
            ),
            .page(.get, "/{scope}/payer-rosters/{submission}", .payerRosterRead, "A roster", self.showSent),
            .export("/{scope}/payer-rosters/{submission}/file.csv", .payerRosterRead, "A roster's file", self.file),
            .page(
                .post, "/{scope}/payer-rosters/{submission}/answer", .payerRosterWrite, "Record a payer's answer",
                self.answer),
        ]
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        try await self.page(context)
    }

    private func page(_ context: ScopedContext, refusal: EnrollmentError? = nil) async throws -> Response {
        async let frame = context.frame()
        let overview = try await self.overview(context)
        let shell = try await frame
        return context.page(
            shell, "Rosters for \(overview.plan.payer)", status: refusal == nil ? .ok : .unprocessableContent
        ) { payerRostersPage(context, shell, overview, refusal: refusal) }
    }

    private func overview(_ context: ScopedContext) async throws -> RosterOverview {
        try await self.enrollments.rosters(of: try context.parameters.require("plan"), as: context.caller)
    }

    @Sendable private func submit(request: Request, context: ScopedContext) async throws -> Response {
        guard let kind = context.form["kind"].flatMap(RosterSubmission.Kind.init(rawValue:)) else {
            throw FieldErrors("kind", "Choose a full file or a delta")
        }
        do {
            let id = try await self.enrollments.submit(
                kind, for: try context.parameters.require("plan"), as: context.caller)
            return .redirect(to: .payerRoster(context.scope, id), flash: "Frozen; send the file to the payer")
        } catch let refusal as EnrollmentError where refusal.isOfRoster {
            return try await self.page(context, refusal: refusal)
        }
    }

    // MARK: The layout

    @Sendable private func editLayout(request: Request, context: ScopedContext) async throws -> Response {
        try await self.layoutForm(context, FieldErrors())
    }

    private func layoutForm(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let overview = try await self.overview(context)
        return context.page(
            try await frame, "Layout of a roster", status: errors.isEmpty ? .ok : .unprocessableContent
        ) { payerRosterLayoutPage(context, overview, errors) }
    }

    @Sendable private func saveLayout(request: Request, context: ScopedContext) async throws -> Response {
        let plan: PayerPlan.ID = try context.parameters.require("plan")
        do {
            _ = try await self.enrollments.save(
                try RosterLayout { context.form[$0] }, for: plan, version: try context.version(), as: context.caller)
            return .redirect(to: .payerRosters(context.scope, plan), flash: "Saved; files that were sent keep theirs")
        } catch let errors as FieldErrors {
            return try await self.layoutForm(context, errors)
        }
    }

    // MARK: A file that was sent

    @Sendable private func showSent(request: Request, context: ScopedContext) async throws -> Response {
        try await self.sent(context, FieldErrors())
    }

    private func sent(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let record = try await self.record(context)
        let shell = try await frame
        return context.page(
            shell, "Roster \(record.submission.number)", status: errors.isEmpty ? .ok : .unprocessableContent
        ) { payerRosterPage(context, shell, record, errors) }
    }

    private func record(_ context: ScopedContext) async throws -> RosterSubmissionRecord {
        try await self.enrollments.submission(try context.parameters.require("submission"), as: context.caller)
    }

    @Sendable private func file(request: Request, context: ScopedContext) async throws -> Response {
        let id: RosterSubmission.ID = try context.parameters.require("submission")
        let delimiter = try await self.record(context).submission.delimiter
        let content = try await self.enrollments.content(of: id, as: context.caller)
        return Response(
            status: .ok,
            headers: [
                .contentType: "\(delimiter.mediaType); charset=utf-8",
                .contentDisposition: "attachment; filename=\"roster.\(delimiter.suffix)\"",
            ], body: .init(byteBuffer: ByteBuffer(string: content)))
    }

    @Sendable private func answer(request: Request, context: ScopedContext) async throws -> Response {
        let record = try await self.record(context)
        do {
            let draft = try RosterAnswerDraft({ context.form[$0] }, rowCount: record.submission.rowCount)
            try await self.enrollments.answer(record.submission.id, draft, as: context.caller)
            return .redirect(to: .payerRoster(context.scope, record.submission.id), flash: "Recorded")
        } catch let errors as FieldErrors {
            return try await self.sent(context, errors)
        }
    }
}
