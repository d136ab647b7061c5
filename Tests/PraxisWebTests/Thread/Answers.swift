import Foundation
import PraxisCore
import TestSupport

extension Browser.Answer {
    /// What the API said.
    func decoded<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(type, from: Data(self.bytes))
    }
}

/// A page of a list.
struct Items<Item: Decodable>: Decodable {
    let items: [Item]
}

/// What was made.
struct Made: Decodable {
    let id: String
}

/// Somebody of the practice.
struct Somebody: Decodable {
    let id, familyName, givenName: String
    let npi, phone: String?
}

/// A row of a list that belongs to a clinic: a requisition or an order.
struct ClinicRow: Decodable {
    let id, number, clinic, status, total: String
    let version: Int
}

/// Whether somebody may work.
struct Clearance: Decodable {
    struct Reason: Decodable {
        let requirement, state, severity: String
    }

    let verdict: String
    let reasons: [Reason]

    /// What stands in the way, as `rn_license expired`.
    var obstacles: Set<String> {
        Set(self.reasons.filter { $0.severity == "block" }.map { "\($0.requirement) \($0.state)" })
    }
}

/// A refusal that carries reasons.
struct Refused<Reasons: Decodable>: Decodable {
    let code, title: String
    let detail: String?
    let reasons: Reasons?
}

/// The reasons for which credentialing clears somebody not.
struct NotCleared: Decodable {
    let reasons: [Clearance.Reason]

    var obstacles: Set<String> { Set(self.reasons.map { "\($0.requirement) \($0.state)" }) }
}
