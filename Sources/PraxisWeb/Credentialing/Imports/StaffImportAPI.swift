import Credentialing
import HTTPTypes
import Hummingbird
import PraxisCore

/// Staff files, for programs.
struct StaffImportAPI: Controller {
    let imports: ImportService

    private static let answers = Schema.object([
        "answers": .list(of: .object(["row": .integer(2...10_000), "answer": .text(1...36)]), 0...5000).optional
    ])

    var routes: [Route] {
        [
            .api(
                .post, "/api/v1/{scope}/staff/imports", .providerImport, "Preview a staff file",
                query: [
                    QueryItem("name", .text(1...255), "The file's name"),
                    QueryItem("starts", .date, "From when people work where a row does not say"),
                ], body: .bulk, answers: .created, status: .created,
                self.upload),
            .api(
                .get, "/api/v1/{scope}/staff/imports/{import}", .providerImport, "Read the preview of a staff file",
                query: [QueryItem("after", .text(1...10), "The row after which the page begins")],
                answers: StaffImportFile.schema, self.show),
            .api(
                .post, "/api/v1/{scope}/staff/imports/{import}/confirmation", .providerImport,
                "Confirm a staff file; an answer is a person of the question, `other` or `leave`", takes: Self.answers,
                status: .noContent, versioned: true, self.confirm),
            .api(
                .post, "/api/v1/{scope}/staff/imports/{import}/discard", .providerImport, "Discard a staff file",
                status: .noContent, versioned: true, self.discard),
        ]
    }

    @Sendable private func upload(request: Request, context: ScopedContext) async throws -> Response {
        let upload = try StaffImportController.read(
            context, starts: context.query["starts"], name: context.query["name"])
        return .created(try await self.imports.preview(upload, as: context.caller))
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        let file = try await self.imports.staffImport(
            try context.parameters.require("import"), nil, after: context.query["after"].flatMap { Int($0) } ?? 0,
            as: context.caller)
        return .json(file, version: file.summary.version)
    }

    @Sendable private func confirm(request: Request, context: ScopedContext) async throws -> Response {
        let given = try context.json(Answers.self).answers ?? []
        let answers = given.compactMap { given in StaffAnswer(given.answer).map { (given.row, $0) } }
        try await self.imports.confirm(
            try context.parameters.require("import"), answers: Dictionary(answers) { _, last in last },
            version: try context.version(), as: context.caller)
        return .noContent
    }

    @Sendable private func discard(request: Request, context: ScopedContext) async throws -> Response {
        let id: StaffImport.ID = try context.parameters.require("import")
        try await self.imports.discard(id, version: try context.version(), as: context.caller)
        return .noContent
    }

    private struct Answers: Decodable {
        struct Answer: Decodable {
            let row: Int
            let answer: String
        }

        let answers: [Answer]?
    }
}

extension StaffImportFile: APIObject {
    static let members: [APIMember<StaffImportFile>] = [
        APIMember("file") { $0.summary.fileName }, APIMember("state") { $0.summary.state },
        APIMember("remarks") { $0.summary.remarks }, APIMember("questions") { $0.questions },
        APIMember("rows") { $0.rows }, APIMember("next") { $0.next.map(String.init) },
    ]
}

extension StaffPreview.Outcome: APIWord {}

extension StaffPreview: APIObject {
    static let members: [APIMember<StaffPreview>] = [
        APIMember("row") { $0.row }, APIMember("outcome") { $0.outcome },
        APIMember("given_name") { $0.record?.given }, APIMember("family_name") { $0.record?.family },
        APIMember("npi") { $0.record?.npi }, APIMember("clinic") { $0.record?.clinic },
        APIMember("position") { $0.record?.position }, APIMember("starts") { $0.record?.startsOn },
        APIMember("person") { $0.person }, APIMember("follows") { $0.follows }, APIMember("changes") { $0.changes },
        APIMember("choices") { $0.choices }, APIMember("may_be_new") { $0.mayBeNew },
        APIMember("problems") { $0.problems }, APIMember("warnings") { $0.notes + $0.warnings },
    ]
}

extension StaffPreview.Choice: APIObject {
    static let members: [APIMember<StaffPreview.Choice>] = [
        APIMember("person") { $0.person }, APIMember("name") { $0.name }, APIMember("birth_date") { $0.birthDate },
        APIMember("shared") { $0.shared }, APIMember("changes") { $0.changes },
    ]
}
