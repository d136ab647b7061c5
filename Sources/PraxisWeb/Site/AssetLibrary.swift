import Crypto
package import Foundation
import HTML
import Postgres

/// Style sheets, scripts, icons and fonts, read once at start. One hash names the whole set, so that browsers keep files
/// for good and scripts import each other by relative paths.
package struct AssetLibrary: Sendable {
    /// A file as it is sent.
    struct File: Sendable {
        let mediaType: String
        let bytes: [UInt8]
    }

    /// Eight characters that change with any file.
    let hash: String
    private let files: [String: File]

    /// Whether the files that are fetched, not committed, are there: htmx, icons and fonts.
    package var isComplete: Bool { self.files["htmx.js"] != nil && self.files["icons.svg"] != nil }

    /// Reads our own files, and those of others where their directory is there.
    ///
    /// - Parameters:
    ///   - own: the folder `Assets`; by default the one that was built with the code.
    ///   - others: what `deploy/fetch-assets` filled.
    package init(own: URL? = nil, others: URL? = nil) throws {
        let root = own ?? Bundle.module.bundleURL.appending(path: "Assets")
        var files: [String: File] = [:]
        for name in try Self.names(in: root.appending(path: "js")) {
            files["js/" + name] = File(
                mediaType: "text/javascript", bytes: try Self.bytes(root.appending(path: "js/" + name)))
        }
        files["favicon.svg"] = File(
            mediaType: "image/svg+xml", bytes: try Self.bytes(root.appending(path: "favicon.svg")))
        if let others {
            for name in (try? Self.names(in: others)) ?? [] {
                guard let type = Self.mediaType(of: name) else { continue }
                files[name] = File(mediaType: type, bytes: try Self.bytes(others.appending(path: name)))
            }
        }
        var sheet: [UInt8] = Self.fontFaces(files)
        for name in try Self.names(in: root.appending(path: "css")) {
            sheet += try Self.bytes(root.appending(path: "css/" + name))
        }
        files["site.css"] = File(mediaType: "text/css", bytes: sheet)
        self.files = files
        self.hash = Self.hash(of: files)
    }

    /// A file by its path within the set.
    subscript(_ path: String) -> File? { self.files[path] }

    /// A file's path on this site.
    func path(_ name: String) -> URLPath {
        URLPath(["assets", self.hash] + name.split(separator: "/").map(String.init))
    }

    /// The drawing of an icon. Its path has no hash, since components draw icons without knowing the set.
    static func sprite(_ icon: Icon) -> URLPath { URLPath("assets", "icons.svg").fragment(icon.rawValue) }

    /// No evaluated text, no injected styles, no pages in the browser's storage; 422 is shown.
    static let htmxConfiguration = """
        {"includeIndicatorStyles":false,"allowEval":false,"allowScriptTags":false,"selfRequestsOnly":true,\
        "historyCacheSize":0,"responseHandling":[{"code":"204","swap":false},{"code":"[23]..","swap":true},\
        {"code":"422","swap":true},{"code":"[45]..","swap":false,"error":true}]}
        """

    /// The links of every page's head.
    var links: HTML {
        group {
            link(.rel("icon"), .href(self.path("favicon.svg")))
            link(.rel("stylesheet"), .href(self.path("site.css")))
            script(.src(self.path("js/theme.js")))
            if self.files["htmx.js"] != nil { script(.src(self.path("htmx.js")), .deferred) }
            script(.src(self.path("js/main.js")), .media(type: "module"))
        }
    }
}

extension AssetLibrary {
    private static func names(in folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    private static func bytes(_ file: URL) throws -> [UInt8] { Array(try Data(contentsOf: file)) }

    private static func mediaType(of name: String) -> String? {
        switch name.split(separator: ".").last {
        case "js": "text/javascript"
        case "css": "text/css"
        case "svg": "image/svg+xml"
        case "woff2": "font/woff2"
        default: nil
        }
    }

    private static func fontFaces(_ files: [String: File]) -> [UInt8] {
        let weights = [(400, "inter-regular.woff2"), (600, "inter-semibold.woff2")]
        let faces = weights.filter { files[$0.1] != nil }.map { weight, name in
            "@font-face{font-family:Inter;font-weight:\(weight);font-display:swap;src:url(\(name)) format(\"woff2\")}\n"
        }
        return Array(faces.joined().utf8)
    }

    private static func hash(of files: [String: File]) -> String {
        var hash = SHA256()
        for (name, file) in files.sorted(by: { $0.key < $1.key }) {
            hash.update(data: Array(name.utf8))
            hash.update(data: file.bytes)
        }
        return Hexadecimal.text(hash.finalize().prefix(4))
    }
}
