import HTML
import Hummingbird

/// One sentence for the next page, carried by a cookie: “Saved”, “Shift moved to Friday”. It tells of success and names
/// nobody.
enum Flash {
    static let cookie = "__Host-flash"

    static func read(_ request: Request) -> String? {
        guard let value = request.cookies[self.cookie]?.value, !value.isEmpty, value.utf8.count <= 600 else {
            return nil
        }
        return try? String(percentEncoded: value.utf8)
    }

    static func set(_ text: String) -> String {
        "\(self.cookie)=\(URLPath.encoded(text)); Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=60"
    }

    static var clear: String { "\(self.cookie)=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0" }
}
