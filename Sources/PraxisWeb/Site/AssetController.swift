import HTTPTypes
import Hummingbird
import NIOCore
import PraxisCore

/// Style sheets, scripts, icons and fonts, under a path that names their contents.
struct AssetController: Controller {
    let library: AssetLibrary

    var routes: [Route] {
        [
            .open(.get, "/assets/icons.svg", "The icons", kind: .export, self.icons),
            .open(.get, "/assets/{set}/{file}", "A file of the site", kind: .export, self.file),
            .open(.get, "/assets/{set}/js/{file}", "A script of the site", kind: .export, self.scriptFile),
        ]
    }

    @Sendable private func icons(request: Request, context: OpenContext) async throws -> Response {
        guard let file = self.library["icons.svg"] else { throw NotFound() }
        return Response(
            status: .ok, headers: [.contentType: file.mediaType, .cacheControl: "public, max-age=86400"],
            body: .init(byteBuffer: ByteBuffer(bytes: file.bytes)))
    }

    @Sendable private func file(request: Request, context: OpenContext) async throws -> Response {
        try self.answer(context, context.parameters["file"] ?? "")
    }

    @Sendable private func scriptFile(request: Request, context: OpenContext) async throws -> Response {
        try self.answer(context, "js/" + (context.parameters["file"] ?? ""))
    }

    private func answer(_ context: OpenContext, _ path: String) throws -> Response {
        guard context.parameters["set"] == self.library.hash, let file = self.library[path] else { throw NotFound() }
        return Response(
            status: .ok,
            headers: [.contentType: file.mediaType, .cacheControl: "public, max-age=31536000, immutable"],
            body: .init(byteBuffer: ByteBuffer(bytes: file.bytes)))
    }
}
