package import Credentialing
import Hummingbird
import PraxisCore

/// Credentialing files for programs. What a program records counts once a person has reviewed it; deciding is a person's.
package struct FileAPI: Controller {
    let files: FileService

    package init(files: FileService) { self.files = files }

    package var routes: [Route] {
        [
            .api(
                .get, "/api/v1/{scope}/files", .fileRead, "List credentialing files by what ends first",
                query: [
                    QueryItem("state", FileState.schema, "Where the file stands"),
                    QueryItem("cycle", FileCycle.schema, "Why it was opened"),
                    QueryItem("age", .choice(FileAge.allCases.map(\.rawValue)), "How long it has been open"),
                    QueryItem("q", .text(1...100), "The beginning of a name"),
                    QueryItem("after", .text(1...200), "Where the page begins"),
                ], answers: .page(of: CycleFile.schema), self.list),
            .api(
                .get, "/api/v1/{scope}/files/{file}", .fileRead, "Read a credentialing file",
                answers: FileRecord.schema, self.show),
            .api(
                .post, "/api/v1/{scope}/files", .fileWrite, "Open a credentialing file",
                takes: .object([
                    "person": .uuid, "cycle": FileCycle.schema, "role": .choice(ClinicalRole.allCases.map(\.rawValue)),
                    "planned": .date.optional, "no_npi": .boolean.optional,
                ]), answers: .created, status: .created, self.create),
            .api(
                .post, "/api/v1/{scope}/files/{file}/steps", .fileWrite, "Take a step of a credentialing file",
                takes: .object(["to": FileState.schema, "reason": .text(1...2000).optional]),
                answers: StepAnswer.schema, versioned: true, self.step),
            .api(
                .post, "/api/v1/{scope}/files/{file}/checks", .verificationWrite,
                "Record a check of an element; a program corrects none",
                takes: .object(
                    printedProperties,
                    [
                        "element": .text(2...32), "source_name": .text(1...200),
                        "method": .choice(VerificationMethod.allCases.map(\.rawValue)), "query": .text(1...2000),
                        "result": VerificationResult.schema, "requested": .date.optional, "checked": .date.optional,
                        "as_of": .date.optional,
                        "reference": .text(1...200).optional, "spoken_to": .text(1...200).optional,
                        "differs": .text(1...2000).optional, "note": .text(1...2000).optional, "term": .uuid.optional,
                        "supersedes": .uuid.optional, "reason": .text(1...2000).optional,
                    ]), answers: .created, status: .created, self.check),
            .api(
                .post, "/api/v1/{scope}/files/{file}/decisions", .fileDecide, "Decide a credentialing file",
                takes: .object([
                    "outcome": FileOutcome.schema, "decided": .date, "appointed": .date.optional,
                    "conditions": .text(1...2000).optional, "reason": .text(1...2000).optional,
                    "record": .uuid.optional,
                ]), answers: .created, status: .created, versioned: true, self.decide),
        ]
    }

    private func id(_ context: ScopedContext) throws -> CycleFile.ID { try context.parameters.require("file") }

    @Sendable private func list(request: Request, context: ScopedContext) async throws -> Response {
        let (filter, cursor) = try FileController.filter(context.query)
        let queue = try await self.files.queue(filter, after: cursor, as: context.caller)
        return .json(JSONPage(queue.files, next: queue.next?.description))
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        let record = try await self.files.record(try self.id(context), as: context.caller)
        return .json(record, version: record.file.version)
    }

    @Sendable private func create(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        return .created(try await self.files.open(try FileDraft { fields[$0] }, as: context.caller), version: 1)
    }

    @Sendable private func step(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        let (id, draft) = (try self.id(context), try StepDraft { fields[$0] })
        let version = try await self.files.step(id, draft, version: try context.version(), as: context.caller)
        let applicant = try await self.files.applicant(of: id, as: context.caller)
        return .json(StepAnswer(state: draft.to, applicant: applicant), version: version)
    }

    @Sendable private func check(request: Request, context: ScopedContext) async throws -> Response {
        let fields: BodyFields = try context.json()
        let draft = try CheckDraft({ fields[$0] }, sources: [], document: nil)
        return .created(
            try await self.files.check(
                fields["element"] ?? "", of: try self.id(context), draft, as: context.caller))
    }

    @Sendable private func decide(request: Request, context: ScopedContext) async throws -> Response {
        let (id, fields): (CycleFile.ID, BodyFields) = (try self.id(context), try context.json())
        let record = try await self.files.record(id, as: context.caller)
        let draft = try DecisionDraft(
            { fields[$0] }, today: record.details.today, records: record.records, document: nil)
        return .created(
            try await self.files.decide(id, draft, version: try context.version(), as: context.caller))
    }
}

/// Where a step led, and whether the person hears of it.
struct StepAnswer: APIObject {
    let state: FileState
    let applicant: ApplicantAccount

    static let members: [APIMember<StepAnswer>] = [
        APIMember("state") { $0.state }, APIMember("applicant_account") { $0.applicant },
    ]
}

extension ApplicantAccount: APIWord {}
extension FileState: APIWord {}
extension FileCycle: APIWord {}
extension FileOutcome: APIWord {}
extension ChecklistItem.Status: APIWord {}
extension FileFlag.Outcome: APIWord {}

extension CycleFile: APIObject {
    static let members: [APIMember<CycleFile>] = [
        APIMember("id") { $0.id }, APIMember("person") { $0.person }, APIMember("name") { $0.name },
        APIMember("cycle") { $0.cycle }, APIMember("role") { $0.role }, APIMember("state") { $0.state },
        APIMember("planned") { $0.plannedOn }, APIMember("due") { $0.dueOn }, APIMember("deadline") { $0.deadline },
        APIMember("verified") { $0.done }, APIMember("needed") { $0.needed }, APIMember("open_flags") { $0.openFlags },
        APIMember("age") { $0.age }, APIMember("version") { $0.version }, APIMember("outcome") { $0.outcome },
        APIMember("clean") { $0.isClean }, APIMember("days_late") { $0.daysLate },
        APIMember("needs_initial") { $0.needsInitial }, APIMember("complete_by") { $0.completeBy },
    ]
}

/// With its checklist, flags and decisions; what a source answered stays on the pages.
extension FileRecord: APIObject {
    static let members: [APIMember<FileRecord>] =
        CycleFile.members.map { member in member.of { (record: FileRecord) in record.file } } + [
            APIMember("items") { $0.items }, APIMember("flags") { $0.flags }, APIMember("decisions") { $0.decisions },
            APIMember("records") { $0.records }, APIMember("no_npi") { $0.details.hasNoNPI },
            APIMember("note") { $0.details.note }, APIMember("applicant_account") { $0.details.applicant },
        ]
}

extension SignedRecord: APIObject {
    static let members: [APIMember<SignedRecord>] = [
        APIMember("id") { $0.id }, APIMember("name") { $0.name }, APIMember("signed_on") { $0.signedOn },
        APIMember("filed_by") { $0.filedBy },
    ]
}

extension ChecklistItem: APIObject {
    static let members: [APIMember<ChecklistItem>] = [
        APIMember("element") { $0.element }, APIMember("state") { $0.state }, APIMember("title") { $0.title },
        APIMember("status") { $0.status }, APIMember("verified_on") { $0.verifiedOn },
        APIMember("usable_until") { $0.usableUntil },
        APIMember("rule") { $0.rule },
    ]
}

extension FileFlag: APIObject {
    static let members: [APIMember<FileFlag>] = [
        APIMember("id") { $0.id }, APIMember("red") { $0.isRed }, APIMember("element") { $0.element },
        APIMember("summary") { $0.summary }, APIMember("outcome") { $0.outcome },
        APIMember("version") { $0.step },
    ]
}

extension FileDecision: APIObject {
    static let members: [APIMember<FileDecision>] = [
        APIMember("id") { $0.id }, APIMember("outcome") { $0.outcome }, APIMember("decided_on") { $0.decidedOn },
        APIMember("recorded_late") { $0.isRecordedLate }, APIMember("appointed_from") { $0.appointedFrom },
        APIMember("provisional_until") { $0.provisionalUntil }, APIMember("recred_due_on") { $0.recredDueOn },
        APIMember("notice_due_on") { $0.noticeDueOn }, APIMember("rule") { $0.rule },
        APIMember("days_late") { $0.daysLate },
    ]
}
