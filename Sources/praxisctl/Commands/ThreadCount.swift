import ArgumentParser
import FoundationEssentials

/// How many threads are asked for: a number, or all, which leaves one processor core to others.
struct ThreadCount: ExpressibleByArgument {
    let count: Int

    init(_ count: Int) { self.count = count }

    init?(argument: String) {
        if argument == "all" {
            self.count = min(64, max(1, ProcessInfo.processInfo.activeProcessorCount - 1))
        } else {
            guard let count = Int(argument), (1...64).contains(count) else { return nil }
            self.count = count
        }
    }

    var defaultValueDescription: String { "\(self.count)" }
}
