import PraxisCore
import Testing

@Suite struct `The ends of time` {
    @Test func `are where an instant stays instead of ending the process`() {
        let now = Instant(seconds: 1_800_000_000)
        #expect(now.adding(minutes: .max).microseconds == .max)
        #expect(now.adding(minutes: .min).microseconds == .min)
        #expect(Instant(seconds: .max).microseconds == .max)
        #expect(now.adding(minutes: 1).minutes(since: now) == 1)
        #expect(Instant(microseconds: .max).minutes(since: Instant(microseconds: .min)) > 0)
    }
}
