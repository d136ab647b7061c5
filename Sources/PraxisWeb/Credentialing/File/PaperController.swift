package import Credentialing
import HTTPTypes
import Hummingbird
import NIOCore
import PraxisCore

/// Signed sheets of votes of a meeting: put on file by the secretary, opened for a purpose.
package struct PaperController: Controller {
    let files: FileService

    package init(files: FileService) { self.files = files }

    package var routes: [Route] {
        [
            .page(
                .post, "/{scope}/committee/{meeting}/papers", .committeeWrite, "Put signed votes on file",
                body: .upload(limit: 11 << 20), self.create),
            .page(
                .post, "/{scope}/committee/{meeting}/papers/{paper}", .peerReviewOpen, "Open signed votes", self.open),
        ]
    }

    private func id(_ context: ScopedContext) throws -> CommitteeMeeting.ID {
        try context.parameters.require("meeting")
    }

    @Sendable private func create(request: Request, context: ScopedContext) async throws -> Response {
        let id = try self.id(context)
        guard let document = try context.document else { throw FieldErrors("document", "Add the signed sheet") }
        _ = try await self.files.add(document, to: id, as: context.caller)
        return .redirect(to: .meeting(context.scope, id), flash: "On file")
    }

    @Sendable private func open(request: Request, context: ScopedContext) async throws -> Response {
        let found = try await self.files.paper(
            try context.parameters.require("paper"), of: try self.id(context), purpose: context.form["purpose"],
            as: context.caller)
        return .attachment(found)
    }
}

extension Response {
    /// A document as an attachment, whatever it says it is.
    static func attachment(_ document: EvidenceContent) -> Response {
        let name = String(
            document.name.map { $0.isASCII && ($0.isLetter || $0.isNumber || ".-_".contains($0)) ? $0 : "_" })
        return Response(
            status: .ok,
            headers: [
                .contentType: document.mediaType, .contentDisposition: "attachment; filename=\"\(name)\"",
                .cacheControl: "no-store",
            ],
            body: .init(byteBuffer: ByteBuffer(bytes: document.bytes)))
    }
}
