import Credentialing
import PraxisCore

extension Document: APIObject {
    static let members: [APIMember<Document>] = [
        APIMember("id") { $0.id }, APIMember("name") { $0.name }, APIMember("media_type") { $0.mediaType },
        APIMember("size") { Int($0.size) }, APIMember("sha256") { $0.digest },
        APIMember("compartment") { $0.compartment }, APIMember("credential") { $0.credential },
        APIMember("added_by") { $0.addedBy }, APIMember("added_at") { $0.addedAt },
    ]
}

extension Compartment: APIWord {}

extension CredentialType: APIObject {
    static let members: [APIMember<CredentialType>] = [
        APIMember("code") { $0.code }, APIMember("name") { $0.name }, APIMember("category") { $0.category },
        APIMember("of_state") { $0.isOfState }, APIMember("compartment") { $0.compartment },
        APIMember("own") { $0.isOwn },
    ]
}
