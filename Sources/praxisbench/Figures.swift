import Glibc

/// What one run showed, as one line: transactions per second, milliseconds of p50 and p99, CPU seconds per 1,000.
struct Figures: CustomStringConvertible {
    private let perSecond: Double
    private let p50: Double
    private let p99: Double
    private let cpuPerThousand: Double

    init(_ nanoseconds: [Int64], seconds: Double, cpu: Double) {
        let sorted = nanoseconds.sorted()
        func percentile(_ share: Double) -> Double {
            sorted.isEmpty ? 0 : Double(sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]) / 1e6
        }
        self.perSecond = Double(sorted.count) / seconds
        self.p50 = percentile(0.5)
        self.p99 = percentile(0.99)
        self.cpuPerThousand = sorted.isEmpty ? 0 : cpu / Double(sorted.count) * 1000
    }

    var description: String { "\(self.perSecond) \(self.p50) \(self.p99) \(self.cpuPerThousand)" }
}

/// The CPU time that this process has used.
struct ProcessUsage {
    let cpu: Double

    static func now() -> Self {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return Self(cpu: seconds(usage.ru_utime) + seconds(usage.ru_stime))
    }
}
