package import Credentialing
import HTTPTypes
import Hummingbird
import NIOCore
import PraxisCore

/// Opens signed sheets of votes for a purpose.
package struct PaperController: Controller {
    let files: FileService

    package init(files: FileService) { self.files = files }

    package var routes: [Route] {
        [
            .page(
                .post, "/{scope}/committee/{meeting}/papers/{paper}", .peerReviewOpen, "Open signed votes", self.open)
        ]
    }

    @Sendable private func open(request: Request, context: ScopedContext) async throws -> Response {
        let found = try await self.files.paper(
            try context.parameters.require("paper"), of: try context.parameters.require("meeting"),
            purpose: context.form["purpose"],
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
