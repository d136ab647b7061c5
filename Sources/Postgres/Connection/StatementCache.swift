/// The names of the statements that a connection has prepared. Names are never used twice on a connection.
struct StatementCache {
    private struct Entry {
        let name: String
        var lastUse: UInt64
    }

    private let limit: Int
    private var entries: [Statement.Key: Entry] = [:]
    private var clock: UInt64 = 0
    private var made = 0
    /// Names that the server still keeps and nobody uses any more.
    private(set) var discarded: [String] = []

    init(limit: Int) { self.limit = limit }

    var count: Int { self.entries.count }

    mutating func name(of key: Statement.Key) -> String? {
        guard let index = self.entries.index(forKey: key) else { return nil }
        self.clock += 1
        self.entries.values[index].lastUse = self.clock
        return self.entries.values[index].name
    }

    /// A new name for a statement that is about to be prepared; the least recently used one makes room.
    mutating func add(_ key: Statement.Key) -> String {
        if self.entries.count >= self.limit, let oldest = self.entries.min(by: { $0.value.lastUse < $1.value.lastUse })
        {
            self.remove(oldest.key, isPrepared: true)
        }
        self.made += 1
        self.clock += 1
        let name = "praxis_\(self.made)"
        self.entries[key] = Entry(name: name, lastUse: self.clock)
        return name
    }

    /// Forgets a statement: one that could not be prepared, or one that the server should drop.
    mutating func remove(_ key: Statement.Key, isPrepared: Bool) {
        guard let entry = self.entries.removeValue(forKey: key) else { return }
        if isPrepared { self.discarded.append(entry.name) }
    }

    mutating func takeDiscarded() -> [String] {
        defer { self.discarded = [] }
        return self.discarded
    }
}
