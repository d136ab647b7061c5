package import Credentialing
import HTML
import HTTPTypes
import Hummingbird
import PraxisCore

/// Documents and signed applications of files. Peer review is opened for a purpose, which the trail keeps.
package struct OpeningController: Controller {
    let files: FileService

    package init(files: FileService) { self.files = files }

    package var routes: [Route] {
        [
            .export("/{scope}/files/{file}/evidence/{evidence}", .fileRead, "A document of a file", self.evidence),
            .page(
                .post, "/{scope}/files/{file}/evidence/{evidence}", .peerReviewOpen, "Open a document of a file",
                self.evidence),
            .page(
                .post, "/{scope}/files/{file}/applications/{attempt}", .peerReviewOpen, "Open a signed application",
                self.application),
        ]
    }

    private func id(_ context: ScopedContext) throws -> CycleFile.ID { try context.parameters.require("file") }

    @Sendable private func evidence(request: Request, context: ScopedContext) async throws -> Response {
        let found = try await self.files.evidence(
            try context.parameters.require("evidence"), of: try self.id(context), purpose: context.form["purpose"],
            as: context.caller)
        return .attachment(found)
    }

    @Sendable private func application(request: Request, context: ScopedContext) async throws -> Response {
        let id = try self.id(context)
        guard let attempt = Int(try context.parameters.require("attempt", as: String.self)), attempt > 0 else {
            throw NotFound()
        }
        async let frame = context.frame()
        let signed = try await self.files.signed(
            attempt, of: id, purpose: context.form["purpose"], as: context.caller)
        return context.page(try await frame, "Signed application") { signedPage(context, id, attempt, signed) }
    }
}
