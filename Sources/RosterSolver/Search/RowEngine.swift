/// Finds a person's exact best row for given prices by dynamic programming.
///
/// An inner program finds the best way to fill every stretch of working days; an outer one joins stretches and runs
/// off, with units of minutes and weekends as resources. A window of days can be planned alone when the days around it
/// stay as they are. Results are exact: equal sums are recognized on the way back because they are made of the same
/// additions.
final class RowEngine {
    /// The days to plan, and what the days around them already use.
    struct Window {
        var days: Range<Int>
        var units = 0
        var weekends = 0
        var counted = 0
        /// Weekends that are worked outside the window in any case.
        var settled: (Int, Int) = (-1, -1)
    }

    /// Cell prices by day, then type; the caller fills them before solving.
    let price: UnsafeMutablePointer<Price>
    /// The row found, -1 for off; only the window's days are written.
    let row: UnsafeMutablePointer<Int16>

    var nodePrice: Buffer<Price>
    var stretch: Buffer<Price>
    var stretchCount: Buffer<Int>
    var layers: Buffer<Price>
    var kept: Buffer<Price>
    var least: Buffer<Price>
    var ready: Buffer<Price>
    var worked: Buffer<Price>
    var low: Buffer<Int>
    var high: Buffer<Int>
    var base: Buffer<Int>
    var most: Buffer<Int>
    var weekend: Buffer<Int>
    var mustBefore: Buffer<Int>
    /// The first weekend state of each day that has any, and one beyond the last.
    var firstWeekend: Buffer<Int>
    var endWeekend: Buffer<Int>

    /// Outside of it no states are looked at, when the whole horizon is planned.
    var corridor: RowCorridor?
    /// Asked while a long row is planned; there is no row once it says so.
    var isCanceled: () -> Bool = { false }
    var tables: RowTables
    var window: Window
    /// Days of the window.
    var span = 0
    /// Weekend states within the window.
    var weekends = 0
    /// States of the sum held exactly.
    var caps = 1
    /// States of units per day and weekend.
    var width = 0
    /// Stretch entries per start day, and per length.
    var entries = 0
    var excess = 0

    init(days: Int, types: Int, tables: RowTables) {
        self.price = .allocate(capacity: max(1, days * types))
        self.row = .allocate(capacity: days)
        self.row.initialize(repeating: -1, count: days)
        self.tables = tables
        self.window = Window(days: 0..<days)
        self.nodePrice = Buffer()
        self.stretch = Buffer()
        self.stretchCount = Buffer()
        self.layers = Buffer()
        self.kept = Buffer()
        self.least = Buffer()
        self.ready = Buffer()
        self.worked = Buffer()
        self.low = Buffer()
        self.high = Buffer()
        self.base = Buffer()
        self.most = Buffer()
        self.weekend = Buffer()
        self.mustBefore = Buffer()
        self.firstWeekend = Buffer()
        self.endWeekend = Buffer()
    }

    deinit {
        self.price.deallocate()
        self.row.deallocate()
    }

    /// The price of the best row over the window, and the row in `row`; nil when there is none.
    func solve(_ tables: RowTables, _ window: Window) -> Price? {
        self.tables = tables
        self.window = window
        self.span = window.days.count
        self.weekends = tables.weekendStates - window.weekends
        guard self.weekends > 0 else { return nil }
        self.caps = tables.capStates - window.counted
        guard self.caps > 0 else { return nil }
        self.prepareDays()
        self.priceNodes()
        self.priceStretches()
        self.bound()
        guard self.joinStretches() else { return nil }
        return self.trace()
    }
}

/// A buffer that only grows.
final class Buffer<Element: BitwiseCopyable> {
    private(set) var start: UnsafeMutablePointer<Element>
    private var capacity: Int

    init() {
        self.capacity = 64
        self.start = .allocate(capacity: 64)
    }

    deinit { self.start.deallocate() }

    /// At least that much room; what was in it is lost when it grows.
    @inline(__always) func reserve(_ count: Int) -> UnsafeMutablePointer<Element> {
        if count > self.capacity {
            self.start.deallocate()
            self.capacity = count + count / 2
            self.start = .allocate(capacity: self.capacity)
        }
        return self.start
    }
}
