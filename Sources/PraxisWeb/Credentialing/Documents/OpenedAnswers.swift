import Foundation
import HTTPTypes
import Hummingbird
import PraxisCore

extension Response {
    /// The bytes of a document as a file to keep: nothing of it runs in the site's place.
    static func download(_ name: String, _ mediaType: String, _ bytes: [UInt8]) -> Response {
        let name = name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "._- ".contains($0)) }
        return Response(
            status: .ok,
            headers: [
                .contentType: mediaType,
                .contentDisposition: "attachment; filename=\"\(name.isEmpty ? "document" : name)\"",
                .cacheControl: "no-store",
            ], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// The same for programs.
    static func opened(_ name: String, _ mediaType: String, _ digest: String, _ bytes: [UInt8]) -> Response {
        .json([
            "name": name.json, "media_type": mediaType.json, "sha256": digest.json,
            "content": Data(bytes).base64EncodedString().json,
        ])
    }
}

extension Schema {
    /// A document with its bytes in base 64.
    static var openedDocument: Schema {
        .object(["name": .text(), "media_type": .text(), "sha256": .text(), "content": .text()])
    }
}
