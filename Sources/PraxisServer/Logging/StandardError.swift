import Glibc

/// Standard error, without a buffer: one `write` for each line, so that lines of threads do not mix.
package enum StandardError {
    /// Writes text as it stands; what cannot be written is lost.
    @Sendable package static func write(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            var sent = 0
            while sent < bytes.count {
                let written = Glibc.write(STDERR_FILENO, bytes.baseAddress.map { $0 + sent }, bytes.count - sent)
                if written < 0 && errno != EINTR { return }
                sent += max(written, 0)
            }
        }
    }
}
