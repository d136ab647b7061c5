import Glibc

/// A pipe whose reading end becomes readable when somebody wants a blocked thread back.
final class Interrupter: Sendable {
    let descriptor: Int32
    private let writing: Int32

    init() {
        var ends: [Int32] = [-1, -1]
        _ = pipe(&ends)
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (self.descriptor, self.writing) = (ends[0], ends[1])
    }

    deinit {
        Glibc.close(self.descriptor)
        Glibc.close(self.writing)
    }

    func interrupt() { _ = write(self.writing, [1], 1) }
}
