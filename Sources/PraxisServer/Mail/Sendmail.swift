import Dispatch
import Foundation
import PraxisCore

/// Hands mail to the machine's own `sendmail`, which queues and retries.
struct Sendmail: MailSender {
    /// It ended with another status than 0, or an address or subject would break the header.
    struct Failure: Error {}

    let command: String
    let sender: String

    func send(_ mail: Mail) async throws {
        let header = [self.sender, mail.address, mail.subject]
        guard !header.contains(where: { $0.utf8.contains { $0 < 0x20 } }), !mail.address.hasPrefix("-") else {
            throw Failure()
        }
        let message = """
            From: Praxis <\(self.sender)>
            To: <\(mail.address)>
            Subject: \(mail.subject)
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Auto-Submitted: auto-generated

            \(mail.text)
            """
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Result { try self.run(message) }) }
        }
    }

    /// `-i`: a line with a single dot does not end the message; `-t` takes the recipient from the header.
    private func run(_ message: String) throws {
        let process = Process()
        process.executableURL = URL(filePath: self.command)
        process.arguments = ["-i", "-t", "-f", self.sender]
        let input = Pipe()
        process.standardInput = input
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(message.utf8))
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure() }
    }
}
