import CoreMetrics
import Synchronization

/// One line of a series: what its name ends with, its further label, its value.
struct Sample {
    var suffix = ""
    var label: (name: String, value: String)?
    let value: String
}

/// Something that counts and can say what it has counted.
protocol PrometheusSeries: Sendable {
    /// `counter`, `gauge` or `histogram`.
    var kind: String { get }
    /// What the metric's name ends with by convention.
    var suffix: String { get }
    var samples: [Sample] { get }
}

/// Only ever grows.
final class CounterSeries: PrometheusSeries, CounterHandler {
    private let count = Atomic<Int64>(0)

    let kind = "counter"
    let suffix = "_total"
    var samples: [Sample] { [Sample(value: String(self.count.load(ordering: .relaxed)))] }

    func increment(by amount: Int64) { self.count.wrappingAdd(amount, ordering: .relaxed) }
    func reset() { self.count.store(0, ordering: .relaxed) }
}

/// Goes up and down.
final class GaugeSeries: PrometheusSeries, MeterHandler, RecorderHandler {
    private let value = Mutex<Double>(0)

    let kind = "gauge"
    let suffix = ""
    var samples: [Sample] { [Sample(value: "\(self.value.withLock { $0 })")] }

    func set(_ value: Int64) { self.set(Double(value)) }
    func set(_ value: Double) { self.value.withLock { $0 = value } }
    func increment(by step: Double) { self.value.withLock { $0 += step } }
    func decrement(by step: Double) { self.value.withLock { $0 -= step } }
    func record(_ value: Int64) { self.set(value) }
    func record(_ value: Double) { self.set(value) }
}

/// How many values fell below each bound, and their sum.
final class HistogramSeries: PrometheusSeries, TimerHandler, RecorderHandler {
    /// Bounds for durations of requests and queries.
    static let seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
    /// Bounds for counts and sizes.
    static let sizes: [Double] = [1, 2, 5, 10, 20, 50, 100, 1_000, 10_000, 100_000, 1_000_000]

    private struct State {
        var counts: [UInt64]
        var sum = 0.0
    }

    private let bounds: [Double]
    private let state: Mutex<State>

    let kind = "histogram"
    let suffix: String

    init(bounds: [Double], suffix: String) {
        self.bounds = bounds
        self.suffix = suffix
        self.state = Mutex(State(counts: Array(repeating: 0, count: bounds.count + 1)))
    }

    var samples: [Sample] {
        let state = self.state.withLock { $0 }
        var below: UInt64 = 0
        var samples: [Sample] = []
        for (bound, count) in zip(self.bounds.map { "\($0)" } + ["+Inf"], state.counts) {
            below += count
            samples.append(Sample(suffix: "_bucket", label: ("le", bound), value: String(below)))
        }
        return samples + [
            Sample(suffix: "_sum", value: "\(state.sum)"), Sample(suffix: "_count", value: String(below)),
        ]
    }

    func record(_ value: Int64) { self.record(Double(value)) }
    func recordNanoseconds(_ duration: Int64) { self.record(Double(duration) / 1_000_000_000) }

    func record(_ value: Double) {
        let slot = self.bounds.firstIndex { value <= $0 } ?? self.bounds.count
        self.state.withLock { state in
            state.counts[slot] += 1
            state.sum += value
        }
    }
}
