import Credentialing
import HTTPTypes
import PraxisCore

extension RenewalClaim.State: APIWord {}

extension RenewalClaim: APIObject {
    static let members: [APIMember<RenewalClaim>] = [
        APIMember("term") { $0.term }, APIMember("credential") { $0.credential }, APIMember("person") { $0.person },
        APIMember("name") { $0.name }, APIMember("title") { $0.title }, APIMember("issued") { $0.issuedOn },
        APIMember("expires") { $0.expiresOn }, APIMember("number", .text(1...40).optional) { $0.number },
        APIMember("document") { $0.document }, APIMember("file_name") { $0.fileName },
        APIMember("handed_in_at") { $0.handedIn }, APIMember("status") { $0.state }, APIMember("result") { $0.result },
        APIMember("verified_until") { $0.verifiedUntil },
    ]
}

/// One of the caller's credentials with the latest renewal of it.
struct OwnCredentialEntry: APIObject {
    let credential: OwnCredential
    let renewal: RenewalClaim?

    static let members: [APIMember<OwnCredentialEntry>] = [
        APIMember("id") { $0.credential.id }, APIMember("type") { $0.credential.type },
        APIMember("state", .text(2...2).optional) { $0.credential.state },
        APIMember("number", .text(1...40).optional) { $0.credential.number },
        APIMember("status") { $0.credential.bucket }, APIMember("covered_until") { $0.credential.coveredUntil },
        APIMember("renewal_claimed") { $0.credential.isRenewalClaimed },
        APIMember("may_hand_in") { $0.credential.isClaimable && $0.renewal?.state != .waiting },
        APIMember("renewal") { $0.renewal },
    ]
}

extension ClaimRefusal {
    var problem: Problem {
        let fields = self.field.map { FieldErrors($0, Problem.sentence(self.sentence)) } ?? FieldErrors()
        return Problem(self.status, self.rawValue, self.sentence, fields: fields)
    }

    private var status: HTTPResponse.Status {
        switch self {
        case .notClaimable: .forbidden
        case .waiting, .answered, .withdrawn: .conflict
        case .over, .notLater, .notDocument: .unprocessableContent
        }
    }
}
