import Credentialing
import PraxisCore

/// A line of the board as the API tells it.
struct BoardLineDocument: Encodable {
    let person: Person.ID
    let name: String
    let clinic: String
    let credential: HeldCredential.ID
    let type: String
    let state: String?
    let number: String?
    let coveredUntil: LocalDate?
    let daysLeft: Int?
    let status: BoardBucket
    let renewalClaimed: Bool

    init(_ line: BoardLine) {
        self.person = line.person
        self.name = line.name
        self.clinic = line.clinicSlug.description
        self.credential = line.credential
        self.type = line.type
        self.state = line.state
        self.number = line.number
        self.coveredUntil = line.coveredUntil
        self.daysLeft = line.daysLeft
        self.status = line.bucket
        self.renewalClaimed = line.isRenewalClaimed
    }

    static let schema = Schema.object([
        "person": .uuid, "name": .text(), "clinic": .slug, "credential": .uuid, "type": .text(),
        "state": .text(2...2).optional, "number": .text(1...40).optional, "covered_until": .date.optional,
        "days_left": .integer.optional, "status": .choice(BoardBucket.inOrder.map(\.rawValue)),
        "renewal_claimed": .boolean,
    ])
}
