/// A message to one person.
package struct Mail: Equatable, Sendable {
    package let address: String
    package let subject: String
    package let text: String
}

/// Takes mail to where it goes out. What it throws is tried again later.
package protocol MailSender: Sendable {
    func send(_ mail: Mail) async throws
}
