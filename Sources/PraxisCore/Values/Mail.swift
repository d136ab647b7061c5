/// A message to one person.
package struct Mail: Equatable, Sendable {
    package let address: String
    package let subject: String
    package let text: String

    package init(address: String, subject: String, text: String) {
        self.address = address
        self.subject = subject
        self.text = text
    }
}

/// Takes mail to where it goes out. What it throws is tried again later.
package protocol MailSender: Sendable {
    func send(_ mail: Mail) async throws
}
