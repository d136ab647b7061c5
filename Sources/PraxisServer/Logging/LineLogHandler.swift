import Logging

/// Writes one line for each event: a JSON object for machines, or plain text for a terminal.
///
/// What callers put into metadata are ids and counts; the handler adds nothing of the process's environment.
struct LineLogHandler: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    private let label: String
    private let isJSON: Bool
    private let clock: @Sendable () -> String
    private let write: @Sendable (String) -> Void

    init(
        label: String, level: Logger.Level, isJSON: Bool, clock: @escaping @Sendable () -> String,
        write: @escaping @Sendable (String) -> Void
    ) {
        self.label = label
        self.logLevel = level
        self.isJSON = isJSON
        self.clock = clock
        self.write = write
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { self.metadata[key] }
        set { self.metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var details = self.metadata
        if let provided = self.metadataProvider?.get() { details.merge(provided) { $1 } }
        if let own = event.metadata { details.merge(own) { $1 } }
        if let error = event.error { details["error"] = "\(error)" }
        let sorted = details.sorted { $0.key < $1.key }
        self.write(self.isJSON ? self.json(event, sorted) : self.text(event, sorted))
    }

    private func json(_ event: LogEvent, _ details: [(key: String, value: Logger.Metadata.Value)]) -> String {
        var line = JSONLine()
        line.add("time", self.clock())
        line.add("level", event.level.rawValue)
        line.add("label", self.label)
        line.add("message", event.message.description)
        for (key, value) in details { line.add(key, value.description) }
        return line.closed
    }

    private func text(_ event: LogEvent, _ details: [(key: String, value: Logger.Metadata.Value)]) -> String {
        let tail = details.map { " \($0.key)=\($0.value)" }.joined()
        return "\(self.clock()) \(event.level.rawValue) \(self.label): \(event.message)\(tail)"
            .map { $0.isNewline ? " " : String($0) }.joined() + "\n"
    }
}
