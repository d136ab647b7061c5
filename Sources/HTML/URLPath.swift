/// A path on this site with its query. It cannot name a scheme or a host.
package struct URLPath: Hashable, Sendable {
    /// Segments as they are meant, before encoding.
    package let segments: [String]
    /// Names and values of the query, in order.
    package private(set) var query: [Item] = []
    /// The element of the page that is meant, by its id.
    package private(set) var fragment: String?

    /// One name and value of a query.
    package struct Item: Hashable, Sendable {
        package let name: String
        package let value: String
    }

    /// A path of segments. Empty ones, `.` and `..` are dropped; a slash inside a segment is encoded.
    package init(_ segments: String...) { self.init(segments) }

    /// A path of segments. Empty ones, `.` and `..` are dropped; a slash inside a segment is encoded.
    package init(_ segments: [String]) {
        self.segments = segments.filter { !$0.isEmpty && $0 != "." && $0 != ".." }
    }

    /// The path with another name and value in its query; none where there is no value.
    package func query(_ name: String, _ value: String?) -> URLPath {
        guard let value else { return self }
        var path = self
        path.query.append(Item(name: name, value: value))
        return path
    }

    /// The path with the value of a name replaced, or removed where there is none.
    package func replacing(_ name: String, _ value: String?) -> URLPath {
        var path = self
        path.query.removeAll { $0.name == name }
        return path.query(name, value)
    }

    /// The path to an element of the page.
    package func fragment(_ id: String) -> URLPath {
        var path = self
        path.fragment = id
        return path
    }

    /// The path further down.
    package func appending(_ segments: String...) -> URLPath {
        var path = URLPath(self.segments + segments)
        path.query = self.query
        return path
    }

    /// The path whose last segment ends with a suffix such as `.csv`.
    package func suffixed(_ suffix: String) -> URLPath {
        guard let last = self.segments.last else { return self }
        var path = URLPath(self.segments.dropLast() + [last + suffix])
        path.query = self.query
        return path
    }
}

extension URLPath: CustomStringConvertible {
    /// The path as it stands in a request, percent-encoded.
    package var description: String {
        var text = self.segments.isEmpty ? "/" : ""
        for segment in self.segments { text += "/" + Self.encoded(segment) }
        for (index, item) in self.query.enumerated() {
            text += (index == 0 ? "?" : "&") + Self.encoded(item.name) + "=" + Self.encoded(item.value)
        }
        if let fragment = self.fragment { text += "#" + Self.encoded(fragment) }
        return text
    }

    /// Percent-encodes all but the unreserved characters of RFC 3986.
    package static func encoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                bytes.append(byte)
            default:
                let digits = Array("0123456789ABCDEF".utf8)
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
