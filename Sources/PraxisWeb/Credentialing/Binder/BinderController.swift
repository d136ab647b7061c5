package import Credentialing
import HTML
import HTTPTypes
import Hummingbird
import NIOCore
import PraxisCore

/// Files of chosen or random people for who surveys the practice, as one archive.
package struct BinderController: Controller {
    let credentialing: CredentialingService

    package init(credentialing: CredentialingService) { self.credentialing = credentialing }

    package var routes: [Route] {
        [
            .page(.get, "/{scope}/credentials/binder", .binderRead, "Survey binder", self.show),
            .page(.post, "/{scope}/credentials/binder", .binderRead, "Prepare a survey binder", self.prepare),
            .file(
                .post, "/api/v1/{scope}/credentials/binders", .binderRead,
                "Prepare a survey binder: of a `count` of random files or of chosen `people`, among all with an appointment or a decision in three years; each is opened for its purpose",
                takes: BinderInput.schema, media: "application/zip", self.apiPrepare),
        ]
    }

    @Sendable private func show(request: Request, context: ScopedContext) async throws -> Response {
        try await self.page(context, FieldErrors())
    }

    private func page(_ context: ScopedContext, _ errors: FieldErrors) async throws -> Response {
        async let frame = context.frame()
        let population = try await self.credentialing.binderPopulation(as: context.caller)
        let shell = try await frame
        return context.page(shell, "Survey binder", status: errors.isEmpty ? .ok : .unprocessableContent) {
            binderPage(context, shell, population, errors)
        }
    }

    @Sendable private func prepare(request: Request, context: ScopedContext) async throws -> Response {
        do {
            return try await self.archive(
                try BinderRequest({ context.form[$0] }, people: context.form.all("people[]")), context)
        } catch let errors as FieldErrors {
            return try await self.page(context, errors)
        }
    }

    @Sendable private func apiPrepare(request: Request, context: ScopedContext) async throws -> Response {
        let input = try context.json(BinderInput.self)
        return try await self.archive(try BinderRequest(input.field, people: input.people ?? []), context)
    }

    private func archive(_ wanted: BinderRequest, _ context: ScopedContext) async throws -> Response {
        let frame = try await context.frame()
        let binder = try await self.credentialing.binder(wanted, at: .now(), as: context.caller)
        let (archive, service, caller) = (BinderArchive(binder, frame), self.credentialing, context.caller)
        let body = ResponseBody { writer in
            try await archive.write { bytes in
                try await writer.write(ByteBuffer(bytes: bytes))
            } opening: { document in
                try await service.open(document, of: binder, as: caller)
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/zip",
                .contentDisposition: "attachment; filename=\"binder-\(frame.today).zip\"",
            ], body: body)
    }
}

/// What a survey asks to see, as programs write it.
private struct BinderInput: Decodable {
    let purpose: String
    let way: String
    let count: Int?
    let seed: String?
    let people: [String]?

    static let schema = Schema.object([
        "purpose": .text(3...200), "way": .choice(["random", "chosen"]),
        "count": .integer(1...Int64(BinderRequest.limit)).optional, "seed": .text(1...64).optional,
        "people": .array(.uuid, 1...BinderRequest.limit).optional,
    ])

    /// What a form has under a name.
    func field(_ name: String) -> String? {
        switch name {
        case "purpose": self.purpose.trimmingWhitespace()
        case "way": self.way
        case "count": self.count.map(String.init)
        case "seed": self.seed
        default: nil
        }
    }
}
