/// A file that landed with another text or under another name, and made the same: whoever ran it has run what it is now.
package struct FormerFile: Hashable, Sendable {
    /// Its path below the directory of the schema, when it ran.
    let path: String
    /// SHA-256 of the text that ran.
    let checksum: String
    /// The path of the file that stands for it.
    let now: String

    package init(path: String, checksum: String, now: String) {
        self.path = path
        self.checksum = checksum
        self.now = now
    }

    /// Reads lines of checksum, path then and path now; lines that begin with `#` are comments.
    static func list(_ text: String) -> [FormerFile] {
        text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
            let words = line.split(separator: " ").map(String.init)
            return words.count == 3 ? FormerFile(path: words[1], checksum: words[0], now: words[2]) : nil
        }
    }
}
