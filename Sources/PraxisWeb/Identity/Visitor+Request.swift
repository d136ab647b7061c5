import HTTPTypes
import Hummingbird
import Identity
import PraxisCore

/// The cookie by which a browser is known again, so that guessing elsewhere cannot keep its owner out.
enum DeviceCookie {
    static let name = "__Host-device"

    /// The header's value that keeps it for 400 days, the longest that browsers do.
    static func set(_ token: OpaqueToken) -> String {
        "\(self.name)=\(token.text); Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=34560000"
    }
}

extension Visitor {
    /// Who sent a request, before it is known who it is.
    init(_ request: Request, _ context: some HandlerContext) {
        let device = request.cookies[DeviceCookie.name].map(\.value).flatMap { $0.utf8.count <= 64 ? $0 : nil }
        self.init(
            address: context.input.address, userAgent: request.headers[.userAgent],
            device: device.map(OpaqueToken.init(text:)), request: context.input.id)
    }
}

extension OpenContext {
    /// The digest of the session's token.
    ///
    /// - Throws: `SignInRequired` where there is none.
    func session() throws(SignInRequired) -> [UInt8] {
        guard case .session(let digest) = self.claim else { throw SignInRequired() }
        return digest
    }
}

extension Response {
    /// To another page, with the tokens that were just proved.
    static func redirect(to place: Place, with admission: Admission, flash: String? = nil) -> Response {
        var response = Response.redirect(to: place, flash: flash)
        response.keep(admission)
        return response
    }

    /// Gives the browser its new tokens.
    mutating func keep(_ admission: Admission) {
        self.headers.append(HTTPField(name: .setCookie, value: SessionCookie.set(admission.session.text)))
        if admission.level == .full {
            self.headers.append(HTTPField(name: .setCookie, value: DeviceCookie.set(admission.device)))
        }
    }
}
