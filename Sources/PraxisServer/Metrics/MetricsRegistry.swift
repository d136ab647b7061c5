import CoreMetrics
import Synchronization

/// Every series of the process, for Prometheus to read at `/metrics`.
final class MetricsRegistry: Sendable {
    private let series = Mutex<[SeriesName: any PrometheusSeries]>([:])
    private let limit: Int

    /// - Parameter limit: series beyond it are counted nowhere, so that labels cannot eat the memory.
    init(limit: Int = 5_000) { self.limit = limit }

    /// The series of that name: the one that is there, or a new one.
    func series<Series: PrometheusSeries>(
        _ label: String, _ dimensions: [(String, String)], make: @Sendable () -> Series
    ) -> Series {
        let name = SeriesName(label: label, dimensions: dimensions)
        return self.series.withLock { series in
            if let known = series[name] as? Series { return known }
            let new = make()
            if series.count < self.limit { series[name] = new }
            return new
        }
    }

    /// All series in Prometheus's text format, those of one name together.
    func exposition() -> String {
        let all = self.series.withLock { Array($0) }.sorted { $0.key < $1.key }
        var text = ""
        var last = ""
        for (name, series) in all {
            let metric = name.metric + series.suffix
            if metric != last { text += "# TYPE \(metric) \(series.kind)\n" }
            last = metric
            for sample in series.samples {
                text += metric + sample.suffix + name.labels(adding: sample.label) + " \(sample.value)\n"
            }
        }
        return text
    }
}

extension MetricsRegistry: MetricsFactory {
    func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        self.series(label, dimensions) { CounterSeries() }
    }

    func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        self.series(label, dimensions) { GaugeSeries() }
    }

    func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        aggregate
            ? self.series(label, dimensions) { HistogramSeries(bounds: HistogramSeries.sizes, suffix: "") }
            : self.series(label, dimensions) { GaugeSeries() }
    }

    func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        self.series(label, dimensions) { HistogramSeries(bounds: HistogramSeries.seconds, suffix: "_seconds") }
    }

    // Series live as long as the process: Prometheus expects a counter never to vanish.
    func destroyCounter(_ handler: any CounterHandler) {}
    func destroyMeter(_ handler: any MeterHandler) {}
    func destroyRecorder(_ handler: any RecorderHandler) {}
    func destroyTimer(_ handler: any TimerHandler) {}
}
