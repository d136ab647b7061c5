import Synchronization

/// How many files may be on their way at once. Each is held in memory or on disk while it is read, so their number bounds
/// that.
final class UploadSlots: Sendable {
    /// A place that was taken; it is freed once.
    struct Slot {
        fileprivate let slots: UploadSlots

        func free() { self.slots.taken.withLock { $0 -= 1 } }
    }

    private let limit: Int
    private let taken = Mutex(0)

    init(limit: Int) { self.limit = limit }

    /// Takes a place.
    ///
    /// - Throws: `Problem` 503 where there is none.
    func take() throws(Problem) -> Slot {
        let isFree = self.taken.withLock { taken in
            guard taken < self.limit else { return false }
            taken += 1
            return true
        }
        guard isFree else { throw .busy("too_many_uploads") }
        return Slot(slots: self)
    }
}
