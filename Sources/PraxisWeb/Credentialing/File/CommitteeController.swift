package import Credentialing
import FoundationEssentials
import HTML
import Hummingbird
import PraxisCore

/// The committee: meetings, agenda, votes, and the minutes that decide.
package struct CommitteeController: Controller {
    let files: FileService

    package init(files: FileService) { self.files = files }

    package var routes: [Route] {
        [
            .page(.get, "/{scope}/committee", .fileRead, "Committee", self.list),
            .page(.post, "/{scope}/committee", .committeeWrite, "Plan a meeting", self.plan),
            .page(.get, "/{scope}/committee/{meeting}", .fileRead, "A meeting of the committee", self.show),
            .page(
                .post, "/{scope}/committee/{meeting}/agenda", .committeeWrite, "Put a file on the agenda", self.schedule
            ),
            .page(.post, "/{scope}/committee/{meeting}/session", .committeeWrite, "Open a meeting", self.begin),
            .page(.post, "/{scope}/committee/{meeting}/votes", .committeeWrite, "Copy a vote from paper", self.vote),
            .page(
                .post, "/{scope}/committee/{meeting}/papers", .committeeWrite, "Put signed votes on file",
                body: .upload(limit: 11 << 20), self.addPaper),
            .page(.post, "/{scope}/committee/{meeting}/minutes", .fileDecide, "Sign the minutes", self.sign),
        ]
    }

    private func id(_ context: ScopedContext) throws -> CommitteeMeeting.ID {
        try context.parameters.require("meeting")
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        try await self.listPage(context, FieldErrors())
    }

    private func listPage(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let meetings = try await self.files.meetings(as: context.caller)
        let shell = try await frame
        return context.page(shell, "Committee", status: errors.isEmpty ? .ok : .unprocessableContent) {
            committeePage(context, shell, meetings, errors)
        }
    }

    @Sendable private func plan(request: Request, context: ScopedContext) async throws -> Response {
        do {
            let draft = try MeetingDraft { context.form[$0] }
            let id = try await self.files.plan(on: draft.day, quorum: draft.quorum, as: context.caller)
            return .redirect(to: .meeting(context.scope, id), flash: "Planned")
        } catch let errors as FieldErrors {
            return try await self.listPage(context, errors)
        }
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        try await self.page(context, FieldErrors())
    }

    private func page(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let record = try await self.files.meeting(try self.id(context), as: context.caller)
        var waiting: [CycleFile] = []
        for state in [FileState.readyForReview, .fairHearing] {
            waiting += try await self.files.files(
                FileFilter(state: state), after: nil, limit: 200, as: context.caller)
        }
        let ready = waiting
        let shell = try await frame
        return context.page(shell, "Committee", status: errors.isEmpty ? .ok : .unprocessableContent) {
            meetingPage(context, shell, record, ready, errors)
        }
    }

    @Sendable private func schedule(request: Request, context: ScopedContext) async throws -> Response {
        let id = try self.id(context)
        guard let file = context.form["file"].flatMap(CycleFile.ID.init) else {
            return try await self.page(context, FieldErrors("file", "Choose a file"))
        }
        let version = try await self.files.record(file, as: context.caller).file.version
        do {
            try await self.files.schedule(file, for: id, version: version, as: context.caller)
        } catch CredentialingError.refused(let refusal, _) where refusal.kind == .unprocessable {
            return try await self.page(context, FieldErrors("file", refusal.sentence))
        }
        return .redirect(to: .meeting(context.scope, id), flash: "On the agenda")
    }

    @Sendable private func begin(request: Request, context: ScopedContext) async throws -> Response {
        let id = try self.id(context)
        do {
            let members = context.form.all("members[]").compactMap(UUID.init(uuidString:))
            try await self.files.begin(id, with: Set(members), as: context.caller)
            return .redirect(to: .meeting(context.scope, id), flash: "The meeting is open")
        } catch let errors as FieldErrors {
            return try await self.page(context, errors)
        } catch CredentialingError.refused(let refusal, _) where refusal.kind == .unprocessable {
            return try await self.page(context, FieldErrors("members", refusal.sentence))
        }
    }

    @Sendable private func vote(request: Request, context: ScopedContext) async throws -> Response {
        let id = try self.id(context)
        do {
            let draft = try VoteDraft { context.form[$0] }
            guard let file = context.form["file"].flatMap(CycleFile.ID.init),
                let member = context.form["member"].flatMap(UUID.init(uuidString:))
            else { throw FieldErrors("member", "Choose the member") }
            guard let paper = context.form["paper"].flatMap(CommitteePaper.ID.init) else {
                throw FieldErrors("paper", FileRefusal.paperMissing.sentence)
            }
            try await self.files.vote(draft, of: member, on: file, at: id, from: paper, as: context.caller)
            return .redirect(to: .meeting(context.scope, id), flash: "On record")
        } catch let errors as FieldErrors {
            return try await self.page(context, errors)
        } catch CredentialingError.refused(.recusalRequired, _) {
            return try await self.page(context, FieldErrors("vote", FileRefusal.recusalRequired.sentence))
        }
    }

    @Sendable private func addPaper(request: Request, context: ScopedContext) async throws -> Response {
        let id = try self.id(context)
        do {
            guard let document = try context.document() else { throw FieldErrors("document", "Add the signed sheet") }
            _ = try await self.files.add(document, to: id, as: context.caller)
            return .redirect(to: .meeting(context.scope, id), flash: "On file")
        } catch let errors as FieldErrors {
            return try await self.page(context, errors)
        }
    }

    @Sendable private func sign(request: Request, context: ScopedContext) async throws -> Response {
        let id = try self.id(context)
        do {
            let record = try await self.files.meeting(id, as: context.caller)
            var resolutions: [CycleFile.ID: Resolution] = [:]
            for item in record.agenda {
                resolutions[item.file] = Resolution(
                    conditions: context.form["conditions.\(item.file)"], reason: context.form["reason.\(item.file)"],
                    plannedOn: context.form["planned.\(item.file)"].flatMap { LocalDate($0) },
                    record: context.form["record.\(item.file)"].flatMap(Evidence.ID.init))
            }
            try await self.files.sign(id, resolutions, as: context.caller)
            return .redirect(to: .meeting(context.scope, id), flash: "The minutes are signed")
        } catch let errors as FieldErrors {
            return try await self.page(context, errors)
        } catch CredentialingError.refused(let refusal, _) where [.lateWithoutDocument, .ownDocument].contains(refusal)
        {
            return try await self.page(context, FieldErrors("record", refusal.sentence))
        }
    }
}
