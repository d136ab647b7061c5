import Foundation
import Glibc
import Synchronization

/// A mail server on this machine that speaks SMTP to one client after the other and keeps what it is given.
final class MailServer: Sendable {
    struct Message: Sendable {
        var sender = ""
        var recipients: [String] = []
        var lines: [String] = []
    }

    let port: UInt16
    private let socket: Int32
    private let state = Mutex<(messages: [Message], refusals: Int, unknown: Set<String>)>(([], 0, []))

    var messages: [Message] { self.state.withLock { $0.messages } }

    init() throws {
        self.socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let (socket, length) = (self.socket, size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(socket, generic, length) == 0 && listen(socket, 16) == 0
                    && getsockname(socket, generic, &size) == 0
            }
        }
        guard bound else { throw CocoaError(.fileReadUnknown) }
        self.port = UInt16(bigEndian: address.sin_port)
        let thread = Thread { [self] in self.serve() }
        thread.start()
    }

    /// Says to so many of the next senders that it cannot take their mail now.
    func refuse(_ count: Int) { self.state.withLock { $0.refusals = count } }

    /// Has no mailbox of this address.
    func forget(_ recipient: String) { self.state.withLock { _ = $0.unknown.insert(recipient) } }

    /// Has it again.
    func remember(_ recipient: String) { self.state.withLock { _ = $0.unknown.remove(recipient) } }

    func stop() { shutdown(self.socket, Int32(SHUT_RDWR)) }

    private func serve() {
        while true {
            let client = accept(self.socket, nil, nil)
            guard client >= 0 else { break }
            self.talk(client)
            close(client)
        }
        close(self.socket)
    }

    /// One conversation, by the words of RFC 5321.
    private func talk(_ client: Int32) {
        guard let stream = fdopen(dup(client), "r+") else { return }
        defer { fclose(stream) }
        func say(_ line: String) {
            fputs(line + "\r\n", stream)
            fflush(stream)
        }
        func hear() -> String? {
            var buffer = [CChar](repeating: 0, count: 4096)
            guard fgets(&buffer, Int32(buffer.count), stream) != nil else { return nil }
            let line = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            return line.hasSuffix("\r\n") ? String(line.dropLast(1)) : nil
        }
        var message = Message()
        say("220 localhost ESMTP")
        while let line = hear() {
            let word = line.prefix { $0 != " " && $0 != ":" }.uppercased()
            switch word {
            case "HELO", "EHLO": say("250 localhost")
            case "MAIL":
                let refused = self.state.withLock { state in
                    state.refusals -= 1
                    return state.refusals >= 0
                }
                if refused {
                    say("451 try again later")
                    return
                }
                message = Message(sender: Self.path(line))
                say("250 ok")
            case "RCPT":
                let recipient = Self.path(line)
                if self.state.withLock({ $0.unknown.contains(recipient) }) {
                    say("550 no such mailbox")
                } else {
                    message.recipients.append(recipient)
                    say("250 ok")
                }
            case "DATA":
                say("354 end with a dot")
                while let text = hear(), text != "." {
                    message.lines.append(text.hasPrefix("..") ? String(text.dropFirst()) : text)
                }
                self.state.withLock { $0.messages.append(message) }
                say("250 queued")
            case "QUIT":
                say("221 bye")
                return
            default: say("500 what")
            }
        }
    }

    private static func path(_ line: String) -> String {
        String(line.drop { $0 != "<" }.dropFirst().prefix { $0 != ">" })
    }
}

extension MailServer {
    /// A command with sendmail's interface that hands its message to this server.
    func sendmail(in directory: URL) throws -> String {
        let script = directory.appending(path: "sendmail")
        let text = """
            #!/bin/bash
            while getopts itf: option; do [ "$option" = f ] && sender=$OPTARG; done
            message=$(cat)
            recipient=$(sed -n 's/^To: <\\(.*\\)>$/\\1/p' <<<"$message" | head -n 1)
            exec 3<>/dev/tcp/127.0.0.1/\(self.port) || exit 75
            hear() { IFS= read -r answer <&3 && [ "${answer:0:1}" = "$1" ] || exit 75; }
            say() { printf '%s\\r\\n' "$1" >&3; }
            hear 2; say 'EHLO localhost'; hear 2; say "MAIL FROM:<$sender>"; hear 2; say "RCPT TO:<$recipient>"; hear 2
            say DATA; hear 3
            while IFS= read -r line; do say "${line/#./..}"; done <<<"$message"
            say .; hear 2; say QUIT
            """
        try Data(text.utf8).write(to: script)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script.path)
        return script.path
    }
}
