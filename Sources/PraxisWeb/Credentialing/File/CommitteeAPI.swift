import Credentialing
import FoundationEssentials
import HTTPTypes
import Hummingbird
import PraxisCore

/// Meetings of the committee for programs. Members vote and the chair signs in person: a token is refused there.
struct CommitteeAPI: Controller {
    let files: FileService

    var routes: [Route] {
        [
            .api(
                .get, "/api/v1/{scope}/committee", .fileRead, "List meetings of the committee, the latest first",
                answers: .page(of: CommitteeMeeting.schema), self.list),
            .api(
                .post, "/api/v1/{scope}/committee", .committeeWrite, "Plan a meeting",
                takes: .object(["day": .date, "quorum": .integer(2...50)]), answers: .created, status: .created,
                self.plan),
            .api(
                .get, "/api/v1/{scope}/committee/{meeting}", .fileRead, "Read a meeting: members, agenda and votes",
                answers: MeetingAnswer.schema, self.show),
            .api(
                .post, "/api/v1/{scope}/committee/{meeting}/agenda", .committeeWrite,
                "Put a file on the agenda; the version is the file’s", takes: .object(["file": .uuid]),
                status: .noContent, versioned: true, self.schedule),
            .api(
                .post, "/api/v1/{scope}/committee/{meeting}/session", .committeeWrite,
                "Open a meeting with the members who are there", takes: .object(["members": .list(of: .uuid, 1...100)]),
                status: .noContent, self.begin),
            .api(
                .post, "/api/v1/{scope}/committee/{meeting}/papers", .committeeWrite, "Put signed votes on file",
                query: [QueryItem("name", .text(1...200), "Its name")], body: .upload(limit: 11 << 20),
                answers: .created, status: .created, self.add),
            .api(
                .post, "/api/v1/{scope}/committee/{meeting}/votes", .committeeWrite,
                "Copy a vote from a signed sheet; not with a token",
                takes: .object([
                    "file": .uuid, "member": .uuid, "vote": Ballot.schema, "reason": .text(1...500).optional,
                    "paper": .uuid,
                ]), status: .noContent, self.vote),
            .api(
                .post, "/api/v1/{scope}/committee/{meeting}/minutes", .fileDecide,
                "Sign the minutes as the chair, which decides the files; not with a token",
                takes: .object(["resolutions": .list(of: Self.resolution, 0...200)]), status: .noContent, self.sign),
        ]
    }

    private static let resolution = Schema.object([
        "file": .uuid, "conditions": .text(1...2000).optional, "reason": .text(1...2000).optional,
        "planned": .date.optional, "record": .uuid.optional,
    ])

    private func id(_ context: ScopedContext) throws -> CommitteeMeeting.ID {
        try context.parameters.require("meeting")
    }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        .json(JSONPage(try await self.files.meetings(as: context.caller)))
    }

    @Sendable private func plan(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        let draft = try MeetingDraft { fields[$0] }
        return .created(try await self.files.plan(on: draft.day, quorum: draft.quorum, as: context.caller))
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        .json(MeetingAnswer(record: try await self.files.meeting(try self.id(context), as: context.caller)))
    }

    @Sendable private func schedule(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        guard let file = fields["file"].flatMap(CycleFile.ID.init) else { throw FieldErrors("file", "Choose a file") }
        try await self.files.schedule(
            file, for: try self.id(context), version: try context.version(), as: context.caller)
        return .noContent
    }

    @Sendable private func begin(request: Request, context: ScopedContext) async throws -> Response {
        let members = try context.json(Session.self).members.compactMap(UUID.init(uuidString:))
        try await self.files.begin(try self.id(context), with: Set(members), as: context.caller)
        return .noContent
    }

    @Sendable private func add(request: Request, context: ScopedContext) async throws -> Response {
        guard let document = try context.document(named: context.query["name"]) else {
            throw FieldErrors("document", "Add the signed sheet")
        }
        return .created(try await self.files.add(document, to: try self.id(context), as: context.caller))
    }

    @Sendable private func vote(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        let draft = try VoteDraft { fields[$0] }
        guard let file = fields["file"].flatMap(CycleFile.ID.init),
            let member = fields["member"].flatMap(UUID.init(uuidString:)),
            let paper = fields["paper"].flatMap(CommitteePaper.ID.init)
        else { throw FieldErrors("member", "Choose the member, the file and the signed sheet") }
        try await self.files.vote(
            draft, of: member, on: file, at: try self.id(context), from: paper, as: context.caller)
        return .noContent
    }

    @Sendable private func sign(request: Request, context: ScopedContext) async throws -> Response {
        let minutes = try context.json(Minutes.self)
        do {
            try await self.files.sign(try self.id(context), try minutes.resolutionsByFile(), as: context.caller)
        } catch let errors as FieldErrors {
            throw minutes.named(errors)
        }
        return .noContent
    }

    /// Who is there.
    private struct Session: Decodable {
        let members: [String]
    }

    /// What the minutes say of files beside the votes.
    private struct Minutes: Decodable {
        struct Item: Decodable {
            let file: String
            let conditions, reason, planned, record: String?

            var resolution: Resolution {
                Resolution(
                    conditions: self.conditions, reason: self.reason,
                    plannedOn: self.planned.flatMap { LocalDate($0) }, record: self.record.flatMap(Evidence.ID.init))
            }
        }

        let resolutions: [Item]

        /// - Throws: `FieldErrors` where a file is there twice.
        func resolutionsByFile() throws(FieldErrors) -> [CycleFile.ID: Resolution] {
            var (given, errors): ([CycleFile.ID: Resolution], FieldErrors) = ([:], FieldErrors())
            for (place, item) in self.resolutions.enumerated() {
                guard let file = CycleFile.ID(item.file) else { continue }
                if given.updateValue(item.resolution, forKey: file) != nil {
                    errors.add("resolutions.\(place).file", "This file is there twice")
                }
            }
            try errors.throwIfAny()
            return given
        }

        /// The same mistakes by the fields of the body, where the form has a field such as `reason` for each file.
        func named(_ errors: FieldErrors) -> FieldErrors {
            errors.entries.reduce(into: FieldErrors()) { named, entry in
                let parts = entry.field.split(separator: ".", maxSplits: 1)
                guard parts.count == 2, parts[0] != "resolutions" else {
                    return named.add(entry.field, entry.message)
                }
                let place = self.resolutions.firstIndex { $0.file.lowercased() == parts[1] }
                named.add(place.map { "resolutions.\($0).\(parts[0])" } ?? "resolutions", entry.message)
            }
        }
    }
}
